"""Ways of handing in as the portal's records list them: channel, time and fees in fields of their own."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.importers import methods
from indexer.importers.fees import Currency, ReadFee, fee_of, money
from indexer.importers.labels import PHRASES
from indexer.importers.portal_notes import UNITS
from indexer.importers.portal_record import PortalFee, PortalMethod
from indexer.importers.report import Trace
from indexer.importers.wording import line, stated
from indexer.procedure import Method, Term, Unit


def read_methods(given: Iterable[PortalMethod], trace: Trace) -> tuple[Method, ...]:
    """One method a channel with its terms and fees."""
    rows: list[methods.Row] = []
    for place, one in enumerate(given):
        channel = methods.channel_of(one.submission_method)
        if channel is None:
            trace.repaired("unknown_channel", f"methods[{place}]", text=one.submission_method)
            trace.keep("methods", " ".join(filter(None, (one.submission_method, stated(one.description)))))
        else:
            rows.append(methods.Row(channel, _term(one, f"methods[{place}].terms[0]", trace)))
    return methods.merge(rows, trace)


def _term(one: PortalMethod, key: str, trace: Trace) -> Term:
    named = UNITS.get(one.processing_time_unit or "")
    unit = Unit(named) if named else None
    duration = one.processing_time if unit or one.processing_time else None
    notes = [stated(one.description)]
    if duration is not None and unit is None:
        said = f"{duration:g} {one.processing_time_unit or ''}".strip()
        trace.repaired("bare_duration", key, text=said)
        notes.insert(0, PHRASES["bare_duration"].format(text=said))
    fees = [_fee(fee, one, f"{key}.fees[{place}]", trace) for place, fee in enumerate(one.fees)]
    return Term(
        duration=duration,
        unit=unit,
        note="\n".join(filter(None, notes)) or None,
        fees=tuple(fee.fee for fee in fees if fee),
    )


def _fee(fee: PortalFee, method: PortalMethod, key: str, trace: Trace) -> ReadFee | None:
    """A fee; 0 is no amount where the text beside it names money."""
    said = stated(fee.description)
    if fee.value is None and said is None:
        return None
    currency: Currency = "USD" if line(fee.currency_name or "").casefold() == "usd" else "VND"
    if not fee.value and not said and money(stated(method.description) or ""):
        return None
    read = fee_of(None, fee.value or 0, currency, said)
    if read.rule:
        trace.repaired(read.rule, key, **read.values)
    return read
