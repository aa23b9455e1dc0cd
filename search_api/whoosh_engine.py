"""Answers from one Whoosh generation and its score tables; Whoosh itself holds what a hit shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from whoosh import index

from indexer.card import Card
from indexer.procedure import Procedure
from indexer.schema import make_schema
from indexer.tables import Array, FieldTable, Floats, find_all, inverse_frequency
from search_api.editions import Edition
from search_api.matching import Matcher
from search_api.names import Names
from search_api.narrowing import Narrowing
from search_api.query import SearchQuery, Sort, SuggestQuery
from search_api.ranking import WEIGHTS, Weights, prior
from search_api.results import Hit, SearchPage, Suggestion, Understood, Variant
from search_api.snippets import mark, matcher, snippet
from search_api.suggesting import Suggester
from search_api.understanding import STEPS, Reading, Step, read_code, understand

Clock = Callable[[], dt.date]
"""Gives today's day in Vietnam."""

WHOLE_CODE = len("1.001193")
GOOD_NAME = 0.5
"""A document whose name fits this well is an answer though most words of the query stand nowhere in it."""
JUDGED = 3
"""Hits that decide whether an answer is called unsure."""


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Documents that fit a query before any filter, and how well."""

    fits: Array
    """bool"""
    scores: Floats
    notes: tuple[Understood, ...] = ()
    by_code: bool = False


class WhooshEngine:
    """The search engine over one generation; read-only and safe to share between requests."""

    def __init__(
        self,
        edition: Edition,
        today: Clock,
        *,
        weights: Weights = WEIGHTS,
        steps: Sequence[Step] = STEPS,
    ) -> None:
        """Opens the index and the score tables of a generation that was checked against its manifest."""
        self._edition = edition
        self._today = today
        self._weights = weights
        self._steps = steps
        whole = index.open_dir(str(edition.folder / "whoosh"), schema=make_schema(), readonly=True)
        self._reader = whole.reader()
        self._narrowing = Narrowing(edition.columns, edition.catalog)
        self.tables = {
            stream: FieldTable.load(edition.folder / "tables" / stream)
            for stream in weights.accented.keys() | weights.folded.keys()
        }
        self._matcher = Matcher(self.tables, edition.count, edition.segmenter, weights)
        self._names = Names(edition.phrases, edition.count, weights.name_kinds)
        self._prior = prior(edition.columns, weights)
        self._suggester = Suggester(edition, self._names)

    def search(self, query: SearchQuery) -> SearchPage:
        """Procedures that fit a query, best first."""
        day = query.as_of or self._today()
        reading = understand(query.text, self._edition.vocabulary, self._steps)
        found = self._candidates(query, reading, day)
        fits = found.fits if found.by_code else found.fits & self._narrowing.in_force(day, query.status)
        masks = self._narrowing.masks(query)
        kept = np.flatnonzero(fits & self._narrowing.all_of(masks.values()))
        order = self._ordered(kept, found.scores, query.sort)
        leaders = self._leaders(order)
        first = (query.page - 1) * query.per_page
        shown = leaders[first : first + query.per_page]
        rarity = self._rarity(reading)
        return SearchPage(
            query,
            total=len(leaders),
            hits=tuple(self._hit(int(d), found, order, reading, rarity) for d in shown),
            facets=self._narrowing.facets(fits, masks),
            confident=found.by_code or self._confident(reading, leaders),
            understood=found.notes,
        )

    def suggest(self, query: SuggestQuery) -> list[Suggestion]:
        """Procedures, agencies and fields that complete what was typed so far."""
        filters = SearchQuery(agency=query.agency, field=query.field)
        kept = self._narrowing.in_force(self._today(), filters.status)
        kept &= self._narrowing.all_of(self._narrowing.masks(filters).values())
        reading = understand(query.prefix, self._edition.vocabulary, (read_code,))
        named = self._by_code(reading, filters, self._today())
        if named is None:
            return self._suggester.suggest(query, kept, self.card)
        order = self._ordered(np.flatnonzero(named.fits & kept), named.scores, Sort.RELEVANCE)
        return [self._suggester.offer(self.card(int(d)), matcher(())) for d in order[: query.limit]]

    def get(self, code: str, as_of: dt.date | None = None) -> Procedure | None:
        """The version of a procedure in force on a day; today's, else the latest, without one."""
        document = self._edition.version(code, as_of or self._today(), strict=as_of is not None)
        return None if document is None else self._edition.procedure(document)

    def card(self, document: int) -> Card:
        """What a hit shows of a document."""
        return Card.from_json(self._reader.stored_fields(document)["card"])

    # Candidates -----------------------------------------------------------------------------------------

    def _candidates(self, query: SearchQuery, reading: Reading, day: dt.date) -> _Candidates:
        if not query.text:
            return _Candidates(np.ones(self._edition.count, np.bool_), self._prior)
        if not reading.tokens:
            return _Candidates(np.zeros(self._edition.count, np.bool_), self._prior)
        return self._by_code(reading, query, day) or self._by_words(reading)

    def _by_code(self, reading: Reading, query: SearchQuery, day: dt.date) -> _Candidates | None:
        """The procedures that a query names by code, in order; None where it names none that exist.

        A whole code is a request for what is over, too; the beginning of one is not.
        """
        asked, notes = reading.code_prefix, reading.understood
        codes = self._edition.named(asked) if asked else self._edition.by_legacy(reading.text)
        if not codes and asked in self._edition.replaced_by:
            codes = self._edition.replaced_by[asked]
            notes = (*notes, Understood("replaced", asked, ", ".join(codes)))
        holding = self._narrowing.in_force(day, query.status)
        scores = np.zeros(self._edition.count, np.float32)
        for place, code in enumerate(codes):
            document = self._edition.version(code, day)
            if document is not None and (holding[document] or asked is None or len(asked) == WHOLE_CODE):
                scores[document] = 1 / (1 + place)
        fits = scores > 0
        return _Candidates(fits, scores, notes, by_code=True) if fits.any() else None

    def _by_words(self, reading: Reading) -> _Candidates:
        count, weights = self._edition.count, self._weights
        match = self._matcher.match(reading)
        names = self._names.score([token.folded for token in reading.tokens])[:count]
        lexical = match.scores[:count] / max(float(match.scores.max()), 1e-9)
        covered = match.coverage[:count] / np.maximum(self._edition.columns.title_size, 1)
        scores = (lexical * (1 + weights.coverage * covered) + weights.names * names) * self._prior
        fits = (match.mass[:count] >= weights.least_mass) | (names >= GOOD_NAME)
        # A number that is no code of ours was read as words after all.
        notes = tuple(note for note in reading.understood if note.step != "code")
        return _Candidates(fits & (scores > 0), scores.astype(np.float32), notes)

    def _confident(self, reading: Reading, leaders: Array) -> bool:
        if not reading.tokens:
            return not reading.text
        names = self._names.score([token.folded for token in reading.tokens])
        best = (
            max(float(names[document]), self._matcher.pair_share(reading, int(document)))
            for document in leaders[:JUDGED]
        )
        return max(best, default=0.0) > self._weights.doubtful

    # Order and groups -----------------------------------------------------------------------------------

    def _ordered(self, documents: Array, scores: Floats, sort: Sort) -> Array:
        columns = self._edition.columns
        rank = columns.name_rank[documents]
        match sort:
            case Sort.NAME:
                keys = (documents, rank)
            case Sort.UPDATED:
                keys = (rank, -columns.updated[documents])
            case Sort.RELEVANCE:
                keys = (documents, -scores[documents])
        return np.asarray(documents[np.lexsort(keys)])

    def _leaders(self, order: Array) -> Array:
        """The first document of each group, in order."""
        _, first = np.unique(self._edition.columns.group[order], return_index=True)
        return np.asarray(order[np.sort(first)])

    def _variants(self, document: int, order: Array) -> tuple[Variant, ...]:
        group = self._edition.columns.group
        others = [int(d) for d in order[group[order] == group[document]] if d != document]
        cards = (self.card(other) for other in others)
        return tuple(Variant(card.code, card.levels) for card in cards)

    # What a hit shows -----------------------------------------------------------------------------------

    def _hit(
        self, document: int, found: _Candidates, order: Array, reading: Reading, rarity: Mapping[int, float]
    ) -> Hit:
        card = self.card(document)
        wanted = matcher(reading.folded, [c.folded for c in reading.completions])
        return Hit(
            card=card,
            score=round(float(found.scores[document]), 6),
            name_marks=mark(card.name, wanted),
            snippet=snippet(*self._edition.passage(document), rarity),
            variants=self._variants(document, order),
        )

    def _rarity(self, reading: Reading) -> dict[int, float]:
        """idf of each syllable searched for, by its place in the vocabulary."""
        syllables = [*reading.folded, *(c.folded for c in reading.completions)]
        places = find_all(self._edition.vocabulary.syllables, syllables)
        return {
            at: inverse_frequency(int(self._matcher.holding([one]).sum()), self._edition.count)
            for one, at in zip(syllables, places, strict=True)
            if at >= 0
        }
