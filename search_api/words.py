"""Words for people: looks up message tables and says times, fees, days and numbers in a language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from indexer.card import Range
from search_api.messages import TABLES

Lang = Literal["vi", "en"]


class Words:
    """The words of one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._table: Mapping[str, str] = TABLES[lang]

    def extended(self, table: Mapping[str, str]) -> Words:
        """The same words and those of another message table, which may not word a key anew."""
        words = Words(self.lang)
        words._table = {**table, **self._table}
        return words

    def __call__(self, key: str, **values: object) -> str:
        """The message of a key with its values filled in; raises KeyError for an unknown key."""
        message = self._table[key]
        return message.format(**values) if values else message

    def counted(self, key: str, number: int, **values: object) -> str:
        """The message for a number of things; English tells one from many."""
        form = "one" if number == 1 else "other"
        return self(f"{key}.{form}", n=self.number(number), **values)

    def either(self, key: str, fallback: str, **values: object) -> str:
        """The message of a key, or of another where there is none."""
        return self(key if key in self._table else fallback, **values)

    def number(self, value: float) -> str:
        """A number with the separators of the language: 20.000 and 0,5 or 20,000 and 0.5."""
        text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")
        return text.translate(str.maketrans(",.", ".,")) if self.lang == "vi" else text

    def day(self, day: dt.date | str) -> str:
        """A day as people write it: 24/11/2026 or 24 November 2026."""
        value = dt.date.fromisoformat(day) if isinstance(day, str) else day
        if self.lang == "vi":
            return f"{value.day:02}/{value.month:02}/{value.year}"
        return f"{value.day} {self(f'month.{value.month}')} {value.year}"

    def duration(self, value: float, unit: str) -> str:
        """A processing time: 3 ngày làm việc."""
        form = "one" if value == 1 else "other"
        return self(f"unit.{unit}.{form}", n=self.number(value))

    def amount(self, value: float, currency: str) -> str:
        """An amount of money: 20.000 đồng; nothing is free of charge."""
        if value == 0:
            return self("fee.free")
        return self(f"currency.{currency}", n=self.number(value))

    def time(self, time: Range) -> str:
        """A processing time over all ways: 3–7 ngày làm việc."""
        if time.least is None or time.most is None or time.unit is None:
            return self("range.depends" if time.partial else "unknown")
        if time.least == time.most:
            text = self.duration(time.least, time.unit)
            return self("range.from", text=text) if time.partial else text
        pair = f"{self.number(time.least)}–{self.number(time.most)}"
        return self._perhaps(self(f"unit.{time.unit}.other", n=pair), time)

    def fee(self, fee: Range) -> str:
        """Fees over all ways: 10.000–20.000 đồng."""
        if fee.least is None or fee.most is None or fee.unit is None:
            return self("range.depends" if fee.partial else "unknown")
        if fee.least == fee.most:
            text = self.amount(fee.least, fee.unit)
            return self("range.from", text=text) if fee.partial and fee.most else self._perhaps(text, fee)
        pair = f"{self.number(fee.least)}–{self.number(fee.most)}"
        return self._perhaps(self(f"currency.{fee.unit}", n=pair), fee)

    def _perhaps(self, text: str, known: Range) -> str:
        return self("range.perhaps", text=text) if known.partial else text


WORDS: dict[Lang, Words] = {"vi": Words("vi"), "en": Words("en")}


@lru_cache(maxsize=512)
def preferred(accept_language: str) -> Lang:
    """The language of an Accept-Language header; Vietnamese where it asks for neither."""
    best: tuple[float, Lang] = (0.0, "vi")
    for part in accept_language[:200].split(","):
        name, _, weight = part.partition(";")
        lang: Lang | None = {"vi": "vi", "en": "en"}.get(name.strip().lower()[:2])  # type: ignore[assignment]
        if lang and (quality := _quality(weight)) > best[0]:
            best = (quality, lang)
    return best[1]


def _quality(weight: str) -> float:
    name, _, value = weight.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    digits = value.strip()
    return float(digits) if digits.replace(".", "", 1).isdecimal() and digits.isascii() else 0.0
