"""Finds a procedure by its code in any spelling, and tells where it stands on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from indexer.procedure import Procedure, Status
from search_api import problems
from search_api.live import Serving
from search_api.problems import Problem, RefusedError
from search_api.understanding import Reading
from search_api.understanding.codes import read_code

LONGEST_CODE = 80
"""Letters of a code that are looked at; the longest real one has 40."""
Standing = Literal["in_force", "suspended", "future", "replaced", "abolished"]


@dataclass(frozen=True, slots=True)
class Found:
    """A version of a procedure, where it stands on the day asked for, and what took its place."""

    procedure: Procedure
    standing: Standing
    successors: tuple[str, ...]


def find(serving: Serving, asked: str, as_of: dt.date | None, today: dt.date) -> Found:
    """The procedure a code names: exact, written another way, with a local suffix, or of an older system.

    Raises RefusedError where there is none, none on that day, or only its successors are known.
    """
    code = _resolve(serving, asked[:LONGEST_CODE])
    procedure = serving.engine.get(code, as_of)
    successors = serving.edition.replaced_by.get(code, ())
    if procedure is not None:
        return Found(procedure, standing(procedure, as_of or today, successors), successors)
    if as_of is not None and serving.engine.get(code) is not None:
        raise RefusedError(Problem(problems.NOT_IN_FORCE, {"code": code, "day": as_of}))
    if successors:
        values = {"code": code, "successors": ", ".join(successors)}
        raise RefusedError(Problem(problems.REPLACED, values, successors=successors))
    raise RefusedError(Problem(problems.NOT_FOUND))


def _resolve(serving: Serving, asked: str) -> str:
    edition = serving.edition
    if serving.engine.get(asked) is not None:
        return asked
    written = read_code(Reading.of(asked), edition.vocabulary).code_prefix or asked
    named = edition.named(written)
    # A legacy code names one procedure; the beginning of a code is not its name.
    by_legacy = len(named) == 1 and not named[0].startswith(written)
    return named[0] if by_legacy else written


def standing(procedure: Procedure, day: dt.date, successors: tuple[str, ...]) -> Standing:
    """Where a version stands on a day."""
    if procedure.valid_from and procedure.valid_from > day:
        return "future"
    ended = procedure.valid_to is not None and procedure.valid_to < day
    # Without a known last day an abolished procedure is over on every day.
    if ended or (procedure.status is Status.ABOLISHED and procedure.valid_to is None):
        return "replaced" if successors else "abolished"
    return "suspended" if procedure.status is Status.SUSPENDED else "in_force"
