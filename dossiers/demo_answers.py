"""Made-up answers to any form: plausible enough to be sent, from lists of words in fiction/demo.json. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dossiers.conditions import holds
from dossiers.lists import CatalogLists
from indexer.eform import EForm

LONG_AGO = dt.timedelta(days=400)
"""A day of the past that fits most questions: after every birth, before every dossier."""


@dataclass(frozen=True, slots=True)
class Inventor:
    """Answers questions for one person."""

    known: Mapping[str, Any]
    """What is known of the person, by names of questions: phone, email, citizen_id, address."""
    texts: Sequence[tuple[str, str]]
    """(part of a question's id, answer to it); the first that fits."""
    other_text: str
    choices: Mapping[str, Sequence[str]]
    """Something known, such as "female" -> how forms call it."""
    lists: CatalogLists
    today: dt.date

    def fill(self, form: EForm, given: Mapping[str, Any]) -> dict[str, Any]:
        """Answers with one for every question that is asked and has to be answered."""
        answers = dict(given)
        for page in form.pages:
            if holds(page.show_if, answers, self.today):
                self._fill(page.questions, answers)
        return answers

    def _fill(self, questions: Sequence[Any], answers: dict[str, Any]) -> None:
        for one in questions:
            wanted = one.type == "declaration" or getattr(one, "required", False)
            if wanted and one.id not in answers and holds(one.show_if, answers, self.today):
                answer = self._answer(one)
                if answer is not None:
                    answers[one.id] = answer

    def _answer(self, question: Any) -> Any:
        """None where nothing can be made up: a file."""
        match question.type:
            case "text" | "long_text":
                return self._text(question)[: question.max_length]
            case "number" | "money":
                return _number(question)
            case "date" | "month":
                return self._date(question)
            case "repeat":
                return [self._item(question) for _ in range(max(question.min, 1))]
            case "choose_one" | "choose_many" | "code_list":
                return self._choice(question)
            case _:
                return self._fact(question)

    def _choice(self, question: Any) -> Any:
        """The one that is known of the person, else the first that is offered."""
        if question.type == "code_list":
            return next((item.value for item in self.lists.items(question.list)), None)
        own = self.choices.get(str(self.known.get(question.id)), ())
        first = next((one.value for one in question.options if one.value in own), question.options[0].value)
        return [first] if question.type == "choose_many" else first

    def _text(self, question: Any) -> str:
        return next((text for part, text in self.texts if part in question.id), self.other_text)

    def _date(self, question: Any) -> str:
        day = self.today - LONG_AGO
        if isinstance(question.not_before, dt.date):
            day = max(day, question.not_before)
        if question.not_before == "today":
            day = self.today
        if isinstance(question.not_after, dt.date):
            day = min(day, question.not_after)
        return day.isoformat() if question.type == "date" else f"{day:%Y-%m}"

    def _item(self, question: Any) -> dict[str, Any]:
        item: dict[str, Any] = {}
        self._fill(question.questions, item)
        return item

    def _fact(self, question: Any) -> Any:
        """Yes to what must be declared, no to every yes-or-no, and what is known of the person."""
        if question.type in ("yes_no", "declaration"):
            return question.type == "declaration"
        return self.known.get(question.type)


def _number(question: Any) -> int | float:
    """One, or what comes nearest to it within the bounds."""
    least = question.min if question.min is not None else 1
    bounded: int | float = max(least, 1)
    return bounded if question.max is None else min(bounded, question.max)
