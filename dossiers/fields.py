"""Questions as a page shows them: what stands in each input, what may be chosen, what is wrong there.

templates/_forms.html draws a Field; e-forms, steps 4 and 5 and the forms of accounts all come this way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from dossiers.answers import AnswerFault
from dossiers.conditional import as_json, only_if
from dossiers.house import Words
from dossiers.identity import show_phone
from dossiers.lists import CatalogLists
from dossiers.notation import show_date, show_number

MOST_COMMUNES = 400
"""Communes a page offers while no province is chosen; more would weigh more than the page."""
AUTOCOMPLETE = {
    "full_name": "name",
    "birth_date": "bday",
    "sex": "sex",
    "phone": "tel",
    "email": "email",
    "organisation": "organization",
    "organisation_name": "organization",
}
"""Question -> what browsers may fill in (WCAG 1.3.5)."""
INPUTS = {
    "number": ("text", "decimal"),
    "money": ("text", "numeric"),
    "date": ("text", "numeric"),
    "month": ("text", "numeric"),
    "citizen_id": ("text", "numeric"),
    "tax_code": ("text", "numeric"),
    "phone": ("tel", "tel"),
    "email": ("email", "email"),
    "code": ("text", "numeric"),
}
"""Type of question -> type of input and the keyboard phones show; all else is plain text."""


class Choice(NamedTuple):
    """Something to choose."""

    value: str
    label: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A question on a page."""

    name: str
    """Name and id of its (first) input."""
    type: str
    label: str
    hint: str | None = None
    text: str | None = None
    """Words of a note or a declaration."""
    required: bool = False
    value: str = ""
    """What stands in the input."""
    chosen: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    """Options; provinces for an address."""
    communes: tuple[Choice, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    """Address: province (code), commune (name), street."""
    error: str | None = None
    autocomplete: str | None = None
    locked: bool = False
    items: tuple[tuple[Field, ...], ...] = ()
    """Repeat: the fields of each item."""
    most: int | None = None
    """Repeat: most items; file: most files."""
    lang: str | None = None
    """Language of label, hint and choices where it is not that of the page."""
    show_if: str | None = None
    """The condition under which it is asked, as JSON for the script that hides it."""
    only_if: str | None = None
    """The same in words, for whoever has no script."""

    @property
    def input_type(self) -> str:
        """Type of the HTML input."""
        return INPUTS.get(self.type, ("text", "text"))[0]

    @property
    def input_mode(self) -> str:
        """Keyboard that phones show."""
        return INPUTS.get(self.type, ("text", "text"))[1]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What fields depend on besides question and answer."""

    words: Words
    lists: CatalogLists
    errors: Mapping[str, str] = field(default_factory=dict)
    """Name of a field -> message, as `messages` makes them."""
    lang: str | None = None
    """ "vi" for labels of the data on an English page."""

    def fields(
        self, questions: Sequence[Any], answers: Mapping[str, Any], prefix: str = ""
    ) -> tuple[Field, ...]:
        """The fields of questions with their answers, kept or as they were typed."""
        drawn = ((one, self.field(one, answers.get(one.id), f"{prefix}{one.id}")) for one in questions)
        return tuple(self._conditional(one, field, questions) for one, field in drawn)

    def field(self, question: Any, answer: Any, name: str) -> Field:
        """The field of one question."""
        return Field(
            name=name,
            type=question.type,
            label=question.label,
            hint=getattr(question, "hint", None),
            text=getattr(question, "text", None),
            required=question.type == "declaration" or getattr(question, "required", False),
            value=shown(question.type, answer),
            chosen=_chosen(question.type, answer),
            choices=self._choices(question),
            communes=self._communes(question, answer),
            parts=self._parts(question, answer),
            error=self.errors.get(name),
            autocomplete=AUTOCOMPLETE.get(name),
            locked=getattr(question, "locked", False) and answer is not None,
            items=self._items(question, answer, name),
            most=getattr(question, "max", None)
            if question.type == "repeat"
            else getattr(question, "max_files", None),
            lang=self.lang,
        )

    def _conditional(self, question: Any, field: Field, questions: Sequence[Any]) -> Field:
        condition = getattr(question, "show_if", None)
        if condition is None:
            return field
        told = only_if(condition, questions, self.words)
        return replace(field, show_if=as_json(condition), only_if=told)

    def _choices(self, question: Any) -> tuple[Choice, ...]:
        if question.type == "yes_no":
            return tuple(Choice(value, self.words(f"form.{value}")) for value in ("yes", "no"))
        if question.type == "code_list":
            return tuple(Choice(one.value, one.label) for one in self.lists.items(question.list))
        if question.type == "address":
            return tuple(Choice(one.code, one.name) for one in self.lists.provinces)
        return tuple(Choice(one.value, one.label, one.hint) for one in getattr(question, "options", ()))

    def _communes(self, question: Any, answer: Any) -> tuple[Choice, ...]:
        if question.type != "address":
            return ()
        province = answer.get("province") if isinstance(answer, Mapping) else None
        known = [one for one in self.lists.communes if province in (None, one.parent)]
        few = known if province or len(known) <= MOST_COMMUNES else []
        return tuple(Choice(one.code, one.name) for one in few)

    def _parts(self, question: Any, answer: Any) -> dict[str, str]:
        if question.type != "address" or not isinstance(answer, Mapping):
            return {}
        parts = {str(part): str(text) for part, text in answer.items()}
        commune = parts.get("commune", "")
        return {**parts, "commune": self.lists.area(commune) or commune}

    def _items(self, question: Any, answer: Any, name: str) -> tuple[tuple[Field, ...], ...]:
        if question.type != "repeat":
            return ()
        given = [item for item in answer if isinstance(item, Mapping)] if isinstance(answer, list) else []
        empty: list[Mapping[str, Any]] = [{}] * max(0, max(1, question.min) - len(given))
        return tuple(
            self.fields(question.questions, item, f"{name}.{i}.") for i, item in enumerate([*given, *empty])
        )


def shown(kind: str, answer: Any) -> str:
    """What stands in the input of an answer: as people write it, or as it was typed."""
    if answer is None or isinstance(answer, bool | list | Mapping):
        return ""
    if isinstance(answer, int | float):
        return show_number(answer)
    if kind in ("date", "month"):
        return show_date(answer)
    if kind == "phone" and str(answer).startswith("+84"):
        return show_phone(answer)
    return str(answer)


def _chosen(kind: str, answer: Any) -> tuple[str, ...]:
    if isinstance(answer, bool):
        return ("yes" if answer else "no",)
    if isinstance(answer, list):
        return tuple(one for one in answer if isinstance(one, str))
    return (answer,) if isinstance(answer, str) else ()


def settle(questions: Iterable[Any], read: Mapping[str, Any], lists: CatalogLists) -> dict[str, Any]:
    """Answers of a page in which a commune typed by its name has become its code, where the province has it."""
    settled = dict(read)
    for question in questions:
        answer = settled.get(question.id)
        if question.type == "address" and isinstance(answer, Mapping):
            settled[question.id] = _settled(answer, lists)
        elif question.type == "repeat" and isinstance(answer, list):
            settled[question.id] = [settle(question.questions, item, lists) for item in answer]
    return settled


def _settled(address: Mapping[str, Any], lists: CatalogLists) -> dict[str, Any]:
    wanted = str(address.get("commune", "")).casefold()
    found = (
        one
        for one in lists.communes
        if one.parent == address.get("province") and one.name.casefold() == wanted
    )
    code = next((one.code for one in found), None)
    return {**address, "commune": code} if code else dict(address)


def messages(faults: Iterable[AnswerFault], words: Words) -> dict[str, str]:
    """Name of a field -> what is wrong there, in the order of the page; the form's own words come first."""
    told: dict[str, str] = {}
    for fault in faults:
        told.setdefault(fault.name, fault.own_words or message(fault, words))
    return told


def message(fault: AnswerFault, words: Words) -> str:
    """What is wrong, naming the question: "fault.<type>.<rule>", else "fault.<rule>"."""
    values = {"label": fault.question.label.rstrip("?:. "), **fault.values}
    return words.either(f"fault.{fault.question.type}.{fault.rule}", f"fault.{fault.rule}", **values)
