"""What somebody chose on the page of a procedure, as it stands in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search_api.parameters import Params, read_day
from search_api.query import LONGEST_ID, clean

PARAMETERS = ("as_of", "place", "agency", "case")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The day, where somebody lives or applies, and the cases that are his."""

    as_of: dt.date | None = None
    place: str = ""
    """Name or code of a commune."""
    agency: str = ""
    cases: tuple[str, ...] = ()

    @classmethod
    def read(cls, params: Params) -> Chosen:
        """From the parameters of a request; raises BadQuery for a day that is none."""
        day = read_day([pair for pair in params if pair[0] == "as_of"])
        cases = tuple(dict.fromkeys(_values(params, "case")))
        return cls(day, _last(params, "place"), _last(params, "agency"), cases)

    def params(
        self, cases: Iterable[str] | None = None, *, place: str | None = None, without: Sequence[str] = ()
    ) -> Params:
        """Parameters of an address with these choices, some of them replaced or left out."""
        given = [
            ("as_of", self.as_of.isoformat() if self.as_of else ""),
            ("place", self.place if place is None else place),
            ("agency", self.agency if place is None else ""),
            *(("case", one) for one in (self.cases if cases is None else cases)),
        ]
        return [(name, value) for name, value in given if value and name not in without]


def _values(params: Params, name: str) -> list[str]:
    cut = (clean(value[:LONGEST_ID]) for given, value in params if given == name)
    return [value for value in cut if value]


def _last(params: Params, name: str) -> str:
    """The last value: a form that is sent twice adds one."""
    return next(reversed(_values(params, name)), "")
