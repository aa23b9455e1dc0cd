"""The e-form of a procedure as a sheet to print and fill in by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from indexer.eform import EForm, Page
from indexer.portal import Portal
from indexer.procedure import Procedure
from printing.sheet import Blank, Section, Sheet
from search_api.outline import one_answer
from search_api.words import Words

DAY = (2, 2, 4)
MONTH = (2, 4)
CITIZEN_ID = (12,)
TAX_CODE = (10, 3)
"""Boxes: ten digits, and three more of a branch."""
LONG_TEXT = 400
"""Letters from which a text gets several ruled lines."""
TEXT_LINES = 3
MOST_TURNS = 3
"""Turns of a group that are printed; who needs more writes on a sheet of his own."""


def make_sheet(procedure: Procedure, form: EForm, portal: Portal, words: Words, address: str) -> Sheet:
    """The sheet of a form; `address` is that of the procedure's page."""
    facts = [
        words("form.sheet.procedure", name=procedure.name, code=procedure.code),
        words("form.sheet.version", version=form.version),
    ]
    notices = [words("form.sheet.reference"), words("form.sheet.use")]
    notices += [] if portal.official else [words("disclaimer")]
    return Sheet(
        title=words("form.sheet.title", title=procedure.title),
        issuer=portal.name,
        facts=tuple(facts),
        notices=tuple(notices),
        sections=tuple(_Writer(form, words).sections()),
        signature=tuple(words(f"form.sheet.sign.{part}") for part in ("day", "who", "how")),
        address=address,
        address_label=words("form.sheet.address"),
        page_label=words("form.sheet.page", page="{page}", pages="{pages}"),
    )


class _Writer:
    """Puts questions into the shapes of paper."""

    def __init__(self, form: EForm, words: Words) -> None:
        self._form = form
        self._words = words

    def sections(self) -> Iterator[Section]:
        for number, page in enumerate(self._form.pages, 1):
            blanks = tuple(self._blank(one, f"{number}.{n}") for n, one in enumerate(page.questions, 1))
            yield Section(f"{number}. {page.title}", blanks, tuple(self._page_hints(page)))

    def _page_hints(self, page: Page) -> Iterator[str]:
        yield from self._condition(page.show_if)
        if page.hint:
            yield page.hint

    def _blank(self, question: Any, number: str) -> Blank:
        shape = self._shape(question)
        marks = (self._words("form.sheet.must"),) if getattr(question, "required", False) else ()
        hints = (*self._condition(question.show_if), *self._hints(question))
        return Blank(label=question.label, number=number, marks=marks, hints=hints, **shape)

    def _hints(self, question: Any) -> Iterator[str]:
        if getattr(question, "hint", None):
            yield question.hint
        if question.type == "choose_many":
            yield self._words("form.sheet.many")
        if question.type == "file":
            yield self._words("form.sheet.file")
        if question.type == "repeat" and question.max > MOST_TURNS:
            yield self._words("form.sheet.more_turns")

    def _condition(self, condition: Any) -> Iterator[str]:
        """When a question is to be answered, in words."""
        if condition is None:
            return
        told = one_answer(condition, self._form)
        if told is None:
            yield self._words("form.sheet.conditional")
            return
        question, answers = told
        said = [self._words(one) if one in ("yes", "no") else one for one in answers]
        yield self._words("form.sheet.only_if", question=question, answers="; ".join(said))

    def _shape(self, question: Any) -> dict[str, Any]:
        match question.type:
            case "date" | "month" | "citizen_id" | "tax_code":
                return {"kind": "cells", "cells": _CELLS[question.type]}
            case "yes_no" | "choose_one" | "choose_many" | "file":
                return {"kind": "choices", "options": self._options(question)}
            case "repeat":
                return self._turns(question)
            case "note" | "declaration":
                return {"kind": "note" if question.type == "note" else "tick", "text": question.text or ""}
            case _:
                return {"kind": "line", "lines": _lines(question), "captions": self._captions(question)}

    def _options(self, question: Any) -> tuple[str, ...]:
        match question.type:
            case "yes_no":
                return self._words("yes"), self._words("no")
            case "file":
                return (self._words("form.sheet.attached"),)
            case _:
                return tuple(one.label for one in question.options)

    def _captions(self, question: Any) -> tuple[str, ...]:
        """What each line of an address is for: two levels of administration since 1 July 2025."""
        parts = ("province", "commune", "street") if question.type == "address" else ()
        return tuple(self._words(f"form.sheet.{one}") for one in parts)

    def _turns(self, question: Any) -> dict[str, Any]:
        turns = min(question.max, MOST_TURNS)
        return {
            "kind": "group",
            "times": turns,
            "turn": self._words("form.sheet.turn", n="{n}") if turns > 1 else "",
            "parts": tuple(self._blank(one, "") for one in question.questions),
        }


_CELLS = {"date": DAY, "month": MONTH, "citizen_id": CITIZEN_ID, "tax_code": TAX_CODE}


def _lines(question: Any) -> int:
    """Ruled lines of a text."""
    long = question.type == "long_text" or (getattr(question, "max_length", None) or 0) >= LONG_TEXT
    return TEXT_LINES if long else 1
