"""What changed in a procedure since a draft began, as far as it matters to whoever fills it in. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from indexer.procedure import Procedure

Kind = Literal[
    "question_new",
    "question_gone",
    "question_changed",
    "paper_new",
    "paper_gone",
    "paper_changed",
    "terms",
]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different now; messages "revised.<kind>"."""

    kind: Kind
    label: str = ""
    """Label of the question or name of the paper."""


def changes(before: Procedure, now: Procedure) -> list[Change]:
    """What is different for an applicant: questions, papers, times and fees; nothing where only the rest did."""
    found = [*_questions(before, now), *_papers(before, now)]
    return found if before.methods == now.methods else [*found, Change("terms")]


def _questions(before: Procedure, now: Procedure) -> Iterator[Change]:
    for state, label in _compared(_asked(before), _asked(now)):
        match state:
            case "new":
                yield Change("question_new", label)
            case "gone":
                yield Change("question_gone", label)
            case _:
                yield Change("question_changed", label)


def _papers(before: Procedure, now: Procedure) -> Iterator[Change]:
    for state, label in _compared(_wanted(before), _wanted(now)):
        match state:
            case "new":
                yield Change("paper_new", label)
            case "gone":
                yield Change("paper_gone", label)
            case _:
                yield Change("paper_changed", label)


def _compared(
    before: Mapping[str, tuple[str, Any]], now: Mapping[str, tuple[str, Any]]
) -> Iterator[tuple[Literal["new", "gone", "changed"], str]]:
    for key, (label, content) in now.items():
        if key not in before:
            yield "new", label
        elif before[key][1] != content:
            yield "changed", label
    yield from (("gone", label) for key, (label, _) in before.items() if key not in now)


def _asked(procedure: Procedure) -> dict[str, tuple[str, Any]]:
    """Question -> label, and everything about it, the condition of its page included."""
    pages = procedure.form.pages if procedure.form else ()
    return {
        question.id: (question.label, (question, page.show_if))
        for page in pages
        for question in page.questions
    }


def _wanted(procedure: Procedure) -> dict[str, tuple[str, Any]]:
    """Paper, by its place among the components -> name, and everything about it."""
    return {
        f"{i}.{document.code}": (document.name, (document, group.applies, group.case))
        for i, group in enumerate(procedure.components)
        for document in group.documents
    }
