"""Ids in a file of a procedure as it was read: mistakes elsewhere in it must not hide these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from indexer.catalog import Agency, AgencyKind, SubjectField
from indexer.complaints import Complaint, Path, nearest
from indexer.explaining import Where
from indexer.text import fold

Reference = tuple[Path, str | None]
"""Way to a value that names something elsewhere, and the value."""
Named = Agency | AgencyKind | SubjectField
_ID = re.compile(r"[a-z0-9-]+")


def agency_ids(data: Any) -> Iterator[Reference]:
    """Ids of agencies wherever a procedure names one."""
    for key in ("agency", "publishing_agency"):
        yield from texts(data, (key,))
    yield from texts(data, ("decision", "agency"))
    for key in ("competent_agencies", "delegated_agencies", "coordinating_agencies"):
        for i in range(_length(data, key)):
            yield from texts(data, (key, i))
    for i in range(_length(data, "reception_places")):
        yield from texts(data, ("reception_places", i, "agency"))


def _length(data: Any, key: str) -> int:
    value = data.get(key)
    return len(value) if isinstance(value, list) else 0


def texts(data: Any, path: Path) -> Iterator[Reference]:
    """The text at a path, where there is one; it may be a name where an id belongs."""
    value: Any = data
    for part in path:
        if isinstance(part, str) and not isinstance(value, dict):
            return
        value = value.get(part) if isinstance(part, str) else value[part]
    if isinstance(value, str):
        yield path, value


def unknown_ids(
    where: Where, references: Iterable[Reference], known: Mapping[str, Named], rule: str
) -> Iterator[Complaint]:
    """A complaint for each id that does not exist, and for each name that stands where its id belongs.

    What is neither id nor name was complained about when its form was checked.
    """
    for path, value in references:
        if value is None or value in known:
            continue
        near = _id_of(value, known)
        if _ID.fullmatch(value):
            yield where.complain(path, rule, value=value, near=near)
        elif near:
            yield where.complain(path, "name_not_id", value=value, near=near)


def _id_of(value: str, known: Mapping[str, Named]) -> str:
    """The id that is meant: that of the same name, the id most alike, that of the name most alike."""
    names: dict[str, str] = {}
    for id, one in known.items():
        for name in (one.name, getattr(one, "short_name", None), *one.aliases):
            names.setdefault(fold(name or one.name), id)
    words = " ".join(fold(value.replace("-", " ")).split())
    return names.get(words) or nearest(words.replace(" ", "-"), known) or names.get(nearest(words, names), "")
