"""One value a document: what facets count, filters mask and factors weigh."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
import orjson

from indexer.procedure import ApplicantType, Level, OnlineLevel, Procedure, Status
from indexer.tables import Array, read_array

LEVELS = tuple(Level)
"""Bit i of `levels` stands for LEVELS[i]."""
ONLINE = (None, *OnlineLevel)
"""`online` holds positions in this tuple; None is unknown."""
STATUSES = tuple(Status)
FOREVER = dt.date.max.toordinal()

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONE_ORDER = "\u0300\u0309\u0303\u0301\u0323"


@dataclass(frozen=True, slots=True)
class Columns:
    """Arrays of one value a document, in document order, and what their numbers mean."""

    agency: Array
    """int16: position in `agencies`"""
    field: Array
    """int16: position in `fields`"""
    levels: Array
    """uint8: bits of LEVELS"""
    online: Array
    """int8: position in ONLINE"""
    status: Array
    """int8: position in STATUSES"""
    valid_from: Array
    """int32: proleptic day number, 0 where unknown"""
    valid_to: Array
    """int32: proleptic day number, FOREVER where unknown"""
    followed: Array
    """int32: day number on which the next version of the same code begins, FOREVER for the last one"""
    updated: Array
    """int32: proleptic day number, 0 where unknown"""
    citizen: Array
    """bool: citizens may apply"""
    popular: Array
    """int32: place in popular.yaml from 1; 0 where it is not named"""
    title_size: Array
    """int16: distinct folded syllables of the title"""
    group: Array
    """int32: equal for titles that differ by level alone"""
    name_rank: Array
    """int32: place in the alphabet"""
    agencies: tuple[str, ...]
    field_ids: tuple[str, ...]

    def save(self, folder: Path) -> None:
        """Writes each array to a file of its own and the ids to ids.json."""
        folder.mkdir(parents=True)
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name), allow_pickle=False)
        ids = {"agencies": self.agencies, "field_ids": self.field_ids}
        (folder / "ids.json").write_bytes(orjson.dumps(ids))

    @classmethod
    def load(cls, folder: Path) -> Columns:
        """Maps the arrays of a folder."""
        ids = orjson.loads((folder / "ids.json").read_bytes())
        arrays = {name: read_array(folder / f"{name}.npy") for name in _ARRAYS}
        return cls(**arrays, agencies=tuple(ids["agencies"]), field_ids=tuple(ids["field_ids"]))


_ARRAYS = tuple(one.name for one in fields(Columns) if one.name not in ("agencies", "field_ids"))


class Titled(Protocol):
    """What is known of a title: an Analysis, or the row of one."""

    @property
    def group(self) -> str:
        """Equal for titles that differ by level alone."""
        ...

    @property
    def title_size(self) -> int:
        """Number of distinct folded syllables."""
        ...


def make_columns(
    procedures: Sequence[Procedure],
    titled: Sequence[Titled],
    popular: Sequence[str],
) -> Columns:
    """The columns of settled procedures in document order; each list has one entry a document."""
    agencies, agency = _numbered([p.agency for p in procedures])
    field_ids, field = _numbered([p.field for p in procedures])
    places = {code: place for place, code in enumerate(popular, start=1)}
    names = sorted(range(len(procedures)), key=lambda i: (collation_key(procedures[i].title), i))
    rank = np.empty(len(names), np.int32)
    rank[names] = np.arange(len(names), dtype=np.int32)
    return Columns(
        agency=np.array(agency, np.int16),
        field=np.array(field, np.int16),
        levels=np.array([sum(1 << LEVELS.index(lv) for lv in p.levels) for p in procedures], np.uint8),
        online=np.array([ONLINE.index(p.online_level) for p in procedures], np.int8),
        status=np.array([STATUSES.index(p.status) for p in procedures], np.int8),
        valid_from=_days([p.valid_from for p in procedures], 0),
        valid_to=_days([p.valid_to for p in procedures], FOREVER),
        followed=_followed(procedures),
        updated=_days([p.updated_on for p in procedures], 0),
        citizen=np.array([ApplicantType.VN_CITIZEN in p.applicant_types for p in procedures], np.bool_),
        popular=np.array([places.get(p.code, 0) for p in procedures], np.int32),
        title_size=np.array([one.title_size for one in titled], np.int16),
        group=np.array(_numbered([one.group for one in titled])[1], np.int32),
        name_rank=rank,
        agencies=agencies,
        field_ids=field_ids,
    )


def _days(days: Sequence[dt.date | None], unknown: int) -> Array:
    return np.array([day.toordinal() if day else unknown for day in days], np.int32)


def _followed(procedures: Sequence[Procedure]) -> Array:
    starts: dict[str, list[int]] = {}
    begun = _days([p.valid_from for p in procedures], 0).tolist()
    for procedure, day in zip(procedures, begun, strict=True):
        starts.setdefault(procedure.code, []).append(day)
    following = [
        min((start for start in starts[procedure.code] if start > day), default=FOREVER)
        for procedure, day in zip(procedures, begun, strict=True)
    ]
    return np.array(following, np.int32)


def _numbered(ids: Sequence[str]) -> tuple[tuple[str, ...], list[int]]:
    distinct = tuple(sorted(set(ids)))
    places = {one: place for place, one in enumerate(distinct)}
    return distinct, [places[one] for one in ids]


def collation_key(name: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """Sort key of a Vietnamese name: syllable by syllable, letters of the alphabet first, then the tone."""
    return tuple(_syllable_key(syllable) for syllable in name.lower().split())


@lru_cache(maxsize=16_384)
def _syllable_key(syllable: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    marks = unicodedata.normalize("NFD", syllable)
    base = unicodedata.normalize("NFC", "".join(c for c in marks if c not in _TONE_ORDER))
    letters = tuple(_ALPHABET.find(c) if c in _ALPHABET else ord(c) - 0x110000 for c in base)
    return letters, tuple(_TONE_ORDER.index(c) for c in marks if c in _TONE_ORDER)
