"""Legal bases as sources list them: a title and a number, either of which may hold pieces of the other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from indexer.importers.report import Trace
from indexer.importers.wording import line, stated
from indexer.procedure import LegalBasis

_PART = r"(?:(?:UBTV)?QH\d{1,2}|TTg|[A-ZĐƯ&]+)"
_NUMBER = re.compile(
    rf"(?<![\d/.])\d{{1,4}}(?:\.\d{{1,2}})?\s?/\s?(?:\d{{4}}\s?/\s?)?{_PART}(?:\s?[-/–]\s?{_PART})*(?![-/]?\w)"
)
"""60/2014/QH13, 66.7/2025/NQ-CP, 191/2005/TTLT/BQP-BLĐTBXH-BTC; the sources write blanks into them."""
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d/[^\W\d].*")
_OPEN_TITLE = re.compile(r"(\d{1,4})/$")
_YEAR_IN_FRONT = re.compile(r"((?:19|20)\d\d)(\.?)(\d{1,4}/.+)")
_KINDS = (
    r"(?:(?:bộ )?luật|nghị định|nghị quyết|thông tư(?: liên tịch)?|quyết định|pháp lệnh)?\s*(?:số)?\s*:?\s*"
)
_KIND = re.compile(_KINDS, re.IGNORECASE)
_KIND_AT_END = re.compile(rf"{_KINDS}$", re.IGNORECASE)
_TAIL = re.compile(r"(\d{1,4}(?:\.\d{1,2})?/\d{4}(?:/[\w/-]+)?)\.*$")
_PAGE = re.compile(r"(?:Dịch vụ bưu chính|Trực tiếp|Trực tuyến)\d|^Cơ quan thực hiện")
"""Cells of other parts of the page that were glued to a basis."""


@dataclass(frozen=True, slots=True)
class ReadBasis:
    """A basis, or the text that holds none; the rule of REPAIRS that applied and the text of its message."""

    basis: LegalBasis | None
    text: str
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A basis as a source lists it."""

    number: str | None
    title: str | None
    date: str | None = None
    issuer: str | None = None


def read_bases(rows: Iterable[Row], trace: Trace) -> tuple[LegalBasis, ...]:
    """The bases in their order, each once; those without a number go to the note."""
    found: list[LegalBasis] = []
    for place, row in enumerate(rows):
        day = read_day(row.date)
        read = read_basis(row.number, row.title, day, stated(row.issuer))
        key = f"legal_bases[{place}]"
        if read.basis is None:
            trace.repaired("basis_without_number", key, text=read.text)
            trace.keep("basis", " ".join(filter(None, (read.text, row.date, row.issuer))))
            continue
        if read.rule:
            trace.repaired(read.rule, key, text=read.text, number=read.basis.number)
        if stated(row.date) and day is None:
            trace.keep("basis", f"{read.basis.number}: {line(row.date or '')}")
        found.append(read.basis)
    return tuple(dict.fromkeys(found))


def read_basis(
    number: str | None, title: str | None, issued_on: dt.date | None = None, issuer: str | None = None
) -> ReadBasis:
    """Number and title put right; without a clear number the text is handed back."""
    said, name = stated(number), stated(title)
    whole = line(" ".join(filter(None, (name, said))))
    found = _from_number(line(said), name) if said else _from_title(name or "")
    if found is None:
        return ReadBasis(None, whole, "basis_without_number")
    value, rest, rule = found
    basis = LegalBasis(number=value, title=rest, issued_on=issued_on, issuer=stated(issuer))
    return ReadBasis(basis, said or whole, rule)


def _from_number(said: str, name: str | None) -> tuple[str, str | None, str | None] | None:
    """Number, title and rule where the source has a number of some kind."""
    year = _YEAR_IN_FRONT.fullmatch(said)
    if year and not re.match(r"\d{1,4}/", said):
        blank = " " if name and name[-1].isalpha() else ""
        return _tidy(year[3]), f"{name or ''}{blank}{year[1]}{year[2]}", "basis_number_mended"
    opened = _OPEN_TITLE.search(name or "")
    if opened and _YEAR_FIRST.fullmatch(said):
        title = (name or "")[: opened.start()].strip() or None
        return f"{opened[1]}/{said}", title, "basis_number_mended"
    match = _NUMBER.search(said)
    if match is None:
        return _unfinished(said, name)
    value = _tidy(match[0])
    before, behind = said[: match.start()], said[match.end() :].strip(" .;,")
    rest = name
    if behind or not _KIND.fullmatch(before):
        rest = f"{name}\n{said}" if name else said
    return value, rest, "basis_number_mended" if value != said else None


def _unfinished(said: str, name: str | None) -> tuple[str, str | None, str | None] | None:
    """A number such as "13" or "34/2023": the whole one stands in the title, or there is none."""
    if not re.match(r"\d", said):
        return None
    whole = [one for one in _numbers(name or "") if re.match(rf"{re.escape(said)}(?![\d.])", one)]
    if whole:
        return whole[0], name, "basis_number_mended"
    return said, name, None


def _from_title(name: str) -> tuple[str, str | None, str] | None:
    """Number and title where the number hangs on to the title or stands in it."""
    if _PAGE.search(name):
        return None
    numbers = _numbers(name)
    tail = _TAIL.search(name)
    glued = tail is not None and not name[: tail.start()].endswith(" ")
    end = _tidy(tail[1]) if tail and glued else ""
    whole = next((one for one in numbers if end and (one == end or one.startswith(f"{end}/"))), None)
    if tail and whole:
        rest = _KIND_AT_END.sub("", name[: tail.start()]).strip()
        return whole, rest or None, "basis_number_from_title"
    if len(set(numbers)) == 1:
        return numbers[0], name, "basis_number_from_title"
    return None


def _numbers(name: str) -> list[str]:
    return [_tidy(match[0]) for match in _NUMBER.finditer(name)]


def _tidy(number: str) -> str:
    return re.sub(r"\s", "", number).replace("–", "-")


def read_day(source: str | None) -> dt.date | None:
    """A day written as 09-08-2014; None where it is none."""
    match = re.fullmatch(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", line(source or ""))
    if not match:
        return None
    try:
        return dt.date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None


def read_decision(source: str) -> str:
    """Number of a decision without the words "Quyết định số" in front."""
    plain = re.sub(r"^(?:quyết định\s*)?(?:số\b)?\s*[:.]?\s*", "", line(source), flags=re.IGNORECASE)
    return re.sub(r"(\d)\.?\s*/\s*", r"\1/", plain) or line(source)
