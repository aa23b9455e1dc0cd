"""Titles and short names of procedures: who bears which, and how many hold the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from indexer.analysis import group_key
from indexer.procedure import Procedure, Status
from indexer.text import fold, nfc, tokenize

GENERAL = 10
"""Groups in whose official names a phrase stands, from which it names none of them: "đổi tên"."""
NOISE = "thu tuc "
"""Stands in front of many official names and is no part of them."""
_GONE = (Status.ABOLISHED, Status.DRAFT)
"""What is over or not out yet has no name that could be taken away."""


def keys_of(text: str) -> tuple[str, ...]:
    """Accented keys of the syllables of a text: "tạm ngưng" is not "tạm ngừng"."""
    return tuple(token.key for token in tokenize(nfc(text)))


class OfficialNames:
    """Official names of some procedures, folded; those that differ by level alone are one group."""

    def __init__(self, procedures: Iterable[Procedure]) -> None:
        self._own: dict[str, set[str]] = defaultdict(set)
        self._spelled: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._owners: dict[str, dict[str, str]] = defaultdict(dict)
        self._fields: dict[str, set[str]] = defaultdict(set)
        self._lines: dict[str, str] = defaultdict(str)
        self._holders: dict[str, set[str]] = defaultdict(set)
        for one in procedures:
            self._note(one)

    def _note(self, one: Procedure) -> None:
        group, title = group_key(one.name), fold(one.name)
        names = {title, title.removeprefix(NOISE), fold(one.short_name or "")} - {""}
        self._own[one.code] |= names
        self._spelled[one.code] |= _spellings(one)
        if one.status in _GONE:
            return
        self._fields[one.field].add(group)
        for name in names:
            self._owners[name].setdefault(group, one.code)
            self._lines[group] += f" {name} |"
            for syllable in name.split():
                self._holders[syllable].add(group)

    def named(self, code: str, folded: str) -> bool:
        """Whether a procedure bears a name, marks aside."""
        return folded in self._own.get(code, ())

    def spelled(self, code: str, keys: tuple[str, ...]) -> bool:
        """Whether a procedure bears a name with just these marks."""
        return keys in self._spelled.get(code, ())

    def others(self, folded: str, group: str) -> list[str]:
        """Codes of other groups that bear a name; none where the group does, too."""
        owners = self._owners.get(folded, {})
        return [] if group in owners else list(owners.values())

    def wide(self, field: str) -> bool:
        """Whether a field holds so many groups that its name is that of none."""
        return len(self._fields.get(field, ())) >= GENERAL

    def holding(self, folded: str) -> int:
        """Number of groups in whose names a phrase stands as it is."""
        some = sorted((self._holders.get(one, set()) for one in set(folded.split())), key=len)
        groups = set.intersection(*some) if some else set()
        return sum(f" {folded} " in self._lines[group] for group in groups)


def _spellings(one: Procedure) -> set[tuple[str, ...]]:
    title = keys_of(one.name)
    bare = title[len(NOISE.split()) :] if fold(one.name).startswith(NOISE) else title
    return {title, bare, keys_of(one.short_name or "")}
