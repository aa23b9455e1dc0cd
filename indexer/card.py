"""What a hit shows of a procedure, ready at build time: facts only; the words for them come later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import orjson

from indexer.catalog import Catalog
from indexer.procedure import Procedure


@dataclass(frozen=True, slots=True)
class Range:
    """Smallest and largest known value; `partial` where some stay unknown."""

    least: float | None
    most: float | None
    unit: str | None
    """Unit of a time, currency of a fee."""
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """The facts of one version of a procedure that lists show."""

    code: str
    key: str
    name: str
    short_name: str | None
    agency: str
    agency_name: str
    field: str
    field_name: str
    levels: tuple[str, ...]
    online_level: str | None
    time: Range
    fee: Range
    status: str
    replaced_by: tuple[str, ...]
    valid_from: str | None
    valid_to: str | None
    updated_on: str | None
    has_form: bool

    @property
    def span(self) -> tuple[dt.date | None, dt.date | None]:
        """First and last day in force."""
        first, last = (
            dt.date.fromisoformat(day) if day else None for day in (self.valid_from, self.valid_to)
        )
        return first, last

    def to_json(self) -> str:
        """The card as a JSON text."""
        return orjson.dumps(asdict(self)).decode("utf-8")

    @classmethod
    def from_json(cls, text: str | bytes, held: dict[Any, Any] | None = None) -> Card:
        """Reads what `to_json` wrote; values that many cards have become those of `held`, which grows."""
        data = orjson.loads(text)
        data["time"], data["fee"] = Range(**data["time"]), Range(**data["fee"])
        data["levels"], data["replaced_by"] = tuple(data["levels"]), tuple(data["replaced_by"])
        if held is not None:
            for name in _SHARED:
                data[name] = held.setdefault(data[name], data[name])
        return cls(**data)


_SHARED = ("agency", "agency_name", "field", "field_name", "levels", "online_level", "time", "fee", "status")


def make_card(procedure: Procedure, catalog: Catalog, replaced_by: Iterable[str] = ()) -> Card:
    """The card of a procedure; `replaced_by` are the codes that took its place."""
    return Card(
        code=procedure.code,
        key=procedure.key,
        name=procedure.name,
        short_name=procedure.short_name,
        agency=procedure.agency,
        agency_name=catalog.agency_name(procedure.agency),
        field=procedure.field,
        field_name=catalog.field_name(procedure.field),
        levels=tuple(level.value for level in procedure.levels),
        online_level=procedure.online_level.value if procedure.online_level else None,
        time=_time(procedure),
        fee=_fee(procedure),
        status=procedure.status.value,
        replaced_by=tuple(replaced_by),
        valid_from=procedure.valid_from.isoformat() if procedure.valid_from else None,
        valid_to=procedure.valid_to.isoformat() if procedure.valid_to else None,
        updated_on=procedure.updated_on.isoformat() if procedure.updated_on else None,
        has_form=procedure.form is not None,
    )


def _time(procedure: Procedure) -> Range:
    """Processing time over all channels; without a value where units differ or none is known."""
    terms = [term for method in procedure.methods for term in method.terms]
    known = [(t.duration, t.unit.value) for t in terms if t.duration is not None and t.unit is not None]
    units = {unit for _, unit in known}
    if len(units) != 1:
        return Range(None, None, None, partial=bool(known))
    values = [duration for duration, _ in known]
    return Range(min(values), max(values), units.pop(), partial=len(known) < len(terms))


def _fee(procedure: Procedure) -> Range:
    """Fees over all channels in one currency; without a value where currencies differ or none is known."""
    fees = [fee for method in procedure.methods for term in method.terms for fee in term.fees]
    known = [(fee.amount, fee.currency) for fee in fees if fee.amount is not None]
    currencies = {currency for _, currency in known}
    if len(currencies) != 1:
        return Range(None, None, None, partial=bool(known))
    values = [amount for amount, _ in known]
    return Range(min(values), max(values), currencies.pop(), partial=len(known) < len(fees))
