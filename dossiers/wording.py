"""The texts of letters and messages, kept as data beside this module: which one holds on a day, with values put in.

texts/*.json hold one entry a template: subject, paragraphs of the mail, sentences of the text message, each
Vietnamese first and English second. Rules change the words of letters, so entries of one template may follow each
other by `valid_from` and `valid_to`. A paragraph or sentence whose value is empty is left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from string import Formatter

from pydantic import BaseModel, ConfigDict, TypeAdapter

LANGS = ("vi", "en")
Lines = tuple[str, ...]


class MissingWordsError(Exception):
    """There is no text for a template, a way of telling, or a day; or a value that it needs is missing."""


class Entry(BaseModel):
    """One template while it holds."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    template: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    """Last day on which it holds."""
    subject: tuple[str, str]
    mail: tuple[Lines, Lines]
    """Paragraphs in Vietnamese and in English."""
    sms: tuple[Lines, Lines] | None = None
    """Sentences; None: never told by text message."""

    def holds_on(self, day: dt.date) -> bool:
        """Whether it is the text of a day; unknown bounds are open."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)

    @property
    def fields(self) -> frozenset[str]:
        """Names of all values that it may use."""
        lines = (
            *self.subject,
            *self.mail[0],
            *self.mail[1],
            *(line for one in self.sms or () for line in one),
        )
        return frozenset(name for line in lines for name in _fields(line))


@cache
def entries() -> tuple[Entry, ...]:
    """All texts of the package."""
    folder = resources.files("dossiers") / "texts"
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".json")), key=lambda one: one.name)
    reader = TypeAdapter(tuple[Entry, ...])
    return tuple(entry for one in files for entry in reader.validate_json(one.read_bytes()))


def entry(template: str, day: dt.date) -> Entry:
    """The text of a template on a day; raises MissingWordsError."""
    for one in entries():
        if one.template == template and one.holds_on(day):
            return one
    raise MissingWordsError(template)


def subject(one: Entry, lang: str, values: Mapping[str, object]) -> str:
    """The subject of a mail, on one line; raises MissingWordsError."""
    return " ".join(_put(one.subject[LANGS.index(lang)], values).split())


def paragraphs(one: Entry, lang: str, values: Mapping[str, object]) -> list[str]:
    """The paragraphs of a mail; raises MissingWordsError."""
    return list(_lines(one.mail[LANGS.index(lang)], values))


def message(one: Entry, lang: str, values: Mapping[str, object]) -> str:
    """A text message; raises MissingWordsError where the template has none."""
    if one.sms is None:
        raise MissingWordsError(one.template)
    return " ".join(_lines(one.sms[LANGS.index(lang)], values))


def _lines(lines: Lines, values: Mapping[str, object]) -> Iterator[str]:
    for line in lines:
        if all(values.get(name) != "" for name in _fields(line)):
            yield _put(line, values)


def _put(line: str, values: Mapping[str, object]) -> str:
    try:
        return line.format_map(values)
    except KeyError as error:
        raise MissingWordsError(str(error)) from None


def _fields(line: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(line) if name]
