"""Understanding a query: a chain of small pure steps, one a file, each of which can be left out.

Steps run in this order. Telex left-overs, question frames, abbreviations, everyday words and typo repair
have their places between the code and the unfinished last syllable.
"""

from search_api.understanding.codes import read_code
from search_api.understanding.prefix import complete_last
from search_api.understanding.reading import Completion, Reading, Step, understand

STEPS: tuple[Step, ...] = (read_code, complete_last)

__all__ = ["STEPS", "Completion", "Reading", "Step", "read_code", "understand"]
