"""The pages of the journey: their addresses, progress through the nine steps, what a page's form says. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dossiers.answers import merge, read_page
from dossiers.conditional import askable
from dossiers.fields import settle
from dossiers.house import Words
from dossiers.journey import Journey, PaperFault, Place, State, Step
from dossiers.lists import CatalogLists
from dossiers.questions import Setting, Typed
from indexer.eform import Page

ADDRESSES: dict[Step, str] = {
    Step.RECEPTION: "tiep-nhan",
    Step.INFORMATION: "thong-tin",
    Step.FORM: "bieu-mau",
    Step.COMPONENTS: "thanh-phan",
    Step.REVIEW: "kiem-tra",
}
PARTS: dict[Step, str] = {
    Step.RECEPTION: "reception",
    Step.INFORMATION: "information",
    Step.FORM: "answers",
    Step.COMPONENTS: "cases",
}
"""Step -> which part of a draft its pages save."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A step of the guide in the list of progress."""

    number: int
    step: Step
    state: State
    current: bool
    path: str | None
    """Address of its first page, where that may be visited."""


def path_of(dossier: str, place: Place) -> str:
    """Address of a page of a draft, without the language."""
    end = f"/{place.page}" if place.page else ""
    return f"/nop-ho-so/{dossier}/{ADDRESSES[place.step]}{end}"


def progress(journey: Journey, dossier: str, here: Place | None) -> list[Mark]:
    """The nine steps with how far each is; the current one is where somebody is, not where they should be."""
    marks = []
    for number, step in enumerate(Step, 1):
        pages = [page for page in journey.pages if page.step is step and journey.may_visit(page)]
        path = path_of(dossier, pages[0]) if pages else None
        current = here is not None and here.step is step
        marks.append(Mark(number, step, journey.step_state(step), current, path))
    return marks


def read_answers(page: Page, typed: Typed, stored: Mapping[str, Any], setting: Setting) -> dict[str, Any]:
    """What was typed on a page: answers of the questions that stood there, None where they were left empty.

    An answer from the account that may not be changed here stays; items of a repeat left empty are dropped where
    they are not needed, unless one was just added ("add"); "remove" takes one out.
    """
    lists = setting.lists
    read = read_page(page, typed)
    if isinstance(lists, CatalogLists):
        read = settle(page.questions, read, lists)
    asked = askable(page.questions, merge(stored, read), setting)
    kept = {question.id: read[question.id] for question in asked if question.id in read}
    for question in asked:
        if getattr(question, "locked", False) and stored.get(question.id) is not None:
            kept.pop(question.id, None)
        elif question.type == "repeat":
            kept[question.id] = _items(question, kept.get(question.id) or [], typed)
    return kept


def _items(question: Any, items: list[dict[str, Any]], typed: Typed) -> list[dict[str, Any]] | None:
    if question.id in typed.get("add", ()):
        return [*items, {}]
    for removed in typed.get("remove", ()):
        name, _, number = removed.rpartition(".")
        if name == question.id and number.isdecimal() and int(number) < len(items):
            return [item for i, item in enumerate(items) if i != int(number)] or None
    full = [item for item in items if item]
    needed = min(question.min - len(full), len(items) - len(full))
    return [*full, *([{}] * needed)] or None


def changed_part(step: Step, stored: Mapping[str, Any], read: Mapping[str, Any]) -> dict[str, Any]:
    """What a draft saves of a page: the answers of the step with those of the page in their place."""
    return {PARTS[step]: merge(stored, read)}


def chosen_cases(journey: Journey, typed: Sequence[str]) -> list[int]:
    """Numbers of the component groups that were ticked; what may not be chosen is left out."""
    groups = journey.procedure.components
    may = [i for i, group in enumerate(groups) if group.applies == "choose"]
    return [i for i in may if str(i) in typed]


def paper_message(fault: PaperFault, words: Words) -> str:
    """What is wrong with a paper: message "paper.missing" or "paper.too_many"."""
    document = fault.paper.document
    return words(f"paper.{fault.rule}", name=document.name.rstrip(" ;:."), most=document.max_files)
