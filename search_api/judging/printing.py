"""A report of judging as lines for a terminal and as plain values for JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from search_api.judging.comparing import Comparison
from search_api.judging.figures import Outcome, by_class
from search_api.judging.goals import Goal
from search_api.judging.report import Report
from search_api.judging.sets import Judgement
from search_api.judging.trials import Trial

Say = Callable[..., str]
"""Key of the message table and values -> text."""

_COLUMNS = ("queries", "S@1", "S@3", "S@10", "MRR@10", "nDCG@10", "zero", "unsure")
_TRIAL = ("S@1", "S@10", "MRR@10", "won", "lost", "p")
_TWINS = ("queries", "S@1", "twin S@1", "S@10", "twin S@10", "same")
_WIDE = 28


def lines(report: Report, say: Say, *, names: bool) -> Iterator[str]:
    """The whole report; `names`: also the queries that are missed, won and lost."""
    if report.outcomes:
        yield from _classes(report.outcomes)
        yield from missed(report.outcomes, say) if names else ()
    yield from _shorn(report, say)
    for index, trials in report.ablation.items():
        yield from ("", say(f"ablation_{index}"), *_trials(trials))
    for index, trials in report.tries.items():
        yield from ("", say(f"tries_{index}"), *_trials(trials))
        for one in trials if names else ():
            yield from (f"{one.name}: {line}" for line in _changed(one.comparison, say))
    yield from _twins(report, say)
    if report.recorded is not None:
        yield from ("", _compared(report.recorded, say))
        yield from _changed(report.recorded, say) if names else ()
    yield from _rules(report, say)
    yield from _goals(report.goals, say)


def _classes(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield f"{'class':<20}" + "".join(f"{name:>9}" for name in _COLUMNS)
    for group, row in by_class(outcomes).items():
        count, *shares = asdict(row).values()
        yield f"{group:<20}{count:>9}" + "".join(f"{share:>9.3f}" for share in shares)


def missed(outcomes: Sequence[Outcome], say: Say) -> Iterator[str]:
    """A line for each query whose first place is wrong."""
    for one in outcomes:
        if not one.right:
            yield f"{say('missed')}: {_row(one.judgement, say)}\t{one.rank or '-'}"


def _row(judgement: Judgement, say: Say) -> str:
    return f"{judgement.group}\t{judgement.query}\t{'|'.join(judgement.codes) or say('nothing_fits')}"


def _shorn(report: Report, say: Say) -> Iterator[str]:
    """S@1 and S@10 of each class, side by side."""
    if not report.shorn:
        return
    yield ""
    yield from (say(f"shorn_{name}", removed=one.removed) for name, one in report.shorn.items())
    tables = report.tables()
    heads = [f"{name} {measure}" for name in tables for measure in ("S@1", "S@10")]
    yield f"{'class':<20}{'queries':>9}" + "".join(f"{head:>11}" for head in heads)
    for group, row in tables["full"].items():
        rows = [table[group] for table in tables.values()]
        shares = "".join(f"{one.success_1:>11.3f}{one.success_10:>11.3f}" for one in rows)
        yield f"{group:<20}{row.queries:>9}{shares}"


def _trials(trials: Sequence[Trial]) -> Iterator[str]:
    wide = max(_WIDE, *(len(one.name) + 1 for one in trials))
    yield " " * wide + "".join(f"{head:>9}" for head in _TRIAL)
    for one in trials:
        row, seen = one.figures, one.comparison
        shares = f"{row.success_1:>9.3f}{row.success_10:>9.3f}{row.mrr_10:>9.3f}"
        yield f"{one.name:<{wide}}{shares}{len(seen.won):>9}{len(seen.lost):>9}{seen.p:>9.3f}"


def _twins(report: Report, say: Say) -> Iterator[str]:
    if not report.twins:
        return
    yield from ("", say("twins"), f"{'':<20}" + "".join(f"{head:>11}" for head in _TWINS))
    for one in report.twins:
        left, right = one.originals, one.twins
        shares = (left.success_1, right.success_1, left.success_10, right.success_10, one.same)
        yield f"{one.kind:<20}{left.queries:>11}" + "".join(f"{share:>11.3f}" for share in shares)


def _compared(seen: Comparison, say: Say) -> str:
    won, lost = len(seen.won), len(seen.lost)
    return say("recorded", compared=seen.compared, won=won, lost=lost, p=f"{seen.p:.3f}")


def _changed(seen: Comparison, say: Say) -> Iterator[str]:
    for key, some in (("won", seen.won), ("lost", seen.lost)):
        yield from (f"{say(key)}: {_row(one, say)}" for one in some)


def _rules(report: Report, say: Say) -> Iterator[str]:
    if not report.rules:
        return
    yield from ("", say("rules", rules=report.rules, broken=len(report.broken)))
    for rule, came in report.broken:
        wanted = f"{rule.first} < {rule.second}" if rule.second else rule.first
        instead = "|".join(came) or say("nothing_fits")
        yield f"{say('broken')}: {rule.kind}\t{rule.query}\t{wanted}\t{instead}\t{rule.policy}".rstrip()


def _goals(goals: Sequence[tuple[Goal, float]], say: Say) -> Iterator[str]:
    if not goals:
        return
    met = sum(goal.met(figure) for goal, figure in goals)
    yield from ("", say("goals", goals=len(goals), met=met))
    for goal, figure in goals:
        sign, word = ">=" if goal.least else "<=", say("goal_met" if goal.met(figure) else "goal_missed")
        yield f"{goal.group:<20}{goal.index:<6}{goal.measure:<15}{sign} {goal.bound:<7g}{figure:>7.3f}  {word}"


def as_record(report: Report) -> dict[str, Any]:
    """The report as plain values: figures by class and outcomes of queries always, the rest where asked for."""
    record: dict[str, Any] = {
        "classes": {group: asdict(row) for group, row in by_class(report.outcomes).items()},
        "queries": [_outcome(one) for one in report.outcomes],
        "rules": {"rules": report.rules, "broken": [[asdict(rule), came] for rule, came in report.broken]},
        "goals": [{**asdict(goal), "figure": figure} for goal, figure in report.goals],
        "twins": [asdict(one) for one in report.twins],
        "tries": {index: [_trial(one) for one in some] for index, some in report.tries.items()},
        "ablation": {index: [_trial(one) for one in some] for index, some in report.ablation.items()},
        "recorded": _comparison(report.recorded) if report.recorded else None,
    }
    for name, one in report.shorn.items():
        rows = {group: asdict(row) for group, row in by_class(one.outcomes).items()}
        record[name] = {"removed": one.removed, "classes": rows}
    return {key: value for key, value in record.items() if value or key in ("classes", "queries")}


def _outcome(one: Outcome) -> dict[str, Any]:
    return {
        "class": one.judgement.group,
        "query": one.judgement.query,
        "codes": one.judgement.codes,
        "rank": one.rank,
        "ndcg": round(one.ndcg, 4),
        "found": one.found,
        "confident": one.confident,
    }


def _trial(one: Trial) -> dict[str, Any]:
    return {"name": one.name, **asdict(one.figures), **_comparison(one.comparison)}


def _comparison(seen: Comparison) -> dict[str, Any]:
    won, lost = ([one.query for one in some] for some in (seen.won, seen.lost))
    return {"compared": seen.compared, "won": won, "lost": lost, "p": seen.p}
