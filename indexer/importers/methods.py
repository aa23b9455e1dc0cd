"""Ways of handing in: rows of channel, time and fees -> one method a channel with its terms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.importers.report import Trace
from indexer.importers.wording import name_key
from indexer.procedure import Channel, Fee, Method, Term

CHANNELS = {
    **{
        name_key(name): channel
        for name, channel in {
            "Trực tiếp": Channel.IN_PERSON,
            "Trực tuyến": Channel.ONLINE,
            "Dịch vụ bưu chính": Channel.POST,
            "Bưu chính công ích": Channel.POST,
        }.items()
    },
    "direct": Channel.IN_PERSON,
    "online": Channel.ONLINE,
    "postal": Channel.POST,
}
"""Names of both formats -> ours."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as a source has it."""

    channel: Channel
    term: Term


def channel_of(name: str) -> Channel | None:
    """The channel of that name."""
    return CHANNELS.get(name_key(name))


def merge(rows: Iterable[Row], trace: Trace) -> tuple[Method, ...]:
    """One method a channel, in the order of the source; terms that say the same share their fees."""
    channels: dict[Channel, list[Term]] = {}
    for row in rows:
        channels.setdefault(row.channel, []).append(row.term)
    for place, terms in enumerate(channels.values()):
        if len(terms) > 1:
            trace.repaired("merged_channel", f"methods[{place}]", times=len(terms))
    return tuple(Method(channel=channel, terms=_terms(terms)) for channel, terms in channels.items())


def _terms(terms: Iterable[Term]) -> tuple[Term, ...]:
    same: dict[Term, list[Fee]] = {}
    for term in terms:
        bare = term.model_copy(update={"fees": ()})
        fees = same.setdefault(bare, [])
        fees += [fee for fee in term.fees if fee not in fees]
    return tuple(bare.model_copy(update={"fees": tuple(fees)}) for bare, fees in same.items())
