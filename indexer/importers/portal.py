"""Records of the national portal in its own JSON, one file or a folder of them -> a data folder."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from indexer.importers import legal_bases, papers
from indexer.importers.applicants import read_applicants
from indexer.importers.errors import SourceError
from indexer.importers.importing import Found, Surroundings, run
from indexer.importers.labels import PHRASES
from indexer.importers.names import read_keywords, read_name
from indexer.importers.portal_methods import read_methods
from indexer.importers.portal_notes import keep_the_rest
from indexer.importers.portal_record import MARKS, Named, PortalRecord
from indexer.importers.report import ImportReport, Trace
from indexer.importers.responsibility import agencies, implementing
from indexer.importers.steps import case_group
from indexer.importers.wording import line, stated, text, without_bullet
from indexer.procedure import (
    Decision,
    Level,
    Procedure,
    ReceptionPlace,
    Result,
    Source,
    StepGroup,
)

_PORTAL = "https://dichvucong.gov.vn/"
_VIETNAM = dt.timezone(dt.timedelta(hours=7))
"""Days of decisions are midnight either of UTC or of here: both are the same day here."""
_KINDS = {
    "ASSIGNED_REGULATION": "law_delegated",
    "NOT_ASSIGNED_REGULATION": "not_delegated",
    "OTHER": "other",
}
_IDENT_CODE = re.compile(r"[A-Z]\d{2}")
"""Identification codes of whole ministries; other codes of the source are its own."""


def import_portal(
    source: Path, out: Path, bundled: Path, progress: Callable[[int, int], None] = lambda done, of: None
) -> ImportReport:
    """Writes the records of a file or folder as a data folder. Raises SourceError, OccupiedError."""
    return run(_files(source), read_record, out=out, bundled=bundled, origin="portal", progress=progress)


def _files(source: Path) -> list[Found]:
    if not source.exists():
        raise SourceError("missing", source)
    paths = sorted(source.rglob("*.json")) if source.is_dir() else [source]
    if not paths:
        raise SourceError("no_records", source)
    try:
        return [
            Found(path.relative_to(source).as_posix() if source.is_dir() else path.name, path.read_bytes())
            for path in paths
        ]
    except OSError as error:
        raise SourceError("unreadable", source, reason=str(error.strerror)) from error


def read_record(data: dict[str, Any], around: Surroundings, trace: Trace) -> Procedure:
    """One record as a procedure. Raises ValidationError where it has another shape."""
    record = PortalRecord.model_validate(data)
    offices = around.offices
    levels = _levels(record)
    publisher = _publisher(record, around)
    competent = agencies("competent", "competent_agencies", _competent(record), offices, trace)
    return Procedure(
        code=trace.code,
        name=read_name(record.name, trace),
        keywords=read_keywords(record.keywords, record.name),
        agency=implementing(
            _implementing(record),
            competent=competent,
            bundled=around.agency_of(trace.code),
            levels=levels,
            offices=offices,
            trace=trace,
        ),
        field=_field(record, publisher, around, trace),
        levels=levels,
        kind=_KINDS.get(record.formality_type or ""),  # type: ignore[arg-type]  # the table holds the choices
        applicant_types=read_applicants(_cell(record.subject_types_details), trace),
        steps=_steps(record),
        methods=read_methods(record.execution_methods, trace),
        components=_papers(record, trace),
        results=_results(record),
        requirements=stated(record.requirements_and_conditions),
        legal_bases=legal_bases.read_bases(_bases(record), trace),
        competent_agencies=competent,
        delegated_agencies=agencies("delegated", "delegated_agencies", _delegated(record), offices, trace),
        coordinating_agencies=agencies(
            "coordinating", "coordinating_agencies", _coordinating(record), offices, trace
        ),
        reception_places=_places(record),
        decision=_decision(record, around),
        publishing_agency=publisher,
        updated_on=_day(record.updated_at),
        source=_source(record, data),
        note=_note(record, around, trace),
    )


def _cell(named: Iterable[Named], said: str | None = None) -> str | None:
    """Names as one cell; the text beside them where there are none."""
    names = [line(one.name) for one in named if one.name and stated(one.name)]
    return ", ".join(dict.fromkeys(names)) or stated(said)


def _implementing(record: PortalRecord) -> str | None:
    return _cell((*record.departments_executing, *record.unit_groups_executing), record.executing_agencies)


def _competent(record: PortalRecord) -> str | None:
    return _cell((*record.departments_authority, *record.unit_groups_authority), record.delegated_agencies)


def _delegated(record: PortalRecord) -> str | None:
    return _cell((*record.departments_authorized, *record.unit_groups_authorized), record.authorized_agencies)


def _coordinating(record: PortalRecord) -> str | None:
    named = (*record.departments_coordinating, *record.unit_groups_coordinating)
    return _cell(named, record.coordinating_agencies)


def _publisher(record: PortalRecord, around: Surroundings) -> str | None:
    name, code = stated(record.department_promulgate_name), record.department_promulgate_code or ""
    return around.offices.find(name, code if _IDENT_CODE.fullmatch(code) else None) if name else None


def _levels(record: PortalRecord) -> tuple[Level, ...]:
    marks = (
        (record.is_ministry, Level.MINISTRY),
        (record.is_province, Level.PROVINCE),
        (record.is_ward, Level.COMMUNE),
        (record.is_other_agency, Level.OTHER),
    )
    return tuple(level for mark, level in marks if mark) or (Level.OTHER,)


def _field(record: PortalRecord, publisher: str | None, around: Surroundings, trace: Trace) -> str:
    named = [one for one in record.categories_details if stated(one.name)]
    if not named:
        return around.offices.field(PHRASES["unknown_field"], None)
    ids = {around.offices.field(one.name or "", publisher, one.code): line(one.name or "") for one in named}
    first, *others = ids
    if others:
        trace.repaired("further_fields", "field", first=ids[first])
        trace.keep("fields", "; ".join(ids[one] for one in others))
    return first


def _steps(record: PortalRecord) -> tuple[StepGroup, ...]:
    groups: list[StepGroup] = []
    for one in record.execution_steps:
        case = without_bullet(line(one.name or "")).rstrip(" :") or None
        groups += case_group(case, one.description or "")
    return tuple(groups)


def _papers(record: PortalRecord, trace: Trace) -> Any:
    rows = [
        papers.Row(
            name=one.name or "",
            case=case.name,
            originals=one.original_qty,
            copies=one.copy_qty,
            forms=tuple(line(file.file_name) for file in one.attachments or () if file.file_name),
            code=one.code,
            note=PHRASES["electronic_form"] if one.has_electronic_form else None,
        )
        for case in record.execution_cases
        for one in case.profile_components
    ]
    return papers.read_papers(rows, trace)


def _results(record: PortalRecord) -> tuple[Result, ...]:
    return tuple(
        Result(code=stated(one.code), name=text(one.name or ""))
        for one in record.results_details
        if stated(one.name)
    )


def _bases(record: PortalRecord) -> Iterable[legal_bases.Row]:
    return (legal_bases.Row(one.code, one.name) for one in record.legal_basises_details)


def _places(record: PortalRecord) -> tuple[ReceptionPlace, ...]:
    said = stated(record.dossier_receiving_addresses)
    return (ReceptionPlace(address=line(said)),) if said else ()


def _decision(record: PortalRecord, around: Surroundings) -> Decision | None:
    proposal = record.procedure_proposal
    number = stated(record.decision_no)
    if proposal:
        number = stated(proposal.proposal_number) or stated(proposal.decision_number) or number
    if number is None:
        return None
    issuer = stated(proposal.issuing_agency.name) if proposal and proposal.issuing_agency else None
    return Decision(
        number=legal_bases.read_decision(number),
        date=_day(proposal.decision_date) if proposal else None,
        agency=around.offices.find(issuer) if issuer else None,
    )


def _day(moment: int | None) -> dt.date | None:
    """Day here of milliseconds since 1970."""
    return dt.datetime.fromtimestamp(moment / 1_000, _VIETNAM).date() if moment else None


def _source(record: PortalRecord, data: dict[str, Any]) -> Source:
    said = [PHRASES["portal_record"]]
    marks = [mark for mark in MARKS if data.get(mark)]
    if marks:
        said.append(PHRASES["portal_marks"].format(text=", ".join(marks)))
    path = f"thu-tuc-hanh-chinh/{record.id}" if record.id else ""
    return Source(url=f"{_PORTAL}{path}", note=" ".join(said))


def _note(record: PortalRecord, around: Surroundings, trace: Trace) -> str | None:
    keep_the_rest(record, around.left_out, trace)
    return trace.note()
