"""Words for tests: a few real ones, and for the rest the key with its values."""

from __future__ import annotations

import datetime as dt
from typing import Literal

KNOWN = {"form.yes": "Có", "form.no": "Không"}


class Words:
    """Says the last part of a key and the values, so that tests see what was asked for."""

    lang: Literal["vi", "en"] = "vi"

    def __call__(self, key: str, **values: object) -> str:
        if key in KNOWN:
            return KNOWN[key]
        told = ", ".join(str(value) for value in values.values())
        return f"{key.rpartition('.')[2]}: {told}" if told else key.rpartition(".")[2]

    def counted(self, key: str, number: int, **values: object) -> str:
        return self(key, n=number, **values)

    def either(self, key: str, fallback: str, **values: object) -> str:
        return self(key, **values)

    def day(self, day: dt.date | str) -> str:
        return str(day)


WORDS = Words()
