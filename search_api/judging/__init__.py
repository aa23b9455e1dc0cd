"""How good answers are: judged queries, their figures, comparisons, twins, rules. Read docs/relevance.md first."""

from search_api.judging.figures import DEPTH, Figures, Outcome, by_class, figures, judge
from search_api.judging.sets import Judgement, JudgementError, read_judgements

__all__ = [
    "DEPTH",
    "Figures",
    "Judgement",
    "JudgementError",
    "Outcome",
    "by_class",
    "figures",
    "judge",
    "read_judgements",
]
