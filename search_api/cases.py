"""Papers by case: which cases a procedure tells apart, and what to bring in those that were chosen. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from indexer.procedure import ComponentGroup, Procedure
from indexer.text import fold

LONGEST_ID = 60
"""Letters of the id of a case; addresses stay readable."""
_OTHERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Case:
    """A case that brings papers of its own."""

    id: str
    """Its name in small letters without marks: stays the same while the papers of it change."""
    name: str | None
    """None where the source gives the case no name."""
    group: ComponentGroup
    chosen: bool


@dataclass(frozen=True, slots=True)
class Checklist:
    """What to bring."""

    shared: tuple[ComponentGroup, ...]
    """Papers that everybody needs, and those of which the source does not say who needs them."""
    cases: tuple[Case, ...]

    @property
    def chosen(self) -> tuple[Case, ...]:
        """The cases that were chosen."""
        return tuple(one for one in self.cases if one.chosen)

    @property
    def others(self) -> tuple[Case, ...]:
        """The cases that were not."""
        return tuple(one for one in self.cases if not one.chosen)

    @property
    def groups(self) -> tuple[ComponentGroup, ...]:
        """Papers of the list that is asked for: the shared ones and those of the chosen cases."""
        return (*self.shared, *(one.group for one in self.chosen))

    def ids(self, more: Case | None = None) -> list[str]:
        """Ids of the chosen cases, with one more."""
        return [one.id for one in self.cases if one.chosen or one is more]


def make_checklist(procedure: Procedure, asked: Collection[str] = ()) -> Checklist:
    """The papers of a procedure; `asked` are ids of cases, unknown ones are passed over.

    Only groups that the data call a matter of choice are cases: which group is for whom is never guessed.
    """
    choosable = [one for one in procedure.components if one.applies == "choose"]
    shared = tuple(one for one in procedure.components if one.applies != "choose")
    cases = tuple(
        Case(id, group.case, group, id in asked) for id, group in zip(_ids(choosable), choosable, strict=True)
    )
    return Checklist(shared, cases)


def _ids(groups: Sequence[ComponentGroup]) -> Iterator[str]:
    """One id a group; equal names are told apart by a number."""
    given: set[str] = set()
    for number, group in enumerate(groups, 1):
        name = _OTHERS.sub("-", fold(group.case or ""))[:LONGEST_ID].strip("-") or f"case-{number}"
        own = name if name not in given else f"{name}-{number}"
        given.add(own)
        yield own
