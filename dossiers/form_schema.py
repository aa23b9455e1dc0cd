"""Compiles a form to JSON Schema 2020-12: the contract for other systems and the last gate before sending.

It is never stricter than answers.py and weaker where the language cannot say more: bounds and conditions that
compare days travel as `x-thutuc-…` keys. A hidden question is `false`, so its answer must be absent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dossiers.questions import ADDRESS_PARTS, STREET_LIMIT, TEXT_LIMIT
from indexer.eform import Condition, EForm

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def compile_form(form: EForm) -> Schema:
    """The schema of all answers of a form, question ids as properties."""
    parts = [
        (question, _joined(page.show_if, question.show_if))
        for page in form.pages
        for question in page.questions
    ]
    return {"$schema": DIALECT, "x-thutuc-form-version": form.version, **_object(parts)}


def _object(parts: Sequence[tuple[Any, Condition | None]]) -> Schema:
    answered = [(question, shown) for question, shown in parts if question.type != "note"]
    always = [q.id for q, shown in answered if shown is None and _is_required(q)]
    branches = [_branch(q, shown) for q, shown in answered if shown is not None]
    return {
        "type": "object",
        "properties": {q.id: compile_question(q) for q, _ in answered},
        "additionalProperties": False,
        **({"required": always} if always else {}),
        **({"allOf": branches} if branches else {}),
    }


def _is_required(question: Any) -> bool:
    return question.type == "declaration" or bool(question.required)


def _branch(question: Any, shown: Condition) -> Schema:
    """Asked where the condition holds, forbidden elsewhere; a condition on days can only be told, not enforced."""
    test = condition_schema(shown)
    told = {"x-thutuc-show-if": shown.model_dump(by_alias=True, exclude_none=True, mode="json")}
    if test is None:
        return {**told}
    needed = {"then": {"required": [question.id]}} if _is_required(question) else {}
    return {**told, "if": test, **needed, "else": {"properties": {question.id: False}}}


def _joined(page: Condition | None, question: Condition | None) -> Condition | None:
    if page is None or question is None:
        return page or question
    return Condition(all=(page, question))


def condition_schema(condition: Condition) -> Schema | None:
    """A condition as a schema over the answers, or None where it compares days."""
    if condition.question is not None:
        return _comparison(condition)
    if condition.not_ is not None:
        inner = condition_schema(condition.not_)
        return None if inner is None else {"not": inner}
    name, group = ("allOf", condition.all) if condition.all is not None else ("anyOf", condition.any or ())
    inner_parts = [condition_schema(part) for part in group]
    return None if None in inner_parts else {name: inner_parts}


_COMPARED: dict[str, Callable[[Any], Schema]] = {
    "is": lambda value: _one_of([value]),
    "is_not": lambda value: {"not": _one_of([value])},
    "in": lambda values: _one_of(list(values)),
    "not_in": lambda values: {"not": _one_of(list(values))},
    "from": lambda value: {"type": "number", "minimum": value},
    "to": lambda value: {"type": "number", "maximum": value},
}


def _one_of(values: list[Any]) -> Schema:
    """One of the values, or a list that holds one of them."""
    return {"anyOf": [{"enum": values}, {"type": "array", "contains": {"enum": values}}]}


def _comparison(condition: Condition) -> Schema | None:
    given = condition.model_dump(by_alias=True, exclude_none=True, exclude={"question"})
    name = condition.question or ""
    answered = given.pop("answered", None)
    if given.keys() & {"before", "after"}:
        return None
    if answered is False:
        return {"not": {"required": [name]}} if not given else {"not": {}}
    tests = [_COMPARED[operator](value) for operator, value in given.items()]
    return {"required": [name], "properties": {name: {"allOf": tests} if tests else {}}}


def compile_question(question: Any) -> Schema:
    """The schema of one answer, with its label as title."""
    return {"title": question.label, **_TYPES[question.type](question)}


def _text(question: Any) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": question.max_length or TEXT_LIMIT[question.type]}


def _number(question: Any) -> Schema:
    bounds = {"minimum": question.min, "maximum": question.max}
    kind = "integer" if question.type == "money" else "number"
    return {"type": kind, **{key: value for key, value in bounds.items() if value is not None}}


def _date(question: Any) -> Schema:
    told = {"x-thutuc-not-before": question.not_before, "x-thutuc-not-after": question.not_after}
    shape = {"format": "date"} if question.type == "date" else {"pattern": r"^[0-9]{4}-(0[1-9]|1[0-2])$"}
    return {
        "type": "string",
        **shape,
        **{key: str(value) for key, value in told.items() if value is not None},
    }


def _options(question: Any) -> Schema:
    return {"type": "string", "enum": [option.value for option in question.options]}


def _many(question: Any) -> Schema:
    return {"type": "array", "minItems": 1, "uniqueItems": True, "items": _options(question)}


def _address(question: Any) -> Schema:
    parts = {part: {"type": "string", "minLength": 1} for part in ADDRESS_PARTS}
    parts["street"] = {**parts["street"], "maxLength": STREET_LIMIT}
    required = list(ADDRESS_PARTS[:2])
    return {"type": "object", "properties": parts, "required": required, "additionalProperties": False}


def _repeat(question: Any) -> Schema:
    items = _object([(part, part.show_if) for part in question.questions])
    return {"type": "array", "minItems": question.min, "maxItems": question.max, "items": items}


def _files(question: Any) -> Schema:
    return {"type": "array", "minItems": 1, "maxItems": question.max_files, "items": {"type": "string"}}


def _pattern(pattern: str) -> Callable[[Any], Schema]:
    return lambda question: {"type": "string", "pattern": pattern}


_TYPES: dict[str, Callable[[Any], Schema]] = {
    "text": _text,
    "long_text": _text,
    "number": _number,
    "money": _number,
    "date": _date,
    "month": _date,
    "yes_no": lambda question: {"type": "boolean"},
    "choose_one": _options,
    "choose_many": _many,
    "code_list": lambda question: {"type": "string", "x-thutuc-list": question.list},
    "address": _address,
    "citizen_id": _pattern(r"^[0-9]{12}$"),
    "passport": _pattern(r"^[A-Z0-9]{6,15}$"),
    "phone": _pattern(r"^\+84[35789][0-9]{8}$"),
    "email": lambda question: {"type": "string", "maxLength": 254, "pattern": "^[^@]+@[^@]+$"},
    "tax_code": _pattern(r"^([0-9]{10}(-[0-9]{3})?|[0-9]{12})$"),
    "file": _files,
    "declaration": lambda question: {"const": True},
    "repeat": _repeat,
}
