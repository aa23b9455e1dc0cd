"""Levels of administration as sources name them: "Cấp Bộ, Cấp xã", "Cơ quan khác"."""

from __future__ import annotations

from indexer.importers.wording import name_key
from indexer.procedure import Level

_NAMES = {
    name_key(name): level
    for name, level in {
        "Cấp bộ": Level.MINISTRY,
        "Cấp trung ương": Level.MINISTRY,
        "Cấp tỉnh": Level.PROVINCE,
        "Cấp huyện": Level.DISTRICT,
        "Cấp xã": Level.COMMUNE,
        "Cơ quan khác": Level.OTHER,
        "Chưa xác định": Level.OTHER,
    }.items()
}


def read_levels(source: str) -> tuple[tuple[Level, ...], list[str]]:
    """Levels in the order given, and the names that are none."""
    names = [part.strip() for part in source.split(",") if part.strip()]
    found = [_NAMES[name_key(name)] for name in names if name_key(name) in _NAMES]
    unknown = [name for name in names if name_key(name) not in _NAMES]
    return tuple(dict.fromkeys(found)) or (Level.OTHER,), unknown
