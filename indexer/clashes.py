"""What procedures are to each other that they must not be: one version twice, circles, names that clash."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from indexer.analysis import everyday_names, group_key
from indexer.catalog import Catalog
from indexer.complaints import Complaint, Path
from indexer.explaining import Where
from indexer.procedure import Procedure
from indexer.text import fold

Read = tuple[Where, Procedure | None]
"""A procedure and where its values stand; None where other mistakes keep it from being read."""
Sound = tuple[Where, Procedure]
"""The same where there is one."""
Folded = Callable[[str], tuple[str, Sequence[str]] | None]
"""Path of a file -> group and folded everyday names of its procedure, where somebody knows them."""
# Where names clash a load goes over all of them twice, and builds of one process over the same ones.
_fold = lru_cache(maxsize=1 << 16)(fold)
_group_key = lru_cache(maxsize=1 << 16)(group_key)


def check_together(
    procedures: Sequence[Read], catalog: Catalog, folded: Folded = lambda path: None
) -> list[Complaint]:
    """Complaints about what procedures are to each other: doubled versions, circles, names that clash."""
    read = [(where, one) for where, one in procedures if one is not None]
    return [*_doubled_versions(read), *_circles(read), *_clashing_names(read, catalog, folded)]


def _doubled_versions(read: Sequence[Sound]) -> Iterator[Complaint]:
    seen: dict[str, str] = {}
    for where, one in read:
        if one.key in seen:
            yield where.complain(("code",), "doubled_version", value=one.key, other=seen[one.key])
        seen.setdefault(one.key, where.path)


def _circles(read: Sequence[Sound]) -> Iterator[Complaint]:
    """Procedures that replace themselves, at once or by way of others: all of them would be over."""
    replaced: dict[str, set[str]] = {}
    for _, one in read:
        replaced.setdefault(one.code, set()).update(one.replaces)
    for where, one in read:
        for i, old in enumerate(one.replaces):
            if old == one.code:
                yield where.complain(("replaces", i), "replaces_itself", value=old)
            elif _leads_to(old, one.code, replaced):
                yield where.complain(("replaces", i), "replaces_cycle", value=old, other=one.code)


def _leads_to(start: str, goal: str, steps: Mapping[str, Collection[str]]) -> bool:
    passed: set[str] = set()
    waiting = [start]
    while waiting and goal not in passed:
        one = waiting.pop()
        if one not in passed:
            passed.add(one)
            waiting.extend(steps.get(one, ()))
    return goal in passed


def _clashing_names(read: Sequence[Sound], catalog: Catalog, folded: Folded) -> Iterator[Complaint]:
    """A warning for each everyday name that procedures of different groups share."""
    owners: dict[str, tuple[str, str]] = {}
    for where, procedure in read:
        group, names = folded(where.path) or _folded_names(procedure, catalog)
        for place, one in enumerate(names):
            owner = owners.setdefault(one, (group, procedure.code))
            if owner[0] != group:
                name = everyday_names(procedure, catalog).aliases[place]
                path = _name_path(procedure, name)
                yield where.complain(path, "clashing_alias", severity="warning", value=name, other=owner[1])


def _folded_names(procedure: Procedure, catalog: Catalog) -> tuple[str, Sequence[str]]:
    names = everyday_names(procedure, catalog).aliases
    return _group_key(procedure.name) if names else "", [_fold(name) for name in names]


def _name_path(procedure: Procedure, name: str) -> Path:
    places: tuple[tuple[str, Callable[[Procedure], Sequence[str]]], ...] = (
        ("aliases", lambda one: one.aliases),
        ("keywords", lambda one: one.keywords),
    )
    for key, names in places:
        if name in names(procedure):
            return key, names(procedure).index(name)
    return ("code",)
