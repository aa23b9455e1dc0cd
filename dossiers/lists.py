"""Code lists and areas of the serving generation, as questions ask for them."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from indexer.catalog import Area, Catalog, CodeListItem


class CatalogLists:
    """Lists of a catalogue, areas as they are on a day."""

    def __init__(self, catalog: Catalog, today: dt.date) -> None:
        self._catalog = catalog
        self._today = today

    def label(self, code_list: str, value: str) -> str | None:
        """Label of a value, or None."""
        return self._labels.get(code_list, {}).get(value)

    def items(self, code_list: str) -> tuple[CodeListItem, ...]:
        """The values of a list in its order; none for an unknown list."""
        lists = self._catalog.registers.code_lists
        return next((one.items for one in lists if one.id == code_list), ())

    def area(self, code: str) -> str | None:
        """Name of a present area, or None."""
        found = self._catalog.areas.get(code)
        return found.name if found is not None and self._is_present(found) else None

    def parent(self, code: str) -> str | None:
        """Province of a commune of the register, or None."""
        found = self._catalog.areas.get(code)
        return found.parent if found is not None else None

    @cached_property
    def provinces(self) -> list[Area]:
        """The present provinces, by name."""
        areas = (one for one in self._catalog.areas.values() if one.parent is None and self._is_present(one))
        return sorted(areas, key=lambda one: one.name)

    @cached_property
    def communes(self) -> list[Area]:
        """The present communes of the register, by name."""
        areas = (one for one in self._catalog.areas.values() if one.parent and self._is_present(one))
        return sorted(areas, key=lambda one: one.name)

    @cached_property
    def _labels(self) -> dict[str, dict[str, str]]:
        lists = self._catalog.registers.code_lists
        return {one.id: {item.value: item.label for item in one.items} for one in lists}

    def _is_present(self, area: Area) -> bool:
        begun = area.valid_from is None or area.valid_from <= self._today
        return begun and (area.valid_to is None or area.valid_to >= self._today)
