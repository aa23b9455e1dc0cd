"""Answers from one Whoosh generation and its score tables; Whoosh itself holds what a hit shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Literal

import numpy as np
from whoosh import index

from indexer.card import Card
from indexer.procedure import Procedure
from indexer.profiles import load_profile
from indexer.schema import make_schema, stored_documents
from indexer.stored import read_places
from indexer.tables import Array, FieldTable, inverse_frequency, padded
from search_api.candidates import JUDGED, Candidates, WordSearch
from search_api.editions import WHOLE_CODE, Edition
from search_api.matching import Matcher
from search_api.names import Names
from search_api.narrowing import Narrowing
from search_api.ordering import Ordering
from search_api.query import SearchQuery, Sort, SuggestQuery
from search_api.ranking import WEIGHTS, Weights, prior
from search_api.results import Hit, SearchPage, Suggestion, Understood, Variant, standing
from search_api.shelf import Shelf
from search_api.snippets import Wanted, matcher, snippet
from search_api.suggesting import Suggester
from search_api.understanding import STEPS, Knowledge, Reading, Step, understand
from search_api.understanding.corrected import searched_for, suggested

Clock = Callable[[], dt.date]
"""Gives today's day in Vietnam."""


class WhooshEngine:
    """The search engine over one generation; read-only and safe to share between requests."""

    def __init__(
        self,
        edition: Edition,
        today: Clock,
        *,
        weights: Weights = WEIGHTS,
        steps: Mapping[str, Step] = STEPS,
    ) -> None:
        """Opens the index and the score tables of a generation that was checked against its manifest."""
        self._edition = edition
        self._today = today
        self._weights = weights
        self._steps = steps
        whole = index.open_dir(str(edition.folder / "whoosh"), schema=make_schema(), readonly=True)
        self._shelf = Shelf(stored_documents(whole), read_places(edition.folder))
        self._ordering = Ordering(edition.columns)
        self._narrowing = Narrowing(edition.columns, edition.catalog)
        self._knowledge = Knowledge(edition.vocabulary, edition.catalog)
        self.tables = {
            stream: FieldTable.load(edition.folder / "tables" / stream)
            for stream in weights.accented.keys() | weights.folded.keys()
        }
        joined = {
            name: load_profile(edition.folder / "profiles", name, some, self.tables, edition.count)
            for name, some in weights.profiles.items()
        }
        matcher = Matcher(
            self.tables,
            joined,
            edition.count,
            edition.segmenter,
            weights,
            those=partial(_those, self._narrowing, edition.count),
        )
        self._names = Names(edition.phrases, edition.count, weights.name_kinds)
        self._prior = prior(edition.columns, weights)
        self._words = WordSearch(edition, matcher, self._names, weights, self._knowledge)
        self._suggester = Suggester(edition, self.tables, self._knowledge)

    def search(self, query: SearchQuery) -> SearchPage:
        """Procedures that fit a query, best first."""
        day = query.as_of or self._today()
        reading = understand(query.text, self._knowledge, self._steps, query.without)
        found = self._candidates(query, reading, day)
        fits = found.fits if found.by_code else found.fits & self._narrowing.in_force(day, query.status)
        masks = self._narrowing.masks(query)
        kept = np.flatnonzero(fits & self._narrowing.all_of(masks.values()))
        order = self._ordering.ordered(kept, found.scores, query.sort)
        first = (query.page - 1) * query.per_page
        shown = list(islice(self._ordering.leaders(order), first, first + query.per_page))
        return SearchPage(
            query,
            total=self._ordering.groups(order),
            hits=tuple(self._hits(query, reading, found, order, shown, day=day)),
            facets=self._narrowing.facets(fits, masks),
            confident=len(order) > 0 and self._confident(query, found, order),
            understood=found.notes,
            suggestion=None if found.by_code else suggested(reading, self._spellings(shown)),
            rung=found.rung,
        )

    def _spellings(self, shown: Sequence[int]) -> Iterator[str]:
        """Names of the best hits, to spell a mended query like them."""
        return (self.card(document).name for document in shown[:3])

    def suggest(self, query: SuggestQuery) -> list[Suggestion]:
        """Procedures, agencies and fields that complete what was typed so far."""
        filters = SearchQuery(agency=query.agency, field=query.field)
        today = self._today()
        left = self._narrowing.all_of(self._narrowing.masks(filters).values())
        kept = self._narrowing.in_force(today, filters.status) & left
        reading = understand(query.prefix, self._knowledge, {"code": STEPS["code"]})
        named = self._by_code(reading, filters, today)
        if named is None:
            return self._suggester.suggest(query, kept, self.card, today)
        order = self._ordering.ordered(np.flatnonzero(named.fits & kept), named.scores, Sort.RELEVANCE)
        return [self._suggester.offer(self.card(int(d)), matcher(())) for d in order[: query.limit]]

    def get(self, code: str, as_of: dt.date | None = None) -> Procedure | None:
        """The version of a procedure in force on a day; today's, else the latest, without one."""
        document = self._edition.version(code, as_of or self._today(), strict=as_of is not None)
        return None if document is None else self._edition.procedure(document)

    def card(self, document: int) -> Card:
        """What a hit shows of a document."""
        return self._shelf.shown(document).card

    # Candidates -----------------------------------------------------------------------------------------

    def _candidates(self, query: SearchQuery, reading: Reading, day: dt.date) -> Candidates:
        if not query.text:
            return Candidates(np.ones(self._edition.count, np.bool_), self._prior)
        if not reading.tokens:
            return Candidates(np.zeros(self._edition.count, np.bool_), self._prior)
        return self._by_code(reading, query, day) or self._words.find(reading, query.without)

    def _by_code(self, reading: Reading, query: SearchQuery, day: dt.date) -> Candidates | None:
        """The procedures that a query names by code, in order; None where it names none that exist.

        A whole code is a request for what is over, too; the beginning of one is not.
        """
        # Codes of older systems hold digits that look like the beginning of one of ours.
        found = [(code, True) for code in self._edition.by_legacy(reading.text)]
        notes: list[Understood] = []
        for code in () if found else reading.codes:
            named, said = self._named(code, reading.understood)
            found += [(one, len(code) >= WHOLE_CODE) for one in named]
            notes += said
        if not found:
            return None
        holding = self._narrowing.in_force(day, query.status)
        scores = np.zeros(self._edition.count, np.float32)
        for place, (code, whole) in enumerate(found):
            document = self._edition.version(code, day)
            if document is not None and (whole or holding[document]):
                scores[document] = max(scores[document], 1 / (1 + place))
        fits = scores > 0
        return Candidates(fits, scores, tuple(notes), by_code=True) if fits.any() else None

    def _named(self, code: str, read: Sequence[Understood]) -> tuple[Sequence[str], list[Understood]]:
        """What a typed code names, and what to say about it; nothing of one that does not exist."""
        held = self._edition.held(code)
        said = [replace(note, after=held) for note in read if note.after == code][:1]
        named = self._edition.named(code)
        if named:
            return named, said
        successors = self._edition.replaced_by.get(held, ())
        instead = [Understood("replaced", held, ", ".join(successors))]
        return successors, [*said, *instead] if successors else []

    def _confident(self, query: SearchQuery, found: Candidates, order: Array) -> bool:
        """Whether something found, at least one document, is near what was asked."""
        leaders = self._ordering.leaders(order)
        if not found.by_code:
            return self._words.sure(found, list(islice(leaders, JUDGED)))
        # Who asks for a day is not answered by what did not hold on it.
        if query.as_of is None or query.status == "all":
            return True
        return bool(self._narrowing.in_force(query.as_of, query.status)[list(leaders)].any())

    # What a hit shows -----------------------------------------------------------------------------------

    def _hits(
        self,
        query: SearchQuery,
        reading: Reading,
        found: Candidates,
        order: Array,
        shown: Sequence[int],
        *,
        day: dt.date,
    ) -> Iterator[Hit]:
        if not shown:
            return
        marked = searched_for(reading)
        wanted = self._wanted(reading, marked, found)
        for document in shown:
            on_shelf = self._shelf.shown(document)
            card = on_shelf.card
            yield Hit(
                card=card,
                score=round(float(found.scores[document]), 6),
                name_marks=on_shelf.marks(marked),
                snippet=snippet(self._edition.passage(document), wanted),
                variants=self._variants(document, order),
                standing=standing(card.status, on_shelf.span, day, replaced=bool(card.replaced_by)),
                factors=_factors(found, document) if query.explain else {},
                prepared=on_shelf.prepared,
            )

    def _variants(self, document: int, order: Array) -> tuple[Variant, ...]:
        cards = map(self.card, self._ordering.others(document, order))
        return tuple([Variant(card.code, card.levels) for card in cards])

    def _wanted(self, reading: Reading, syllables: Collection[str], found: Candidates) -> Wanted:
        """The syllables of the vocabulary that are searched for, with their idf."""
        numbers, count = self._edition.numbers, self._edition.count
        frequencies = self._words.frequencies(reading, syllables, found.asked)
        weights = {
            numbers[one]: float(np.float32(inverse_frequency(number, count)))
            for one, number in frequencies.items()
            if number and one in numbers
        }
        return Wanted.of(weights, len(numbers) + 1)


def _factors(found: Candidates, document: int) -> dict[str, float]:
    return {name: round(float(some[document]), 4) for name, some in found.factors.items()}


# No method: the engine would hold itself, and what it has mapped would outlive the generation.
def _those(
    narrowing: Narrowing, count: int, name: Literal["field", "agency"], ids: tuple[str, ...]
) -> Array | None:
    """Documents that a filter leaves, padded."""
    if not ids:
        return None
    query = SearchQuery(field=ids) if name == "field" else SearchQuery(agency=ids)
    inside = np.zeros(padded(count), np.bool_)
    inside[:count] = narrowing.masks(query)[name]
    return inside
