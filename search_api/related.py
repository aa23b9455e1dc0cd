"""Procedures near one: alike by name, of the same field or the same agency."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice

from indexer.procedure import Procedure
from indexer.text import tokenize
from search_api.engine import SearchEngine
from search_api.query import SearchQuery
from search_api.ranking import WEIGHTS
from search_api.results import Hit

MOST = 5
LOOKED_AT = 20
"""Hits of the title that are looked at; each costs a snippet, and what stands further down is far away."""
LONGEST = 24
"""Syllables of the title that are searched for: four in five titles are shorter, and the head of a title names
the act."""
SHARE = 0.45
"""Least share of the title, by rarity of its words, that the names of the other hold: below, only words like
`cấp`, `giấy phép` are shared."""
SAME_FIELD = 0.12
"""Least score beside the procedure's own in the same search. In one field half of an act's words are enough:
tạm trú and lưu trú; registering a birth and a death."""
SAME_AGENCY = 0.25
"""The same where only the agency is shared: it does much else."""
_LITERALLY = ("telex", "frames", "routing", "words", "repair", "prefix", "prior")
"""A title is spelled right and asks no question; what is popular is not therefore near."""


def find_related(engine: SearchEngine, procedure: Procedure, day: dt.date) -> list[str]:
    """Codes of procedures near one: those an editor chose, then the nearest by name that are in force on the day,
    up to five that the index holds.

    Linked, replaced and replacing ones and the same act at another level are not among them: the page names
    them elsewhere.
    """
    known = [code for code in procedure.related if engine.get(code) is not None]
    near = (code for code in _near(engine, procedure, day) if code not in known)
    return [*procedure.related, *islice(near, max(0, MOST - len(known)))]


def _near(engine: SearchEngine, procedure: Procedure, day: dt.date) -> Iterator[str]:
    text = _head(procedure.title)
    query = SearchQuery(text, as_of=day, per_page=LOOKED_AT, explain=True, without=_LITERALLY)
    hits = engine.search(query).hits
    known = {procedure.code, *procedure.linked, *procedure.replaces}
    own = next((one.score for one in hits if _is(procedure.code, one)), hits[0].score if hits else 0.0)
    for hit in hits:
        named_elsewhere = known.intersection((hit.card.code, *(one.code for one in hit.variants)))
        if not named_elsewhere and _is_near(hit, procedure, own):
            yield hit.card.code


def _head(title: str) -> str:
    """The first syllables of a title."""
    tokens = tokenize(title)
    return title if len(tokens) <= LONGEST else title[: tokens[LONGEST - 1].end]


def _is(code: str, hit: Hit) -> bool:
    return code == hit.card.code or any(one.code == code for one in hit.variants)


def _is_near(hit: Hit, procedure: Procedure, own: float) -> bool:
    share = (hit.factors.get("named", 1.0) - 1) / WEIGHTS.named
    if share < SHARE:
        return False
    least = 2.0
    if hit.card.field == procedure.field:
        least = SAME_FIELD
    elif hit.card.agency == procedure.agency:
        least = SAME_AGENCY
    return hit.score >= least * own
