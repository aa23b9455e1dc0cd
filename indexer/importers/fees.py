"""Fees as sources print them: "Miễn phí (…)", "10,000 Việt Nam Đồng (…)", "Phí : 2.000.000 Đồng (…)" a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from indexer.importers.labels import PHRASES
from indexer.importers.wording import line, lines, says_none, text
from indexer.procedure import Fee

Kind = Literal["phi", "le_phi"] | None
Currency = Literal["VND", "USD"]

_KIND = re.compile(r"(phí|lệ phí)\s*:\s*", re.IGNORECASE)
_KINDS: dict[str, Kind] = {"phí": "phi", "lệ phí": "le_phi"}
_CURRENCIES: dict[str, Currency] = {
    "việt nam đồng": "VND",
    "vnđ": "VND",
    "vnd": "VND",
    "đồng": "VND",
    "usd": "USD",
}
_AMOUNT = re.compile(rf"(\S*)\s*({'|'.join(_CURRENCIES)})", re.IGNORECASE)
_WHOLE = re.compile(r"\d{1,3}(?:([.,])\d{3}(?:\1\d{3})*)?|\d+")
_FIGURE = re.compile(
    r"(?<![\d.,/])(\d{1,3}(?:[.,]\d{3})+|\d+)(?![\d/]|[.,]\d)\s*(triệu|tỷ|nghìn|ngàn|đồng|đ\b|vnđ|vnd|usd)?",
    re.IGNORECASE,
)
_TIMES = {"triệu": 1_000_000, "tỷ": 1_000_000_000, "nghìn": 1_000, "ngàn": 1_000}
SMALLEST = 1_000
"""Đồng; nothing costs less, so a smaller amount was cut short by its source."""


@dataclass(frozen=True, slots=True)
class ReadFee:
    """A fee and the rule of REPAIRS that applied to it, with the values of its message."""

    fee: Fee
    rule: str | None = None
    text: str = ""

    @property
    def values(self) -> dict[str, object]:
        """Values of the message."""
        return {"text": self.text, "amount": self.fee.amount}


def read_fees(source: str | None) -> list[ReadFee]:
    """The fees of a cell; none where it says nothing."""
    if source is None or says_none(source):
        return []
    return [_read(one) for one in _cells(source)]


def fee_of(kind: Kind, amount: int, currency: Currency, note: str | None) -> ReadFee:
    """A fee given as a number: 0 is free only where no text beside it says otherwise."""
    said = None if says_none(note) else text(note or "")
    if amount == 0 and said:
        return ReadFee(Fee(kind=kind, amount=None, currency=currency, note=said), "free_but_priced", said)
    return _plausible(kind, amount, currency, said, f"{amount} {currency}")


def _cells(source: str) -> list[str]:
    """One text a fee: each line that begins with its kind opens one, other lines belong to the one before."""
    cells: list[str] = []
    several = bool(_KIND.match(line(source)))
    for one in lines(source):
        if cells and not (several and _KIND.match(one)):
            cells[-1] += f"\n{one}"
        else:
            cells.append(one)
    return cells


def _read(cell: str) -> ReadFee:
    prefix = _KIND.match(cell)
    kind = _KINDS[prefix[1].casefold()] if prefix else None
    rest = cell[prefix.end() :] if prefix else cell
    head, note, tail = _parts(rest)
    if head.casefold() in ("miễn phí", "không đồng"):
        return _free(kind, rest, note)
    if says_none(head) and not prefix:
        return ReadFee(Fee(kind=kind, amount=None, note=rest))
    amount = _AMOUNT.fullmatch(head)
    if not amount or (amount[1] and not _WHOLE.fullmatch(amount[1])):
        return _as_text(kind, head, rest)
    if not amount[1]:
        return ReadFee(Fee(kind=kind, amount=None, note=note))
    said = "\n".join(filter(None, (note, tail))) or None
    figure = int(re.sub(r"\D", "", amount[1]))
    return _plausible(kind, figure, _CURRENCIES[amount[2].casefold()], said, head)


def _parts(rest: str) -> tuple[str, str | None, str]:
    """Head, text of the bracket, and what stands on the lines behind it."""
    head, opening, bracket = rest.partition("(")
    end = bracket.rfind(")") + 1 or len(bracket)
    return head.strip(), _bare(f"{opening}{bracket[:end]}"), bracket[end:].strip()


def _bare(note: str) -> str | None:
    """A text without the brackets around it, doubled ones too; None where it says nothing."""
    inner = note.strip()
    while inner.startswith("(") and inner.endswith(")") and _closes_last(inner):
        inner = inner[1:-1].strip()
    return None if says_none(inner) else inner


def _closes_last(note: str) -> bool:
    depth = 0
    for place, sign in enumerate(note):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return place == len(note) - 1
    return False


def _free(kind: Kind, rest: str, note: str | None) -> ReadFee:
    if note and any(figure >= SMALLEST for figure in money(note)):
        return ReadFee(Fee(kind=kind, amount=None, note=rest), "free_but_priced", rest)
    return ReadFee(Fee(kind=kind, amount=0, note=note))


def _as_text(kind: Kind, head: str, rest: str) -> ReadFee:
    currency: Currency = "USD" if head.casefold().endswith("usd") else "VND"
    fee = Fee(kind=kind, amount=None, currency=currency, note=rest or None)
    return ReadFee(fee, "fee_as_text" if rest else None, rest)


def _plausible(kind: Kind, amount: int, currency: Currency, note: str | None, head: str) -> ReadFee:
    """The amount, the one behind it where it was cut short, or None where it cannot be right."""
    figures = money(note or "")
    restored = next((f for f in figures if f in (amount * 1_000, amount * 1_000_000)), None)
    if currency == "VND" and amount and amount not in figures and restored:
        return ReadFee(Fee(kind=kind, amount=restored, note=note), "restored_amount", head)
    if currency == "VND" and 0 < amount < SMALLEST:
        said = PHRASES["source_says"].format(text=f"{head} ({note})" if note else head)
        return ReadFee(Fee(kind=kind, amount=None, note=said), "unlikely_amount", head)
    return ReadFee(Fee(kind=kind, amount=amount, currency=currency, note=note))


def money(note: str) -> list[int]:
    """Figures of a text that name money: grouped by thousands or with a unit behind."""
    found = []
    for figure, unit in _FIGURE.findall(note):
        grouped = not figure.isdigit()
        if grouped or unit:
            found.append(int(re.sub(r"\D", "", figure)) * _TIMES.get(unit.casefold(), 1))
    return found
