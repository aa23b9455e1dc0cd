"""One class a type of question: reads what was typed, says what is wrong with an answer, shows it to people.

Reading never refuses: what cannot be read is kept as it was typed, so that nothing is lost when a draft is saved;
`fault` then names the rule it breaks. Answers are values that JSON has.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from dossiers import identity
from dossiers.notation import clean, is_date, read_day, read_month, read_number, show_date, show_number

Typed = Mapping[str, Sequence[str]]
"""Field name of a page -> what was typed or chosen there."""

TEXT_LIMIT = {"text": 500, "long_text": 5_000}
"""Longest answer where the form sets none, in characters: what one line and one page of a printed form hold."""
ADDRESS_PARTS = ("province", "commune", "street")
STREET_LIMIT = 200


class Lists(Protocol):
    """Values that questions may offer: code lists and areas of the data."""

    def label(self, code_list: str, value: str) -> str | None:
        """Label of a value of a code list, or None where the list has no such value."""

    def area(self, code: str) -> str | None:
        """Name of a present province or commune, or None."""

    def parent(self, code: str) -> str | None:
        """Province of a commune, or None."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a fault may depend on besides the answer: the day of asking and the lists."""

    today: dt.date
    lists: Lists


Fault = tuple[str, dict[str, Any]]
"""The rule an answer breaks, and the values its message needs."""


class Kind:
    """A type of question whose answer is one line of text; the others differ from it."""

    def read(self, question: Any, typed: Typed, name: str) -> Any:
        """The answer in the fields of a page that begin with `name`, or None where there is none."""
        return clean(_first(typed, name)) or None

    def fault(self, question: Any, answer: Any, setting: Setting) -> Fault | None:
        """The rule that an answer breaks, or None; "invalid" where it is no answer to such a question at all."""
        return None if isinstance(answer, str) else ("invalid", {})

    def show(self, question: Any, answer: Any, lists: Lists) -> str:
        """The answer as people read it; texts only, never markup."""
        return str(answer)


class Text(Kind):
    """One line or several."""

    def read(self, question: Any, typed: Typed, name: str) -> Any:
        """As typed, in NFC."""
        return clean(_first(typed, name), lines=question.type == "long_text") or None

    def fault(self, question: Any, answer: Any, setting: Setting) -> Fault | None:
        """ "too_long" beyond the limit of the question."""
        if not isinstance(answer, str) or not answer.strip():
            return "invalid", {}
        limit = question.max_length or TEXT_LIMIT[question.type]
        return ("too_long", {"max": limit, "length": len(answer)}) if len(answer) > limit else None


class Number(Kind):
    """A number, or an amount in đồng: "1.000.000" and "1 000 000" are a million, "1,5" is one and a half."""

    def read(self, question: Any, typed: Typed, name: str) -> Any:
        """int, float, or the text where it is no number."""
        text = clean(_first(typed, name))
        return read_number(text, whole=question.type == "money") if text else None

    def fault(self, question: Any, answer: Any, setting: Setting) -> Fault | None:
        """ "too_small" and "too_large" at the bounds of the question, which are inclusive."""
        if isinstance(answer, bool) or not isinstance(answer, int | float):
            return "invalid", {}
        if question.type == "money" and not isinstance(answer, int):
            return "invalid", {}
        if question.min is not None and answer < question.min:
            return "too_small", {"min": show_number(question.min)}
        if question.max is not None and answer > question.max:
            return "too_large", {"max": show_number(question.max)}
        return None

    def show(self, question: Any, answer: Any, lists: Lists) -> str:
        """With dots between thousands and a decimal comma."""
        shown = show_number(answer) if isinstance(answer, int | float) else str(answer)
        return f"{shown} đồng" if question.type == "money" and isinstance(answer, int) else shown


class Date(Kind):
    """A day typed as dd/mm/yyyy or a month as mm/yyyy, kept as ISO 8601."""

    def read(self, question: Any, typed: Typed, name: str) -> Any:
        """ "2026-11-24", "2026-11", or the text where it is neither."""
        text = clean(_first(typed, name))
        return (read_day(text) if question.type == "date" else read_month(text)) if text else None

    def fault(self, question: Any, answer: Any, setting: Setting) -> Fault | None:
        """ "too_early" and "too_late" at the bounds of the question, which are inclusive."""
        if not isinstance(answer, str) or not is_date(answer, question.type):
            return "invalid", {}
        for bound, rule in ((question.not_before, "too_early"), (question.not_after, "too_late")):
            day = setting.today if bound == "today" else bound
            limit = day.isoformat()[: len(answer)] if day else answer
            if (answer < limit) if rule == "too_early" else (answer > limit):
                return rule, {"bound": show_date(limit)}
        return None

    def show(self, question: Any, answer: Any, lists: Lists) -> str:
        """As people write it: 24/11/2026, 11/2026."""
        return show_date(str(answer))


class YesNo(Kind):
    """Yes or no, without a default."""

    def read(self, question: Any, typed: Typed, name: str) -> Any:
        """True, False, or the text where it is neither."""
        text = clean(_first(typed, name))
        return {"yes": True, "no": False, "": None}.get(text, text)

    def fault(self, question: Any, answer: Any, setting: Setting) -> Fault | None:
        """ "invalid" for all but true and false."""
        return None if isinstance(answer, bool) else ("invalid", {})

    def show(self, question: Any, answer: Any, lists: Lists) -> str:
        """A key of the message tables: "yes" or "no"."""
        return "yes" if answer is True else "no"


class ChooseOne(Kind):
    """One of a few options."""

    def fault(self, question: Any, answer: Any, setting: Setting) -> Fault | None:
        """ "invalid" for what is no option."""
        known = {option.value for option in question.options}
        return None if isinstance(answer, str) and answer in known else ("invalid", {})

    def show(self, question: Any, answer: Any, lists: Lists) -> str:
        """Label of the option."""
        return next((o.label for o in question.options if o.value == answer), str(answer))


class ChooseMany(ChooseOne):
    """Several of a few options, in the order of the form."""

    def read(self, question: Any, typed: Typed, name: str) -> Any:
        """List of values without repeats."""
        chosen = {clean(value) for value in typed.get(name, ())} - {""}
        order = [option.value for option in question.options if option.value in chosen]
        return [*order, *sorted(chosen - set(order))] or None

    def fault(self, question: Any, answer: Any, setting: Setting) -> Fault | None:
        """ "invalid" for what is no list of different options."""
        if not isinstance(answer, list) or not answer or not all(isinstance(part, str) for part in answer):
            return "invalid", {}
        if len(set(answer)) != len(answer):
            return "invalid", {}
        faults = (super(ChooseMany, self).fault(question, part, setting) for part in answer)
        return next((fault for fault in faults if fault), None)

    def show(self, question: Any, answer: Any, lists: Lists) -> str:
        """Labels, parted by semicolons."""
        parts = answer if isinstance(answer, list) else [answer]
        return "; ".join(super(ChooseMany, self).show(question, part, lists) for part in parts)


class FromList(Kind):
    """A value of a long list kept in code_lists/."""

    def fault(self, question: Any, answer: Any, setting: Setting) -> Fault | None:
        """ "invalid" for what the list has not."""
        known = isinstance(answer, str) and setting.lists.label(question.list, answer) is not None
        return None if known else ("invalid", {})

    def show(self, question: Any, answer: Any, lists: Lists) -> str:
        """Label of the value."""
        return lists.label(question.list, str(answer)) or str(answer)


class Address(Kind):
    """Province and commune by code, the rest as text: two levels since 1 July 2025."""

    def read(self, question: Any, typed: Typed, name: str) -> Any:
        """{"province", "commune", "street"}; what was left empty is absent, None where all is."""
        parts = {part: clean(_first(typed, f"{name}.{part}")) for part in ADDRESS_PARTS}
        return {part: text for part, text in parts.items() if text} or None

    def fault(self, question: Any, answer: Any, setting: Setting) -> Fault | None:
        """ "no_province", "no_commune", "other_province" (the commune lies elsewhere), "too_long"."""
        if not isinstance(answer, dict) or not set(answer) <= set(ADDRESS_PARTS):
            return "invalid", {}
        if not all(isinstance(part, str) for part in answer.values()):
            return "invalid", {}
        street = answer.get("street", "")
        if len(street) > STREET_LIMIT:
            return "too_long", {"max": STREET_LIMIT, "length": len(street)}
        return _areas_fault(answer, setting.lists)

    def show(self, question: Any, answer: Any, lists: Lists) -> str:
        """From the house to the province; a commune that is not in the lists stands as it was typed."""
        if not isinstance(answer, dict):
            return str(answer)
        commune, province = answer.get("commune", ""), answer.get("province", "")
        parts = (answer.get("street", ""), lists.area(commune) or commune, lists.area(province) or province)
        return ", ".join(part for part in parts if part)


def _areas_fault(answer: Mapping[str, str], lists: Lists) -> Fault | None:
    province, commune = answer.get("province"), answer.get("commune")
    if province is None or lists.area(province) is None:
        return "no_province", {}
    if commune is None:
        return "no_commune", {}
    parent = lists.parent(commune)
    return ("other_province", {}) if parent is not None and parent != province else None


class Shaped(Kind):
    """A text of a known shape: a number of identity, a phone, an address of e-mail."""

    def __init__(self, read: Callable[[str], str | None], show: Callable[[str], str] = str) -> None:
        self._read, self._show = read, show

    def read(self, question: Any, typed: Typed, name: str) -> Any:
        """In the kept shape, or as typed where it has not that shape."""
        text = clean(_first(typed, name))
        return (self._read(text) or text) if text else None

    def fault(self, question: Any, answer: Any, setting: Setting) -> Fault | None:
        """ "invalid" for all but the kept shape: lenient in reading, strict in keeping."""
        return None if isinstance(answer, str) and self._read(answer) == answer else ("invalid", {})

    def show(self, question: Any, answer: Any, lists: Lists) -> str:
        """As people write it."""
        return self._show(answer) if self._read(str(answer)) == answer else str(answer)


class Declaration(Kind):
    """A statement to confirm; the only answer is true."""

    def read(self, question: Any, typed: Typed, name: str) -> Any:
        """True where the box is ticked."""
        return True if _first(typed, name) == "yes" else None

    def fault(self, question: Any, answer: Any, setting: Setting) -> Fault | None:
        """ "invalid" for all but true."""
        return None if answer is True else ("invalid", {})

    def show(self, question: Any, answer: Any, lists: Lists) -> str:
        """A key of the message tables."""
        return "confirmed"


class Files(Kind):
    """Ids of attachments; they are attached one by one, never typed."""

    def read(self, question: Any, typed: Typed, name: str) -> Any:
        """List of ids."""
        return [clean(one) for one in typed.get(name, ()) if one.strip()] or None

    def fault(self, question: Any, answer: Any, setting: Setting) -> Fault | None:
        """ "too_many" beyond the limit of the question; whether the files exist is asked where they are kept."""
        if not isinstance(answer, list) or not all(isinstance(one, str) for one in answer):
            return "invalid", {}
        return ("too_many", {"max": question.max_files}) if len(answer) > question.max_files else None

    def show(self, question: Any, answer: Any, lists: Lists) -> str:
        """How many."""
        return str(len(answer))


KINDS: dict[str, Kind] = {
    "text": Text(),
    "long_text": Text(),
    "number": Number(),
    "money": Number(),
    "date": Date(),
    "month": Date(),
    "yes_no": YesNo(),
    "choose_one": ChooseOne(),
    "choose_many": ChooseMany(),
    "code_list": FromList(),
    "address": Address(),
    "citizen_id": Shaped(identity.read_citizen_id),
    "passport": Shaped(identity.read_passport),
    "phone": Shaped(identity.read_phone, identity.show_phone),
    "email": Shaped(identity.read_email),
    "tax_code": Shaped(identity.read_tax_code),
    "file": Files(),
    "declaration": Declaration(),
}
"""Type of question -> its class; `note` has no answer, `repeat` is answers within answers (answers.py)."""


def _first(typed: Typed, name: str) -> str:
    return next(iter(typed.get(name, ())), "")
