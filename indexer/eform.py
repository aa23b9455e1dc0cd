"""The e-form (biểu mẫu điện tử) of a procedure: pages, questions and conditions as validated data.

A small closed vocabulary; what a question means when answered belongs to the dossier module. Conditions refer
to earlier questions only, so a form has no cycles: `problems` checks what types alone cannot.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

QuestionId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Label = Annotated[str, Field(min_length=1, max_length=500)]
Scalar = bool | int | float | str


class FormPart(BaseModel):
    """Base of the parts of a form: frozen, strict, unknown keys refused."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", populate_by_name=True, use_attribute_docstrings=True
    )


class Condition(FormPart):
    """A comparison with an earlier answer, or `all`, `any`, `not` of conditions.

    A hidden or unanswered question makes every comparison false, `is_not` and `not_in` included.
    """

    question: QuestionId | None = None
    is_: Annotated[Scalar | None, Field(alias="is")] = None
    is_not: Scalar | None = None
    in_: Annotated[tuple[Scalar, ...] | None, Field(alias="in", min_length=1)] = None
    not_in: Annotated[tuple[Scalar, ...] | None, Field(min_length=1)] = None
    from_: Annotated[int | float | None, Field(alias="from")] = None
    to: int | float | None = None
    before: dt.date | Literal["today"] | None = None
    after: dt.date | Literal["today"] | None = None
    answered: bool | None = None
    all: Annotated[tuple[Condition, ...] | None, Field(min_length=1)] = None
    any: Annotated[tuple[Condition, ...] | None, Field(min_length=1)] = None
    not_: Annotated[Condition | None, Field(alias="not")] = None

    def operators(self) -> list[str]:
        """YAML names of the operators given, `all`, `any` and `not` included."""
        given = self.model_dump(by_alias=True, exclude_none=True, exclude={"question"})
        return list(given)


class _Question(FormPart):
    id: QuestionId
    label: Label
    hint: Label | None = None
    required: bool = False
    show_if: Condition | None = None
    check: Condition | None = None
    """Must hold for the answer to be accepted; may refer to this question and earlier ones."""
    messages: dict[str, Label] = Field(default_factory=dict)
    """Own wording for a failure: required, invalid, too_long, too_small, too_large, too_late, check."""
    prefill: Annotated[str, Field(pattern=r"^account\.[a-z_]+$")] | None = None
    locked: bool = False
    """A prefilled answer cannot be changed here."""


class TextQuestion(_Question):
    """One line or several lines of text."""

    type: Literal["text", "long_text"]
    max_length: Annotated[int, Field(ge=1, le=20_000)] | None = None


class NumberQuestion(_Question):
    """A number, or an amount in đồng."""

    type: Literal["number", "money"]
    min: int | float | None = None
    max: int | float | None = None


class DateQuestion(_Question):
    """A day, or a month."""

    type: Literal["date", "month"]
    not_before: dt.date | Literal["today"] | None = None
    not_after: dt.date | Literal["today"] | None = None


class YesNoQuestion(_Question):
    """Yes or no, without a default."""

    type: Literal["yes_no"]


class Option(FormPart):
    """One answer to choose."""

    value: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=60)]
    label: Label
    hint: Label | None = None


class ChoiceQuestion(_Question):
    """One or several of a few options."""

    type: Literal["choose_one", "choose_many"]
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=30)]


class CodeListQuestion(_Question):
    """A code of a long list kept in code_lists/."""

    type: Literal["code_list"]
    list: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class FormatQuestion(_Question):
    """A text whose shape is known to the dossier module."""

    type: Literal["address", "citizen_id", "passport", "phone", "email", "tax_code"]


class FileQuestion(_Question):
    """Files that belong to a question; papers of the procedure are its components."""

    type: Literal["file"]
    formats: tuple[Annotated[str, Field(pattern=r"^[a-z0-9]{2,5}$")], ...] = ()
    max_files: Annotated[int, Field(ge=1, le=50)] = 1


class Note(FormPart):
    """Guidance without an answer."""

    type: Literal["note"]
    id: QuestionId
    label: Label
    text: Annotated[str, Field(min_length=1, max_length=5_000)] | None = None
    show_if: Condition | None = None


class Declaration(FormPart):
    """A statement that the applicant must confirm."""

    type: Literal["declaration"]
    id: QuestionId
    label: Label
    text: Annotated[str, Field(min_length=1, max_length=5_000)] | None = None
    show_if: Condition | None = None


class RepeatQuestion(_Question):
    """The same questions several times, e.g. one block a child."""

    type: Literal["repeat"]
    min: Annotated[int, Field(ge=0, le=100)] = 0
    max: Annotated[int, Field(ge=1, le=100)]
    questions: Annotated[tuple[SimpleQuestion, ...], Field(min_length=1)]


SimpleQuestion = Annotated[
    TextQuestion
    | NumberQuestion
    | DateQuestion
    | YesNoQuestion
    | ChoiceQuestion
    | CodeListQuestion
    | FormatQuestion
    | FileQuestion
    | Note
    | Declaration,
    Field(discriminator="type"),
]
Question = Annotated[
    TextQuestion
    | NumberQuestion
    | DateQuestion
    | YesNoQuestion
    | ChoiceQuestion
    | CodeListQuestion
    | FormatQuestion
    | FileQuestion
    | Note
    | Declaration
    | RepeatQuestion,
    Field(discriminator="type"),
]
RepeatQuestion.model_rebuild()


class Page(FormPart):
    """One page of the form."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=60)]
    title: Label
    hint: Label | None = None
    show_if: Condition | None = None
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]


class EForm(FormPart):
    """The electronic form of a procedure; its version rises whenever questions change."""

    version: Annotated[int, Field(ge=1)]
    pages: Annotated[tuple[Page, ...], Field(min_length=1, max_length=30)]


@dataclass(frozen=True, slots=True)
class FormProblem:
    """What is wrong in a form that types alone cannot tell: where, which rule, the words of the message."""

    path: tuple[str | int, ...]
    rule: str
    values: dict[str, Any]


_NUMBERS = frozenset({"number", "money"})
_DATES = frozenset({"date", "month"})
_OPERATOR_TYPES: dict[str, frozenset[str]] = {
    "from": _NUMBERS,
    "to": _NUMBERS,
    "before": _DATES,
    "after": _DATES,
}
"""Operators that only some question types understand."""
_WITHOUT_ANSWER = frozenset({"note"})


def problems(form: EForm) -> Iterator[FormProblem]:
    """Yields every breach of the rules between questions: doubled ids, references that look ahead, operators
    that do not fit the type of the question, options that do not exist."""
    pages: set[str] = set()
    known: dict[str, Any] = {}
    for p, page in enumerate(form.pages):
        at: tuple[str | int, ...] = ("pages", p)
        if page.id in pages:
            yield FormProblem((*at, "id"), "doubled_page", {"value": page.id})
        pages.add(page.id)
        yield from _condition(page.show_if, (*at, "show_if"), known)
        for q, question in enumerate(page.questions):
            yield from _question(question, (*at, "questions", q), known)


def condition_problems(condition: Condition, form: EForm) -> Iterator[FormProblem]:
    """Yields what is wrong in a condition that stands outside the form and may refer to all its questions."""
    known = {question.id: question for page in form.pages for question in page.questions}
    yield from _condition(condition, (), known)


def _question(question: Any, at: tuple[str | int, ...], known: dict[str, Any]) -> Iterator[FormProblem]:
    yield from _condition(question.show_if, (*at, "show_if"), known)
    if question.id in known:
        yield FormProblem((*at, "id"), "doubled_question", {"value": question.id})
    known[question.id] = question
    yield from _condition(getattr(question, "check", None), (*at, "check"), known)
    if isinstance(question, ChoiceQuestion):
        yield from _options(question, at)
    low, high = getattr(question, "min", None), getattr(question, "max", None)
    if low is not None and high is not None and low > high:
        yield FormProblem((*at, "min"), "min_above_max", {"min": low, "max": high})
    if isinstance(question, RepeatQuestion):
        inside: dict[str, Any] = {}
        for i, part in enumerate(question.questions):
            yield from _question(part, (*at, "questions", i), inside)


def _options(question: ChoiceQuestion, at: tuple[str | int, ...]) -> Iterator[FormProblem]:
    seen: set[str] = set()
    for i, option in enumerate(question.options):
        if option.value in seen:
            yield FormProblem((*at, "options", i, "value"), "doubled_option", {"value": option.value})
        seen.add(option.value)


def _condition(
    condition: Condition | None, at: tuple[str | int, ...], known: dict[str, Any]
) -> Iterator[FormProblem]:
    if condition is None:
        return
    operators = condition.operators()
    groups = [name for name in operators if name in ("all", "any", "not")]
    if (condition.question is None and (len(operators) != 1 or not groups)) or (
        condition.question is not None and (groups or not operators)
    ):
        yield FormProblem(at, "condition_shape", {})
    yield from _nested(condition, at, known)
    if condition.question is not None:
        yield from _comparison(condition, operators, at, known)


def _nested(condition: Condition, at: tuple[str | int, ...], known: dict[str, Any]) -> Iterator[FormProblem]:
    for name in ("all", "any"):
        for i, part in enumerate(getattr(condition, name) or ()):
            yield from _condition(part, (*at, name, i), known)
    yield from _condition(condition.not_, (*at, "not"), known)


def _comparison(
    condition: Condition, operators: list[str], at: tuple[str | int, ...], known: dict[str, Any]
) -> Iterator[FormProblem]:
    target = known.get(condition.question or "")
    if target is None or target.type in _WITHOUT_ANSWER:
        values = {
            "value": condition.question,
            "known": [k for k, v in known.items() if v.type not in _WITHOUT_ANSWER],
        }
        yield FormProblem((*at, "question"), "unknown_question", values)
        return
    for name in operators:
        if target.type not in _OPERATOR_TYPES.get(name, {target.type}):
            yield FormProblem((*at, name), "operator_type", {"operator": name, "type": target.type})
    yield from _compared_values(condition, target, at)


def _compared_values(condition: Condition, target: Any, at: tuple[str | int, ...]) -> Iterator[FormProblem]:
    compared = {
        "is": (condition.is_,),
        "is_not": (condition.is_not,),
        "in": condition.in_,
        "not_in": condition.not_in,
    }
    for name, values in compared.items():
        for value in values or ():
            if value is not None and not _fits(value, target):
                yield FormProblem((*at, name), "value_type", {"value": value, "type": target.type})


def _fits(value: Scalar, target: Any) -> bool:
    """Whether a value can ever equal an answer to the question."""
    if target.type in ("yes_no", "declaration"):
        return isinstance(value, bool)
    if target.type in _NUMBERS:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(target, ChoiceQuestion):
        return value in {option.value for option in target.options}
    return isinstance(value, str)
