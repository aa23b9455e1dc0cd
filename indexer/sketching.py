"""Sketches: procedures without their long parts, and what an analysis depends on besides the procedure.

A sketch is all that a build keeps in memory of each procedure: what rules across files, columns and settling
look at. It is a Procedure like any other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

import orjson

from indexer.catalog import AliasEntry, Catalog
from indexer.procedure import ComponentGroup, Procedure, Result

_LONG = ("steps", "methods", "legal_bases", "related", "linked", "situations")
_LONG_OR_NONE = ("summary", "requirements", "note", "sets", "video", "kind", "proactive_level")


def sketch(procedure: Procedure) -> Procedure:
    """The procedure without its long parts; papers and results stay where they name a file or a condition."""
    bare: dict[str, Any] = {**dict.fromkeys(_LONG, ()), **dict.fromkeys(_LONG_OR_NONE), "external_ids": {}}
    kept = {"components": tuple(_referring(procedure)), "results": tuple(_with_file(procedure))}
    given = procedure.model_fields_set
    changed = {name: value for name, value in {**bare, **kept}.items() if name in given}
    return procedure.model_copy(update=changed)


def _referring(procedure: Procedure) -> list[ComponentGroup]:
    groups = []
    for group in procedure.components:
        papers = tuple(one for one in group.documents if one.show_if or (one.form and one.form.file))
        if papers:
            groups.append(group.model_copy(update={"documents": papers}))
    return groups


def _with_file(procedure: Procedure) -> list[Result]:
    return [one for one in procedure.results if one.form and one.form.file]


def to_json(procedure: Procedure) -> str:
    """A sketch as JSON; `from_json` reads it."""
    return procedure.model_dump_json(by_alias=True, exclude_unset=True)


@lru_cache(maxsize=1 << 17)
def from_json(plain: str) -> Procedure:
    """Reads what `to_json` wrote; a process that builds again and again reads each once."""
    return Procedure.model_validate_json(plain)


def context(procedure: Procedure, catalog: Catalog) -> str:
    """Digest of what the analysis of a procedure takes from the registers: names of its agency and field and
    the everyday names of aliases.yaml."""
    return contexts(catalog)(procedure)


def contexts(catalog: Catalog) -> Callable[[Procedure], str]:
    """`context` for many procedures: those of one agency and field without everyday names have one in common."""
    shared = catalog.registers.aliases

    @cache
    def digest(agency: str, field: str, code: str | None) -> str:
        owners = (catalog.agencies.get(agency), catalog.fields.get(field))
        names = shared[code] if code else AliasEntry()
        named = [(one.name, one.aliases) if one else None for one in owners]
        plain = orjson.dumps([*named, names.aliases, names.situations])
        return hashlib.sha256(plain).hexdigest()[:32]

    return lambda one: digest(one.agency, one.field, one.code if one.code in shared else None)
