"""Understanding a query: a chain of small pure steps, one a file, each of which can be left out by its name."""

from collections.abc import Mapping
from types import MappingProxyType

from search_api.understanding.codes import read_code
from search_api.understanding.frames import drop_frames
from search_api.understanding.knowledge import Knowledge, Meaning
from search_api.understanding.prefix import complete_last
from search_api.understanding.reading import Completion, Expansion, Reading, Step, understand
from search_api.understanding.repair import repair
from search_api.understanding.routing import route
from search_api.understanding.shared_words import expand
from search_api.understanding.telex import decode_telex

STEPS: Mapping[str, Step] = MappingProxyType(
    {
        "code": read_code,
        # Before all that reads words.
        "telex": decode_telex,
        "frames": drop_frames,
        "routing": route,
        # Before the repair, which leaves alone what has a meaning.
        "words": expand,
        "repair": repair,
        "prefix": complete_last,
    }
)
"""The steps in their order."""

__all__ = [
    "STEPS",
    "Completion",
    "Expansion",
    "Knowledge",
    "Meaning",
    "Reading",
    "Step",
    "read_code",
    "understand",
]
