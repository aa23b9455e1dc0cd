"""Finds a procedure by its code in any spelling, and tells where it stands on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from indexer.procedure import Procedure
from search_api import problems
from search_api.live import Serving
from search_api.problems import Problem, RefusedError
from search_api.results import Standing, standing
from search_api.understanding import Reading
from search_api.understanding.codes import read_code

LONGEST_CODE = 80
"""Letters of a code that are looked at; the longest real one has 40."""


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
        span = procedure.valid_from, procedure.valid_to
        where = standing(procedure.status, span, as_of or today, replaced=bool(successors))
        return Found(procedure, where, successors)
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
    old = edition.by_legacy(asked)
    codes = old or read_code(Reading.of(asked)).codes
    return edition.held(codes[0]) if codes else asked
