"""Local versions of procedures: the same act as a province offers it, in slightly other words. Pure.

Code with a suffix, names of agencies and places replaced, a tenth of the words of the body exchanged for words
drawn from the whole corpus by frequency. So word statistics stay near those of the real text, while no two
procedures are equal.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from indexer.catalog import Agency, AgencyKind, Area, Catalog
from indexer.procedure import Level

Plain = dict[str, Any]
"""A procedure as plain values of its YAML file."""

EXCHANGED = 0.1
"""Share of the words of a body that are exchanged."""
_WORD = re.compile(r"([^\W\d_]+)")
_KIND_OF_PLACE = re.compile(r"^(Tỉnh|Thành phố|Xã|Phường|Đặc khu) ")
_LONGEST_ID = 70
"""Letters of an id that are kept, so that the code of an area fits behind them."""
_CLAUSE = re.compile(r"(?<=\w) \(?(thực hiện )?(tại|ở|thuộc thẩm quyền)\b.*$", re.IGNORECASE | re.DOTALL)
_LOCAL = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
TIES = ("replaces", "legacy_codes", "external_ids", "linked", "related")
"""Keys that tie a procedure to others: a local version must not claim them, too."""
_BODY = (
    ("summary",),
    ("steps", "items"),
    ("methods", "note"),
    ("methods", "terms", "note"),
    ("components", "documents", "name"),
    ("components", "documents", "note"),
    ("results", "name"),
    ("requirements",),
    ("note",),
)
"""Where the words of a body stand."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that has versions of its own."""

    suffix: str
    """what its codes end in, e.g. H37"""
    area: str
    name: str
    """as it stands inside a sentence: tỉnh Ninh Bình"""
    bare: str


class Localiser:
    """Makes local versions of procedures; the same seed gives the same ones."""

    def __init__(self, catalog: Catalog, bodies: Iterable[Plain], seed: int) -> None:
        self._catalog = catalog
        self._seed = seed
        counts = Counter(word for one in bodies for text in texts_of(one) for word in _WORD.findall(text))
        self._words = sorted(counts)
        self._shares = np.cumsum([counts[word] for word in self._words]) / max(1, counts.total())
        self.places = list(_places(catalog.registers.areas))
        names = sorted(_provinces(catalog.registers.areas), key=len, reverse=True)
        self._named = re.compile(rf"\b({'|'.join(map(re.escape, names))})\b")
        self.agencies: dict[str, Plain] = {}
        """Local agencies that versions made so far refer to, as entries of agencies.yaml."""

    def version(self, base: Plain, number: int) -> Plain:
        """The version of a procedure for the place of a number, counted from 0; beyond the last place in a
        second district of the first one, and so on."""
        turn, at = divmod(number, len(self.places))
        place = self.places[at]
        code = f"{base['code']}.{place.suffix}" + (f".{turn + 1}" if turn else "")
        district = f"khu vực {turn + 1} " if turn else ""
        pick = np.random.default_rng([self._seed, zlib.crc32(code.encode("utf-8"))])
        made = {key: value for key, value in base.items() if key not in TIES}
        for path in _BODY:
            made = _changed(made, path, lambda text: self._retold(text, place, pick))
        for path in (("name",), ("short_name",)):
            made = _changed(made, path, lambda name: self._placed(name, place, f"{district}{place.name}"))
        for path in (("aliases",), ("situations",), ("keywords",)):
            made = _changed(made, path, lambda name: f"{self._moved(name, place)} {district}{place.bare}")
        return made | {"code": code, "agency": self._agency(base["agency"], place)}

    def _placed(self, name: str, place: Place, where: str) -> str:
        """A title with the place before the clause that names a level: titles equal up to there are one group."""
        head, clause = _split(self._moved(name, place))
        return f"{head} trên địa bàn {where}{clause}"

    def _moved(self, text: str, place: Place) -> str:
        return self._named.sub(place.bare, text)

    def _retold(self, text: str, place: Place, pick: np.random.Generator) -> str:
        parts = _WORD.split(self._moved(text, place))
        spots = np.flatnonzero(pick.random(len(parts) // 2) < EXCHANGED)
        drawn = np.searchsorted(self._shares, pick.random(len(spots)), side="right")
        for spot, word in zip(spots, drawn, strict=True):
            parts[2 * spot + 1] = self._words[min(word, len(self._words) - 1)]
        return "".join(parts)

    def _agency(self, id: str, place: Place) -> str:
        """The agency of a place that does what an agency or kind does; one of a ministry stays."""
        one = self._catalog.agencies.get(id)
        if one is None or one.level not in _LOCAL:
            return id
        local = f"{id[:_LONGEST_ID].rstrip('-')}-{place.area}"
        self.agencies.setdefault(local, _local_agency(one, local, place))
        return local


def _split(name: str) -> tuple[str, str]:
    found = _CLAUSE.search(name)
    at = found.start() if found else len(name)
    return name[:at], name[at:]


def _local_agency(one: Agency | AgencyKind, id: str, place: Place) -> Plain:
    kind = one.id if isinstance(one, AgencyKind) else one.kind
    made: Plain = {"id": id, "name": f"{one.name} {place.name}", "level": one.level.value, "area": place.area}
    return made | {key: value for key, value in (("kind", kind), ("parent", one.parent)) if value}


def _places(areas: Sequence[Area]) -> Iterator[Place]:
    """Provinces first, then communes, with their province named."""
    provinces = {one.code: one for one in areas if len(one.code) == 2 and one.valid_to is None}
    for code, one in provinces.items():
        yield Place(f"H{code}", code, _inside(one.name), _KIND_OF_PLACE.sub("", one.name))
    for one in areas:
        above = provinces.get(one.parent or "")
        if above and one.valid_to is None:
            name = f"{_inside(one.name)}, {_inside(above.name)}"
            yield Place(f"X{one.code}", one.code, name, _KIND_OF_PLACE.sub("", one.name))


def _provinces(areas: Sequence[Area]) -> set[str]:
    """Names of all provinces that are or were."""
    names = (name for one in areas if len(one.code) == 2 for name in (one.name, *one.merged_from))
    return {_KIND_OF_PLACE.sub("", name) for name in names}


def _inside(name: str) -> str:
    return name[:1].lower() + name[1:]


def texts_of(procedure: Mapping[str, Any]) -> Iterator[str]:
    """The texts of a body."""
    for path in _BODY:
        yield from _at(procedure, path)


def _at(value: Any, path: tuple[str, ...]) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _at(one, path)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, Mapping) and path:
        yield from _at(value.get(path[0]), path[1:])


def _changed(value: Any, path: tuple[str, ...], change: Callable[[str], str]) -> Any:
    """The value with the texts at a path changed; what stands elsewhere is shared."""
    if isinstance(value, list):
        return [_changed(one, path, change) for one in value]
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict) and path and path[0] in value:
        return {**value, path[0]: _changed(value[path[0]], path[1:], change)}
    return value
