"""What somebody answered and attached, as people read it: for review, print, receipt and comparison. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dossiers.answers import shown_questions
from dossiers.conditions import Answers
from dossiers.house import Words
from dossiers.journey import Journey, Place, Step
from dossiers.questions import KINDS, Setting

WITHOUT_ANSWER = frozenset({"note"})


@dataclass(frozen=True, slots=True)
class Line:
    """A question or paper and what was given."""

    name: str
    """Name of the field on its page."""
    label: str
    text: str = ""
    """Empty where nothing was given."""
    files: tuple[str, ...] = ()
    items: tuple[tuple[Line, ...], ...] = ()
    """Repeat: the lines of each item."""
    asked: bool = True
    """False: not needed where it is empty."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was given."""
        return not (self.text or self.files or self.items)


@dataclass(frozen=True, slots=True)
class Section:
    """What one page of the journey holds."""

    place: Place
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Teller:
    """Puts answers into words of one language."""

    words: Words
    setting: Setting

    def sections(self, journey: Journey, files: Mapping[str, Sequence[str]]) -> list[Section]:
        """All pages but the review; `files`: place -> names of the files attached there."""
        return [self._section(journey, place, files) for place in journey.pages[:-1]]

    def line(self, question: Any, answer: Any, files: Sequence[str] = (), name: str = "") -> Line:
        """A question with its answer."""
        name, required = name or question.id, getattr(question, "required", True)
        if question.type == "file":
            return Line(name, question.label, files=tuple(files), asked=required)
        if question.type == "repeat":
            items = answer if isinstance(answer, list) else []
            told = tuple(self._item(question, item, f"{name}.{i}.") for i, item in enumerate(items))
            return Line(name, question.label, items=told, asked=required)
        return Line(name, question.label, self.text(question, answer), asked=required)

    def text(self, question: Any, answer: Any) -> str:
        """An answer in words, empty where there is none."""
        if answer is None:
            return ""
        if question.type == "yes_no" and isinstance(answer, bool):
            return self.words("form.yes" if answer else "form.no")
        if question.type == "declaration":
            return self.words("review.confirmed")
        return KINDS[question.type].show(question, answer, self.setting.lists)

    def lines(self, questions: Iterable[Any], answers: Answers) -> tuple[Line, ...]:
        """Questions with their answers, notes left out."""
        return tuple(
            self.line(one, answers.get(one.id)) for one in questions if one.type not in WITHOUT_ANSWER
        )

    def _section(self, journey: Journey, place: Place, files: Mapping[str, Sequence[str]]) -> Section:
        page = journey.page(place)
        if page is None:
            papers = tuple(
                Line(one.key, one.document.name, files=tuple(files.get(one.key, ())), asked=one.required)
                for one in journey.papers
            )
            return Section(place, self.words(f"step.{Step.COMPONENTS}"), papers)
        answers = journey.answers(place.step)
        asked = shown_questions(page.questions, answers, self.setting)
        lines = tuple(
            self.line(one, answers.get(one.id), files.get(f"form.{one.id}", ()))
            for one in asked
            if one.type not in WITHOUT_ANSWER
        )
        return Section(place, page.title, lines)

    def _item(self, question: Any, item: Any, prefix: str) -> tuple[Line, ...]:
        given = item if isinstance(item, Mapping) else {}
        asked = shown_questions(question.questions, given, self.setting)
        return tuple(
            self.line(one, given.get(one.id), name=f"{prefix}{one.id}")
            for one in asked
            if one.type not in WITHOUT_ANSWER
        )
