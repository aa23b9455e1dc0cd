"""The answers of a whole form: read from a page, cut to what is visible, checked; pure.

A hidden question has no answer: it is dropped before anything is checked, sent or compared. The path of a
fault leads to the field of the page: ("children", 0, "born_on").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dossiers.conditions import Answers, holds
from dossiers.questions import KINDS, Setting, Typed
from indexer.eform import EForm, Page

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class AnswerFault:
    """What is wrong at one question: where, which rule, the values of the message, own words of the form."""

    path: Path
    rule: str
    question: Any
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def own_words(self) -> str | None:
        """The message that the form itself gives for this failure, if it does."""
        words: str | None = getattr(self.question, "messages", {}).get(self.rule)
        return words

    @property
    def name(self) -> str:
        """Name of the field on the page."""
        return ".".join(str(part) for part in self.path)


def read_page(page: Page, typed: Typed) -> dict[str, Any]:
    """The answers typed on a page; a question left empty is None, so that it takes the place of an older answer."""
    read: dict[str, Any] = {}
    for question in page.questions:
        if question.type == "repeat":
            read[question.id] = _read_repeat(question, typed)
        elif question.type in KINDS and question.type != "file":
            read[question.id] = KINDS[question.type].read(question, typed, question.id)
    return read


def merge(answers: Answers, read: Mapping[str, Any]) -> dict[str, Any]:
    """Answers with those of a page in their place; None takes an answer away."""
    merged = {**answers, **read}
    return {key: value for key, value in merged.items() if value is not None}


def visible(form: EForm, answers: Answers, setting: Setting) -> dict[str, Any]:
    """The answers of questions that are shown, in the order of the form; unknown keys are dropped."""
    shown: dict[str, Any] = {}
    for page in shown_pages(form, answers, setting):
        for question in page.questions:
            _show(question, answers, shown, setting)
    return shown


def shown_pages(form: EForm, answers: Answers, setting: Setting) -> list[Page]:
    """The pages whose condition holds. Conditions refer to earlier questions, so one pass in order suffices."""
    shown: dict[str, Any] = {}
    pages = []
    for page in form.pages:
        if holds(page.show_if, shown, setting.today):
            pages.append(page)
            for question in page.questions:
                _show(question, answers, shown, setting)
    return pages


def shown_questions(questions: Sequence[Any], answers: Answers, setting: Setting) -> list[Any]:
    """The questions of one page or item whose condition holds for visible answers."""
    return [question for question in questions if holds(question.show_if, answers, setting.today)]


def faults(form: EForm, answers: Answers, setting: Setting) -> Iterator[AnswerFault]:
    """Yields every fault of the whole form, page by page; what is hidden is not looked at."""
    for page in shown_pages(form, answers, setting):
        yield from page_faults(form, page, answers, setting)


def page_faults(form: EForm, page: Page, answers: Answers, setting: Setting) -> Iterator[AnswerFault]:
    """Yields every fault of one page."""
    shown = visible(form, answers, setting)
    for question in shown_questions(page.questions, shown, setting):
        yield from _question_faults(question, shown, shown.get(question.id), (question.id,), setting)


def _show(question: Any, answers: Answers, shown: dict[str, Any], setting: Setting) -> None:
    answer = answers.get(question.id)
    if answer is None or question.type == "note" or not holds(question.show_if, shown, setting.today):
        return
    if question.type == "repeat" and isinstance(answer, list):
        answer = [_item(question, item, setting) for item in answer]
    shown[question.id] = answer


def _item(question: Any, item: Any, setting: Setting) -> Any:
    if not isinstance(item, dict):
        return item
    shown: dict[str, Any] = {}
    for part in question.questions:
        _show(part, item, shown, setting)
    return shown


def _question_faults(
    question: Any, shown: Answers, answer: Any, path: Path, setting: Setting
) -> Iterator[AnswerFault]:
    if question.type == "note":
        return
    if answer is None:
        if question.type == "declaration" or question.required:
            yield AnswerFault(path, "required", question)
        return
    if question.type == "repeat":
        yield from _repeat_faults(question, answer, path, setting)
        return
    fault = KINDS[question.type].fault(question, answer, setting)
    if fault is not None:
        yield AnswerFault(path, fault[0], question, fault[1])
    elif not holds(getattr(question, "check", None), shown, setting.today):
        yield AnswerFault(path, "check", question)


def _repeat_faults(question: Any, answer: Any, path: Path, setting: Setting) -> Iterator[AnswerFault]:
    if not isinstance(answer, list) or not all(isinstance(item, dict) for item in answer):
        yield AnswerFault(path, "invalid", question)
        return
    if len(answer) < question.min:
        yield AnswerFault(path, "too_few", question, {"min": question.min})
    if len(answer) > question.max:
        yield AnswerFault(path, "too_many", question, {"max": question.max})
    for i, item in enumerate(answer[: question.max]):
        for part in shown_questions(question.questions, item, setting):
            yield from _question_faults(part, item, item.get(part.id), (*path, i, part.id), setting)


def _read_repeat(question: Any, typed: Typed) -> list[dict[str, Any]] | None:
    items = []
    for i in _items(question, typed):
        read = {
            part.id: KINDS[part.type].read(part, typed, f"{question.id}.{i}.{part.id}")
            for part in question.questions
            if part.type in KINDS
        }
        items.append({key: value for key, value in read.items() if value is not None})
    return items or None


def _items(question: Any, typed: Typed) -> list[int]:
    """Numbers of the items on a page, in order; one more than the limit is read, so that its fault shows."""
    prefix = f"{question.id}."
    rest = (name.removeprefix(prefix).partition(".")[0] for name in typed if name.startswith(prefix))
    return sorted({int(number) for number in rest if number.isdecimal() and len(number) < 5})[
        : question.max + 1
    ]
