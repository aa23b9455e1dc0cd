"""Answers from one Whoosh generation and its score tables; Whoosh itself holds what a hit shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from whoosh import index

from indexer.card import Card
from indexer.procedure import Procedure
from indexer.schema import make_schema, stored_documents
from indexer.tables import Array, FieldTable, Floats, find_all, inverse_frequency
from search_api.editions import WHOLE_CODE, Edition
from search_api.matching import Asked, Matcher
from search_api.names import Names
from search_api.narrowing import Narrowing
from search_api.query import SearchQuery, Sort, SuggestQuery
from search_api.ranking import WEIGHTS, Weights, prior
from search_api.results import Hit, SearchPage, Suggestion, Understood, Variant, standing
from search_api.snippets import mark, matcher, snippet
from search_api.suggesting import Suggester
from search_api.understanding import STEPS, Reading, Step, read_code, understand

Clock = Callable[[], dt.date]
"""Gives today's day in Vietnam."""

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
    names: Floats | None = None
    """How well the names of each document equal a query in words"""
    frequencies: Mapping[str, int] = field(default_factory=dict)
    """Number of documents that hold each syllable of a query in words"""
    asked: Asked | None = None


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
        self._stored = stored_documents(whole)
        self._narrowing = Narrowing(edition.columns, edition.catalog)
        self.tables = {
            stream: FieldTable.load(edition.folder / "tables" / stream)
            for stream in weights.accented.keys() | weights.folded.keys()
        }
        self._matcher = Matcher(self.tables, edition.count, edition.segmenter, weights)
        self._names = Names(edition.phrases, edition.count, weights.name_kinds)
        self._prior = prior(edition.columns, weights)
        self._suggester = Suggester(edition, self._names, self.tables)

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
        rarity = self._rarity(reading, found) if len(shown) else {}
        return SearchPage(
            query,
            total=len(leaders),
            hits=tuple(self._hit(int(d), found, order, reading, rarity=rarity, day=day) for d in shown),
            facets=self._narrowing.facets(fits, masks),
            confident=len(leaders) > 0 and self._confident(query, found, leaders),
            understood=found.notes,
        )

    def suggest(self, query: SuggestQuery) -> list[Suggestion]:
        """Procedures, agencies and fields that complete what was typed so far."""
        filters = SearchQuery(agency=query.agency, field=query.field)
        today = self._today()
        kept = self._narrowing.in_force(today, filters.status)
        kept &= self._narrowing.all_of(self._narrowing.masks(filters).values())
        reading = understand(query.prefix, self._edition.vocabulary, (read_code,))
        named = self._by_code(reading, filters, today)
        if named is None:
            return self._suggester.suggest(query, kept, self.card, today)
        order = self._ordered(np.flatnonzero(named.fits & kept), named.scores, Sort.RELEVANCE)
        return [self._suggester.offer(self.card(int(d)), matcher(())) for d in order[: query.limit]]

    def get(self, code: str, as_of: dt.date | None = None) -> Procedure | None:
        """The version of a procedure in force on a day; today's, else the latest, without one."""
        document = self._edition.version(code, as_of or self._today(), strict=as_of is not None)
        return None if document is None else self._edition.procedure(document)

    def card(self, document: int) -> Card:
        """What a hit shows of a document."""
        return Card.from_json(self._stored(document)["card"])

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
        # Codes of older systems hold digits that look like the beginning of one of ours.
        found = [(code, True) for code in self._edition.by_legacy(reading.text)]
        notes: list[Understood] = []
        for code in () if found else reading.codes:
            named, said = self._named(code, reading.understood)
            found += [(one, len(code) >= WHOLE_CODE) for one in named]
            notes += said
        holding = self._narrowing.in_force(day, query.status)
        scores = np.zeros(self._edition.count, np.float32)
        for place, (code, whole) in enumerate(found):
            document = self._edition.version(code, day)
            if document is not None and (whole or holding[document]):
                scores[document] = max(scores[document], 1 / (1 + place))
        fits = scores > 0
        return _Candidates(fits, scores, tuple(notes), by_code=True) if fits.any() else None

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

    def _by_words(self, reading: Reading) -> _Candidates:
        count, weights = self._edition.count, self._weights
        asked = self._matcher.look_up(reading)
        match = self._matcher.match(asked)
        names = self._names.score([token.folded for token in reading.tokens])[:count]
        lexical = match.scores[:count] / max(float(match.scores.max()), 1e-9)
        covered = match.coverage[:count] / np.maximum(self._edition.columns.title_size, 1)
        scores = (lexical * (1 + weights.coverage * covered) + weights.names * names) * self._prior
        fits = (match.mass[:count] >= weights.least_mass) | (names >= GOOD_NAME)
        # A number that is no code of ours was read as words after all.
        notes = tuple(note for note in reading.understood if note.step != "code")
        return _Candidates(
            fits & (scores > 0),
            scores.astype(np.float32),
            notes,
            names=names,
            frequencies=match.frequencies,
            asked=asked,
        )

    def _confident(self, query: SearchQuery, found: _Candidates, leaders: Array) -> bool:
        """Whether something found, at least one document, is near what was asked."""
        if found.by_code:
            # Who asks for a day is not answered by what did not hold on it.
            if query.as_of is None or query.status == "all":
                return True
            return bool(self._narrowing.in_force(query.as_of, query.status)[leaders].any())
        if found.names is None or found.asked is None:
            return True
        names, asked = found.names, found.asked
        least, best = self._weights.doubtful, leaders[:JUDGED]
        return bool((names[best] > least).any()) or any(
            self._matcher.pair_share(asked, int(document)) > least for document in best
        )

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
        self,
        document: int,
        found: _Candidates,
        order: Array,
        reading: Reading,
        *,
        rarity: Mapping[int, float],
        day: dt.date,
    ) -> Hit:
        card = self.card(document)
        wanted = matcher(reading.folded, [c.folded for c in reading.completions])
        return Hit(
            card=card,
            score=round(float(found.scores[document]), 6),
            name_marks=mark(card.name, wanted),
            snippet=snippet(*self._edition.passage(document), rarity),
            variants=self._variants(document, order),
            standing=standing(card.status, card.span, day, replaced=bool(card.replaced_by)),
        )

    def _rarity(self, reading: Reading, found: _Candidates) -> dict[int, float]:
        """idf of each syllable searched for, by its place in the vocabulary."""
        frequencies = found.frequencies
        if found.by_code:
            held = self._matcher.holders(self._matcher.look_up(reading))
            frequencies = {syllable: int(some.sum()) for syllable, some in held.items()}
        places = find_all(self._edition.vocabulary.syllables, list(frequencies))
        return {
            at: inverse_frequency(number, self._edition.count)
            for number, at in zip(frequencies.values(), places, strict=True)
            if at >= 0
        }
