"""The papers of a dossier: rows of a table -> groups by case, with forms and numbers of copies put right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from indexer.importers.form_names import single_files, split_file, torn_file
from indexer.importers.labels import PHRASES
from indexer.importers.report import Trace
from indexer.importers.wording import line, listed, slug, stated, text, without_bullet
from indexer.procedure import ComponentGroup, Document, Form

MOST_COPIES = 99
LONGEST_CASE = 300
"""Letters of a case that a heading can bear; the model takes more, a reader does not."""
_REMARKS = re.compile(r"\W*(?:lưu ý|ghi chú)\W*", re.IGNORECASE)
_IF_ANY = re.compile(r"\(\s*nếu có\s*\)[\s.;,]*$", re.IGNORECASE)
_YEAR_IN_FRONT = re.compile(r"((?:19|20)\d\d)(\d)")
_WORDS_OF_CODE = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One row as a source has it."""

    name: str
    case: str | None = None
    originals: int | None = None
    copies: int | None = None
    forms: tuple[str, ...] = ()
    form_in_name: bool = False
    code: str | None = None
    """The source's own code of the paper."""
    note: str | None = None


def read_papers(rows: Iterable[Row], trace: Trace) -> tuple[ComponentGroup, ...]:
    """Groups in the order in which their cases appear; remarks among the papers go to the note."""
    cases: dict[str, list[Row]] = {}
    for row in rows:
        case = without_bullet(line(row.case or "")).rstrip(" :")
        if stated(row.name):
            cases.setdefault(case, []).append(row)
        elif case:
            trace.keep("paper_case", case)
    papers = {case: some for case, some in cases.items() if not _are_remarks(case, some)}
    for case, some in cases.items():
        if case not in papers:
            trace.keep("paper_remarks", "\n".join(text(one.name) for one in some))
            trace.repaired("remarks_of_papers", "components")
    codes: set[str] = set()
    return tuple(_group(i, case, some, codes, trace) for i, (case, some) in enumerate(papers.items()))


def _are_remarks(case: str, rows: Sequence[Row]) -> bool:
    return bool(_REMARKS.fullmatch(case)) and not any(
        row.originals or row.copies or row.forms for row in rows
    )


def _group(number: int, case: str, rows: Sequence[Row], codes: set[str], trace: Trace) -> ComponentGroup:
    key = f"components[{number}]"
    documents = [_document(row, f"{key}.documents[{place}]", codes, trace) for place, row in enumerate(rows)]
    return ComponentGroup(case=_case(case, key, trace), documents=tuple(documents))


def _case(case: str, key: str, trace: Trace) -> str | None:
    if len(case) <= LONGEST_CASE:
        return case or None
    trace.repaired("long_case", f"{key}.case", length=len(case))
    trace.keep("paper_case", case)
    return f"{case[:LONGEST_CASE].rpartition(' ')[0] or case[:LONGEST_CASE]}…"


def _document(row: Row, key: str, codes: set[str], trace: Trace) -> Document:
    mended = _with_forms(_with_counts(row, key, trace), key, trace)
    points = listed(mended.name)
    name = without_bullet(mended.name) if len(points) == 1 else "\n".join(points)
    return Document(
        code=_code(mended.code or name, codes),
        name=name,
        originals=mended.originals,
        copies=mended.copies,
        form=Form(name=mended.forms[0]) if mended.forms else None,
        required=not _IF_ANY.search(name),
        note=mended.note,
    )


def _with_counts(row: Row, key: str, trace: Trace) -> Row:
    name, notes = text(row.name), [row.note] if row.note else []
    originals, copies = row.originals, row.copies
    year = _YEAR_IN_FRONT.fullmatch(str(originals))
    if year and originals and name.endswith(("/", "năm")):
        trace.repaired("year_in_count", key, count=originals)
        name, originals = f"{name}{'' if name.endswith('/') else ' '}{year[1]}", int(year[2])
    for count, phrase in ((originals, "original_count"), (copies, "copy_count")):
        if count is not None and not 0 <= count <= MOST_COPIES:
            trace.repaired("unlikely_count", key, count=count)
            notes.append(PHRASES[phrase].format(count=count))
    return replace(
        row,
        name=name,
        originals=_likely(originals),
        copies=_likely(copies),
        note="\n".join(notes) or None,
    )


def _likely(count: int | None) -> int | None:
    return count if count is not None and 0 <= count <= MOST_COPIES else None


def _with_forms(row: Row, key: str, trace: Trace) -> Row:
    """The name without form files, the forms whole and all of them: one as form, the others in the note."""
    name, forms = row.name, [line(one) for one in row.forms if line(one)]
    torn = torn_file(name, forms[0]) if len(forms) == 1 else None
    if torn and torn[0]:
        name, forms = torn[0], [torn[1]]
        trace.repaired("form_joined", key, text=forms[0])
    glued: list[str] = []
    while (parts := split_file(name)) and parts[0]:
        name, glued = parts[0], [*single_files(parts[1]), *glued]
    forms += glued
    if glued:
        trace.repaired("form_in_name", key, text="; ".join(glued))
    elif row.form_in_name:
        trace.repaired("form_not_found", key)
    others = PHRASES["other_forms"].format(text="; ".join(forms[1:])) if forms[1:] else None
    note = "\n".join(filter(None, (row.note, others))) or None
    return replace(row, name=name, forms=tuple(forms[:1]), note=note)


def _code(name: str, codes: set[str]) -> str:
    """A slug of the first words, numbered where it is taken."""
    words = slug(name, longest=200).split("-")
    first = slug(" ".join(words[:_WORDS_OF_CODE]), longest=40) or "giay-to"
    number, code = 1, first
    while code in codes:
        number += 1
        code = f"{first}-{number}"
    codes.add(code)
    return code
