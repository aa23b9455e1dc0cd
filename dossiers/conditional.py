"""What a condition of a form depends on, and how it is told: to people in words, to the browser as JSON. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dossiers.conditions import Answers, holds
from dossiers.house import Words
from dossiers.questions import Setting
from indexer.eform import Condition


def depends_on(condition: Condition | None) -> frozenset[str]:
    """Ids of the questions that a condition looks at."""
    if condition is None:
        return frozenset()
    parts = (*(condition.all or ()), *(condition.any or ()), *((condition.not_,) if condition.not_ else ()))
    own = frozenset({condition.question}) if condition.question else frozenset()
    return own.union(*(depends_on(part) for part in parts))


def askable(questions: Sequence[Any], answers: Answers, setting: Setting) -> list[Any]:
    """The questions of a page that are asked, or may be once another one of the page is answered."""
    here = {question.id for question in questions}
    return [
        question
        for question in questions
        if depends_on(question.show_if) & here or holds(question.show_if, answers, setting.today)
    ]


def as_json(condition: Condition) -> str:
    """A condition for search_api/static/js/conditions.js."""
    given = condition.model_dump(by_alias=True, exclude_none=True, mode="json")
    return json.dumps(given, ensure_ascii=False, separators=(",", ":"))


def only_if(condition: Condition, questions: Sequence[Any], words: Words) -> str:
    """When a question is to be answered, in words: by label and answers where it hangs on one choice."""
    asked = next((one for one in questions if one.id == condition.question), None)
    given = condition.model_dump(by_alias=True, exclude_none=True, exclude={"question"})
    values = (given["is"],) if given.keys() == {"is"} else given["in"] if given.keys() == {"in"} else ()
    if asked is None or not values:
        return words("form.only_if_other")
    known = _labels(asked, words)
    told = "; ".join(known.get(value, str(value)) for value in values)
    return words("form.only_if", label=asked.label.rstrip("?:. "), answer=told)


def _labels(question: Any, words: Words) -> Mapping[Any, str]:
    if question.type == "yes_no":
        return {True: words("form.yes"), False: words("form.no")}
    return {option.value: option.label for option in getattr(question, "options", ())}
