"""Records of the national database, one JSON object a line (procedures.jsonl, gzip or plain) -> a data folder."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zlib import error as ZlibError  # noqa: N812 - the module names its exception in small letters

from pydantic import BaseModel, ConfigDict, Field

from indexer.importers import legal_bases, methods, papers
from indexer.importers.applicants import read_applicants
from indexer.importers.deadlines import read_deadline
from indexer.importers.errors import SourceError
from indexer.importers.fees import read_fees
from indexer.importers.importing import Found, Surroundings, run
from indexer.importers.labels import PHRASES
from indexer.importers.levels import read_levels
from indexer.importers.names import read_keywords, read_name
from indexer.importers.pages import without_page_words
from indexer.importers.report import ImportReport, Trace
from indexer.importers.responsibility import agencies, implementing
from indexer.importers.steps import read_steps
from indexer.importers.wording import line, lines, listed, name_key, stated, text, without_bullet
from indexer.procedure import Decision, Method, Procedure, ReceptionPlace, Result, Source, Term

_PORTAL = "https://dichvucong.gov.vn/"
_KINDS = {
    name_key(name): kind
    for name, kind in {
        "TTHC được giao luật quy định chi tiết": "law_delegated",
        "TTHC được luật giao quy định chi tiết": "law_delegated",
        "TTHC không được luật giao cho địa phương quy định": "not_delegated",
        "TTHC không được luật giao cho địa phương quy định hoặc quy định chi tiết": "not_delegated",
        "Loại khác": "other",
    }.items()
}
_MOST_OF_A_LINE = 2_000


class _Part(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)


class _Method(_Part):
    channel: str
    deadline: str | None = None
    fee: str | None = None
    note: str | None = None


class _Paper(_Part):
    name: str
    case: str | None = None
    original: int | None = None
    copies: int | None = Field(None, alias="copy")
    form: str | None = None
    form_in_name: bool = False


class _Basis(_Part):
    title: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None


class NationalRecord(_Part):
    """A record as the file has it; keys it does not name are kept in the note."""

    code: str
    name: str
    field: str
    level: str = ""
    agency: str | None = None
    steps: str | None = None
    methods: tuple[_Method, ...] = ()
    methods_text: str | None = None
    components: tuple[_Paper, ...] = ()
    components_text: str | None = None
    subjects: str | None = None
    authority: str | None = None
    coordinating: str | None = None
    receiving_address: str | None = None
    result: str | None = None
    legal_basis: tuple[_Basis, ...] = ()
    conditions: str | None = None
    keywords: str | None = None
    decision: str | None = None
    type: str | None = None
    ministry: str | None = None
    source_url: str | None = None
    source_repo: str | None = None


def import_national(
    file: Path, out: Path, bundled: Path, progress: Callable[[int, int], None] = lambda done, of: None
) -> ImportReport:
    """Writes the records of a file as a data folder. Raises SourceError, OccupiedError."""
    return run(
        list(_lines(file)), read_record, out=out, bundled=bundled, origin="national", progress=progress
    )


def _lines(file: Path) -> Iterator[Found]:
    if not file.is_file():
        raise SourceError("missing", file)
    try:
        raw = file.read_bytes()
        whole = gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw
    except (OSError, EOFError, ZlibError) as error:
        raise SourceError("unreadable", file, reason=str(error)) from error
    for number, one in enumerate(whole.split(b"\n"), start=1):
        if one.strip():
            yield Found(f"{file.name}:{number}", one)


def read_record(data: dict[str, Any], around: Surroundings, trace: Trace) -> Procedure:
    """One record as a procedure. Raises ValidationError where it has another shape."""
    record = NationalRecord.model_validate(data)
    offices = around.offices
    levels, unknown_levels = read_levels(record.level)
    for one in unknown_levels:
        trace.repaired("unknown_level", "levels", text=one)
    publisher = agencies("publisher", "publishing_agency", stated(record.ministry), offices, trace)
    competent = agencies("competent", "competent_agencies", _authority(record, trace), offices, trace)
    return Procedure(
        code=trace.code,
        name=read_name(record.name, trace),
        keywords=read_keywords(record.keywords, record.name),
        agency=implementing(
            stated(record.agency),
            competent=competent,
            bundled=around.agency_of(trace.code),
            levels=levels,
            offices=offices,
            trace=trace,
        ),
        field=offices.field(record.field, publisher[0] if publisher else None),
        levels=levels,
        kind=_kind(record, trace),
        applicant_types=read_applicants(stated(record.subjects), trace),
        steps=read_steps(record.steps or ""),
        methods=_methods(record, trace),
        components=_papers(record, trace),
        results=_results(record),
        requirements=_requirements(record, trace),
        legal_bases=legal_bases.read_bases(_bases(record), trace),
        competent_agencies=competent,
        coordinating_agencies=agencies(
            "coordinating", "coordinating_agencies", stated(record.coordinating), offices, trace
        ),
        reception_places=_places(record, trace),
        decision=_decision(record),
        publishing_agency=publisher[0] if publisher else None,
        source=_source(record, trace.code),
        note=_note(record, trace),
    )


def _kind(record: NationalRecord, trace: Trace) -> Any:
    said = stated(record.type)
    if said is None or name_key(said) in _KINDS:
        return _KINDS[name_key(said)] if said else None
    trace.repaired("unknown_kind", "kind", text=said)
    trace.keep("kind", said)
    return None


def _authority(record: NationalRecord, trace: Trace) -> str | None:
    said = stated(record.authority)
    return without_page_words(said, "competent_agencies", trace) if said else None


def _methods(record: NationalRecord, trace: Trace) -> tuple[Method, ...]:
    rows: list[methods.Row] = []
    for place, one in enumerate(record.methods):
        key = f"methods[{place}]"
        channel = methods.channel_of(one.channel)
        if channel is None:
            trace.repaired("unknown_channel", key, text=one.channel)
            trace.keep("methods", ": ".join(filter(None, (one.channel, one.deadline, one.fee, one.note))))
        else:
            rows.append(methods.Row(channel, _term(one, key, trace)))
    raw = stated(record.methods_text)
    if raw:
        trace.repaired("raw_methods", "methods")
        trace.keep("methods", raw)
    return methods.merge(rows, trace)


def _term(one: _Method, key: str, trace: Trace) -> Term:
    deadline = read_deadline(one.deadline)
    if deadline.rule:
        trace.repaired(deadline.rule, f"{key}.terms[0]", text=line(one.deadline or ""))
    fees = read_fees(one.fee)
    for place, fee in enumerate(fees):
        if fee.rule:
            trace.repaired(fee.rule, f"{key}.terms[0].fees[{place}]", **fee.values)
    notes = filter(None, (deadline.note, stated(one.note)))
    return Term(
        duration=deadline.duration,
        unit=deadline.unit,
        note="\n".join(notes) or None,
        fees=tuple(fee.fee for fee in fees),
    )


def _papers(record: NationalRecord, trace: Trace) -> Any:
    raw = stated(record.components_text)
    if raw:
        trace.repaired("raw_papers", "components")
        trace.keep("papers", raw)
    rows = [
        papers.Row(
            name=one.name,
            case=one.case,
            originals=one.original,
            copies=one.copies,
            forms=(one.form,) if one.form else (),
            form_in_name=one.form_in_name,
        )
        for one in record.components
    ]
    return papers.read_papers(rows, trace)


def _results(record: NationalRecord) -> tuple[Result, ...]:
    said = stated(record.result)
    return tuple(Result(name=without_bullet(one)) for one in listed(said)) if said else ()


def _requirements(record: NationalRecord, trace: Trace) -> str | None:
    said = stated(record.conditions)
    return without_page_words(said, "requirements", trace) if said else None


def _bases(record: NationalRecord) -> Iterator[legal_bases.Row]:
    return (legal_bases.Row(one.number, one.title, one.date, one.issuer) for one in record.legal_basis)


def _places(record: NationalRecord, trace: Trace) -> tuple[ReceptionPlace, ...]:
    said = stated(record.receiving_address)
    if said is None:
        return ()
    parts = lines(said)
    listed = len(parts) > 1 and all(without_bullet(one) != one for one in parts)
    places = [without_bullet(one) for one in parts] if listed else [line(said)]
    for place, one in enumerate(places):
        if len(one) > _MOST_OF_A_LINE:
            trace.repaired("long_text", f"reception_places[{place}]", length=len(one))
            trace.keep("places", one)
    return tuple(ReceptionPlace(address=one) for one in places if len(one) <= _MOST_OF_A_LINE)


def _decision(record: NationalRecord) -> Decision | None:
    said = stated(record.decision)
    return Decision(number=legal_bases.read_decision(said)) if said else None


def _source(record: NationalRecord, code: str) -> Source:
    said = [PHRASES["national_record"].format(code=code)]
    if record.source_repo:
        said.append(PHRASES["collected_by"].format(text=line(record.source_repo)))
    return Source(url=line(record.source_url or "") or _PORTAL, note=" ".join(said))


def _note(record: NationalRecord, trace: Trace) -> str | None:
    """All that was kept, and the texts of keys that no description of the format names."""
    for key, value in sorted((record.model_extra or {}).items()):
        if value not in (None, "", [], {}):
            trace.repaired("unknown_key", text=key)
            trace.keep_as(key, text(str(value)))
    return trace.note()
