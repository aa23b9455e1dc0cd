"""Answers that a program gives: put into the shape they are kept in, and what cannot be kept. Pure.

What is missing or contradicts other answers is no fault here: it may be saved and is told by the journey. A value
that is no answer to its question is refused, whether the question is shown now or not.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dossiers.answers import AnswerFault, Path
from dossiers.notation import clean
from dossiers.questions import KINDS, Setting

TEXTS = frozenset(
    {
        "text",
        "long_text",
        "date",
        "month",
        "choose_one",
        "code_list",
        "citizen_id",
        "passport",
        "phone",
        "email",
    }
    | {"tax_code"}
)
"""Types whose answer is a text: read as leniently as on a page."""
OPEN_RULES = frozenset({"no_province", "no_commune"})
"""Rules of an answer that is only not finished yet."""


@dataclass
class Given:
    """What was given for some questions."""

    kept: dict[str, Any] = field(default_factory=dict)
    """Question -> answer, None where it was taken away."""
    faults: list[AnswerFault] = field(default_factory=list)
    """Rules of questions, and "unknown" (no such question), "attached" (files come another way), "locked"."""


def read_given(
    questions: Sequence[Any], given: Mapping[str, Any], stored: Mapping[str, Any], setting: Setting
) -> Given:
    """Reads answers to questions of one page or form; `stored` are those kept so far."""
    known = {question.id: question for question in questions if question.type != "note"}
    found = Given()
    for name, value in given.items():
        question = known.get(name)
        if question is None:
            found.faults.append(AnswerFault((name,), "unknown", None))
            continue
        answer = tidy(question, value)
        found.kept[name] = answer
        if getattr(question, "locked", False) and stored.get(name) not in (None, answer):
            found.faults.append(AnswerFault((name,), "locked", question))
        elif answer is not None:
            found.faults += _faults(question, answer, (name,), setting)
    return found


def tidy(question: Any, value: Any) -> Any:
    """A value as it is kept: texts in NFC and in their kept shape, nothing as None; wrong types as they came."""
    if isinstance(value, str) and question.type in TEXTS:
        return KINDS[question.type].read(question, {"": [value]}, "")
    if question.type == "address" and isinstance(value, dict):
        parts = {name: clean(part) if isinstance(part, str) else part for name, part in value.items()}
        return {name: part for name, part in parts.items() if part != ""} or None
    if question.type == "repeat" and isinstance(value, list):
        return [_tidy_item(question, item) for item in value] or None
    return None if value in ("", []) else value


def _tidy_item(question: Any, item: Any) -> Any:
    if not isinstance(item, dict):
        return item
    known = {part.id: part for part in question.questions}
    tidied = {name: tidy(known[name], value) if name in known else value for name, value in item.items()}
    return {name: value for name, value in tidied.items() if value is not None}


def _faults(question: Any, answer: Any, path: Path, setting: Setting) -> Iterator[AnswerFault]:
    if question.type == "repeat":
        yield from _item_faults(question, answer, path, setting)
    elif question.type == "file":
        yield AnswerFault(path, "attached", question)
    elif isinstance(answer, float) and not math.isfinite(answer):
        yield AnswerFault(path, "invalid", question)
    else:
        fault = KINDS[question.type].fault(question, answer, setting)
        if fault is not None and fault[0] not in OPEN_RULES:
            yield AnswerFault(path, fault[0], question, fault[1])


def _item_faults(question: Any, answer: Any, path: Path, setting: Setting) -> Iterator[AnswerFault]:
    if not isinstance(answer, list) or not all(isinstance(item, dict) for item in answer):
        yield AnswerFault(path, "invalid", question)
        return
    if len(answer) > question.max:
        yield AnswerFault(path, "too_many", question, {"max": question.max})
        return
    known = {part.id: part for part in question.questions if part.type != "note"}
    for i, item in enumerate(answer):
        for name, value in item.items():
            if name in known:
                yield from _faults(known[name], value, (*path, i, name), setting)
            else:
                yield AnswerFault((*path, i, name), "unknown", None)


def pointer(path: Path) -> str:
    """A path as a JSON Pointer (RFC 6901)."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)
