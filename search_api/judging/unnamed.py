"""The same data without names: how search does for what nobody has written down yet.

An alias that equals a query answers it by having been written. Figures with such aliases say how complete the
data is; figures without them say how good the search is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from indexer.catalog import AliasEntry, Registers
from indexer.procedure import Procedure
from indexer.text import fold

_Test = Callable[[str], bool]
"""Whether a phrase is taken away."""


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Procedures and registers after phrases were taken away, and how many were."""

    procedures: tuple[Procedure, ...]
    registers: Registers
    removed: int


def leave_one_out(procedures: Iterable[Procedure], registers: Registers, queries: Iterable[str]) -> Unnamed:
    """Takes away short names, aliases and situations that equal one of the queries, marks apart, and
    abbreviations and everyday words said so. Official names stay."""
    asked = frozenset(fold(query) for query in queries)

    def equal(phrase: str) -> bool:
        return _folded(phrase) in asked

    return _Taker(names=equal, short_names=equal, words=equal, abbreviations=equal).take(
        procedures, registers
    )


def bare(procedures: Iterable[Procedure], registers: Registers) -> Unnamed:
    """Takes away all aliases, situations and everyday words; short names and abbreviations stay."""
    taker = _Taker(names=_always, short_names=_never, words=_always, abbreviations=_never)
    return taker.take(procedures, registers)


def _always(_: str) -> bool:
    return True


def _never(_: str) -> bool:
    return False


@lru_cache(maxsize=65_536)
def _folded(phrase: str) -> str:
    return fold(phrase)


class _Taker:
    """Takes phrases away by one test for each kind, and counts them."""

    def __init__(self, *, names: _Test, short_names: _Test, words: _Test, abbreviations: _Test) -> None:
        self._names, self._short_names = names, short_names
        self._words, self._abbreviations = words, abbreviations
        self._removed = 0

    def take(self, procedures: Iterable[Procedure], registers: Registers) -> Unnamed:
        kept = tuple(self._procedure(one) for one in procedures)
        codes = {one.code for one in kept}
        return Unnamed(kept, self._registers(registers, codes), self._removed)

    def _kept(self, phrases: Iterable[str], test: _Test) -> tuple[str, ...]:
        every = tuple(phrases)
        left = tuple(one for one in every if not test(one))
        self._removed += len(every) - len(left)
        return left

    def _procedure(self, procedure: Procedure) -> Procedure:
        parts: dict[str, object] = {
            key: self._kept(getattr(procedure, key), self._names)
            for key in ("aliases", "keywords", "situations")
        }
        if procedure.short_name and not self._kept([procedure.short_name], self._short_names):
            parts["short_name"] = None
        return procedure.model_copy(update=parts)

    def _registers(self, registers: Registers, codes: Collection[str]) -> Registers:
        words = [
            word.model_copy(update={"say": said})
            for word in registers.words
            if (said := self._kept(word.say, self._words))
        ]
        shorts = [one for one in registers.abbreviations if self._kept([one.short], self._abbreviations)]
        # The names of procedures that this index does not hold do not count: nobody finds anything by them.
        aliases = {
            code: AliasEntry(
                aliases=self._kept(entry.aliases, self._names),
                situations=self._kept(entry.situations, self._names),
            )
            for code, entry in registers.aliases.items()
            if code in codes
        }
        changed = {"words": tuple(words), "abbreviations": tuple(shorts), "aliases": aliases}
        return registers.model_copy(update=changed)
