"""Who is who: names of agencies and fields in a source -> ids; unknown ones join the registers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.catalog import Agency, AgencyKind, Registers, SubjectField
from indexer.importers.agency_names import (
    VARIANTS,
    full_name,
    is_name,
    is_spliced,
    level_of,
    split_names,
    without_everywhere,
    without_person,
)
from indexer.importers.labels import LEVEL_NAMES, PHRASES
from indexer.importers.wording import line, name_key, slug
from indexer.procedure import Level

_PLACE = re.compile(
    r"(?P<own>.+?)\s*(?:-\s*|,\s*)?(?:tỉnh|thành phố)\s+(?P<place>[A-ZĐ]\w*(?:[ -][A-ZĐ]\w*)+)", re.IGNORECASE
)
_ONE = re.compile(
    r"(?:Bộ (?!chỉ huy|tư lệnh|đội|phận)|Cục |Tổng cục |Vụ |Thủ tướng|Chính phủ|Quốc hội|Chủ tịch nước|Tổng công ty"
    r"|Ngân hàng Nhà nước Việt Nam|Ủy ban Chứng khoán|Ủy ban Quốc gia|Ban Cơ yếu|Văn phòng Chính phủ)",
    re.IGNORECASE,
)
"""Agencies that exist once."""


class Offices:
    """The registers of agencies and fields while records are read; grows by what the records name."""

    def __init__(self, registers: Registers) -> None:
        self._areas = {_place_key(one.name): one for one in registers.areas if one.parent is None}
        self._ids: dict[str, str] = {}
        self._field_ids: dict[str, str] = {}
        self.kinds: dict[str, AgencyKind] = {}
        """Kinds that the records added, by id."""
        self.agencies: dict[str, Agency] = {}
        self.fields: dict[str, SubjectField] = {}
        everyone: tuple[Agency | AgencyKind, ...] = (*registers.kinds, *registers.agencies)
        self._kind_ids = {one.id for one in registers.kinds}
        self._taken = {one.id for one in everyone}
        self._taken_fields = {one.id for one in registers.fields}
        self._known = {one.id: one for one in everyone}
        self._learn(everyone, registers.fields)

    def _learn(self, everyone: Sequence[Agency | AgencyKind], fields: Sequence[SubjectField]) -> None:
        for one in everyone:
            self._ids.setdefault(name_key(one.name), one.id)
        for one in everyone:
            for name in filter(None, (one.short_name, *one.aliases)):
                self._ids.setdefault(name_key(name), one.id)
        for key, id in VARIANTS.items():
            if id in self._taken:
                self._ids.setdefault(key, id)
        for field in fields:
            for name in (field.name, *field.aliases):
                self._field_ids.setdefault(name_key(name), field.id)

    def find_all(self, source: str) -> tuple[list[str], list[str]]:
        """Ids of the agencies a cell names, in its order, and the texts that name none."""
        whole = name_key(source) in self._ids
        if is_spliced(source) and not whole:
            return [], [line(source)]
        names = [line(source)] if whole else split_names(source)
        found = [(name, self.find(name)) for name in names]
        ids = [id for _, id in found if id]
        return list(dict.fromkeys(ids)), [name for name, id in found if id is None]

    def find(self, source: str, ident_code: str | None = None) -> str | None:
        """Id of one agency; a name never seen joins the registers; None where it is no name."""
        name = full_name(source)
        known = self._ids.get(name_key(source)) or self._familiar(name.full, name.above)
        if known:
            return known
        if not is_name(name.full):
            return None
        return self._add(name.full, name.above, ident_code)

    def is_called(self, id: str, cell: str) -> bool:
        """Whether a cell calls an agency by its name, but for capitals and signs."""
        own = name_key(self._known[id].name)
        return any(name_key(name) == own for name in (cell, *split_names(cell)))

    def variants(self, cell: str) -> list[tuple[str, str]]:
        """Names of a cell that are not those of the register, and the ids they were taken for."""
        found = ((name, self.find(name)) for name in split_names(cell))
        return [(name, id) for name, id in found if id and not self.is_called(id, name)]

    def level(self, id: str) -> Level:
        """Level of an agency or kind."""
        return self._known[id].level

    def unknown(self, level: Level) -> str:
        """Id of the stand-in for an agency of a level that the source does not name."""
        name = PHRASES["unknown_agency"].format(level=LEVEL_NAMES[level.value])
        id = f"chua-ro-{slug(LEVEL_NAMES[level.value])}"
        if id not in self._known:
            self._keep(AgencyKind(id=id, name=name, level=level))
        return id

    def field(self, source: str, sector: str | None, code: str | None = None) -> str:
        """Id of a field; one never seen joins the register under the agency that publishes the procedure."""
        key = name_key(source)
        if key not in self._field_ids:
            id = _free(slug(source) or "linh-vuc", self._taken_fields)
            self._field_ids[key] = id
            self.fields[id] = SubjectField(id=id, name=line(source), code=code, sector=sector)
        return self._field_ids[key]

    def _familiar(self, full: str, above: str | None) -> str | None:
        """A known agency behind a longer or personal form of its name."""
        person = without_person(full)
        forms = (f"{full} {above}" if above else None, full, without_everywhere(full), person)
        keys = [name_key(form) for form in forms if form]
        if person:
            keys.append(name_key(f"cấp {person}"))
            keys.append(name_key(re.sub(r"\b(xã|tỉnh)$", r"cấp \1", person)))
        return next((self._ids[key] for key in keys if key in self._ids), None)

    def _add(self, full: str, above: str | None, ident_code: str | None) -> str:
        parent = self.find(above) if above else None
        id = _free(slug(full), self._taken)
        self._ids[name_key(full)] = id
        place = _PLACE.fullmatch(full)
        area = self._areas.get(_place_key(place["place"])) if place else None
        if place and area:
            kind = self.find(place["own"])
            kind = kind if kind in self._kind_ids or kind in self.kinds else None
            self._keep(Agency(id=id, name=full, kind=kind, level=Level.PROVINCE, area=area.code))
        elif _ONE.match(full) and level_of(full) is not Level.PROVINCE:
            level = Level.MINISTRY if parent else level_of(full)
            self._keep(Agency(id=id, name=full, level=level, parent=parent, ident_code=ident_code))
        else:
            self._keep(AgencyKind(id=id, name=full, level=level_of(full), parent=parent))
        return id

    def _keep(self, one: Agency | AgencyKind) -> None:
        self._taken.add(one.id)
        self._known[one.id] = one
        if isinstance(one, Agency):
            self.agencies[one.id] = one
        else:
            self.kinds[one.id] = one


def _place_key(name: str) -> str:
    return name_key(re.sub(r"^(?:tỉnh|thành phố)\s+", "", name, flags=re.IGNORECASE))


def _free(id: str, taken: set[str]) -> str:
    number, free = 1, id
    while free in taken:
        number += 1
        free = f"{id}-{number}"
    taken.add(free)
    return free
