"""What no file can know alone: do ids exist, is a key taken, does a condition look back, do names clash."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path as FilePath

from indexer.catalog import Agency, AgencyKind, Catalog
from indexer.clashes import Read, check_together
from indexer.complaints import Complaint, Path, Severity, nearest
from indexer.eform import CodeListQuestion, EForm, RepeatQuestion, condition_problems, problems
from indexer.explaining import Where
from indexer.procedure import Form, OnlineLevel, Procedure
from indexer.raw_ids import Reference, agency_ids, texts, unknown_ids
from indexer.working_checks import check_hours, check_working_days


def check_registers(
    wheres: Mapping[str, Where], catalog: Catalog, codes: Collection[str]
) -> Iterator[Complaint]:
    """Complaints about the registers; `wheres` by file name, `codes` of the procedures that were read."""
    yield from _agencies(wheres["agencies.yaml"], catalog)
    yield from _fields(wheres["fields.yaml"], catalog)
    yield from _portal(wheres["portal.yaml"], catalog)
    yield from check_hours(wheres, catalog.registers)
    if "working_days.yaml" in wheres:
        yield from check_working_days(wheres["working_days.yaml"], catalog.registers)
    if "areas.yaml" in wheres:
        yield from _areas(wheres["areas.yaml"], catalog)
    if "offers.yaml" in wheres:
        yield from _offers(wheres["offers.yaml"], catalog, codes)
    for name, references in _lists_of_codes(catalog):
        if name in wheres:
            # Imported data folders carry the bundled lists: a code that is not there is no fault of theirs.
            yield from _unknown(wheres[name], references, codes, "unknown_procedure", severity="warning")


def check_procedures(procedures: Sequence[Read], catalog: Catalog, data: FilePath) -> list[Complaint]:
    """Complaints about procedures: ids, keys, forms, days, names. `data` is the folder that holds forms/."""
    own = (complaint for one in procedures for complaint in check_procedure(one, catalog, data))
    return [*own, *check_together(procedures, catalog)]


def check_procedure(read: Read, catalog: Catalog, data: FilePath) -> Iterator[Complaint]:
    """Complaints about one procedure that no other has a part in."""
    where, procedure = read
    yield from _ids(where, catalog)
    if procedure is not None:
        yield from _own_rules(where, procedure)
        yield from _files(where, procedure, data)
        yield from _form(where, procedure, catalog)


def _unknown(
    where: Where,
    references: Iterable[Reference],
    known: Collection[str],
    rule: str,
    severity: Severity = "error",
) -> Iterator[Complaint]:
    for path, value in references:
        if value is not None and value not in known:
            near = nearest(value, known)
            yield where.complain(path, rule, severity=severity, value=value, near=near)


# Registers ---------------------------------------------------------------------------------------------------


def _agencies(where: Where, catalog: Catalog) -> Iterator[Complaint]:
    registers = catalog.registers
    groups: tuple[tuple[str, Sequence[Agency | AgencyKind]], ...] = (
        ("kinds", registers.kinds),
        ("agencies", registers.agencies),
    )
    yield from _doubled(where, [((name, i), one.id) for name, some in groups for i, one in enumerate(some)])
    for name, some in groups:
        for i, one in enumerate(some):
            yield from _agency(where, (name, i), one, catalog)


def _agency(where: Where, at: Path, one: Agency | AgencyKind, catalog: Catalog) -> Iterator[Complaint]:
    known = catalog.agencies
    yield from _unknown(where, [((*at, "parent"), one.parent)], known, "unknown_agency")
    if _is_above_itself(one.id, known):
        yield where.complain((*at, "parent"), "cycle", value=one.id)
    if isinstance(one, AgencyKind):
        return
    followers = [((*at, "successors", i), id) for i, id in enumerate(one.successors)]
    yield from _unknown(where, [((*at, "kind"), one.kind), *followers], known, "unknown_agency")
    if isinstance(known.get(one.kind or ""), Agency):
        yield where.complain((*at, "kind"), "not_a_kind", value=one.kind)
    yield from _unknown(where, [((*at, "area"), one.area)], catalog.areas, "unknown_area")
    if one.valid_from and one.valid_to and one.valid_to < one.valid_from:
        yield where.complain((*at, "valid_to"), "days_reversed")


def _is_above_itself(id: str, known: Mapping[str, Agency | AgencyKind]) -> bool:
    passed: set[str] = set()
    at = known[id].parent
    while at is not None and at in known and at not in passed:
        passed.add(at)
        at = known[at].parent
    return id in passed


def _doubled(where: Where, ids: Iterable[tuple[Path, str]]) -> Iterator[Complaint]:
    seen: dict[str, Path] = {}
    for path, id in ids:
        if id in seen:
            line = where.tree.places.get(seen[id], (1, 1))[0]
            yield where.complain((*path, "id"), "doubled_id", value=id, other=f"{where.path}:{line}")
        seen.setdefault(id, path)


def _fields(where: Where, catalog: Catalog) -> Iterator[Complaint]:
    fields = catalog.registers.fields
    yield from _doubled(where, [(("fields", i), one.id) for i, one in enumerate(fields)])
    sectors = [(("fields", i, "sector"), one.sector) for i, one in enumerate(fields)]
    yield from _unknown(where, sectors, catalog.agencies, "unknown_agency")


def _portal(where: Where, catalog: Catalog) -> Iterator[Complaint]:
    portal = catalog.registers.portal
    yield from _unknown(where, [(("province",), portal.province)], catalog.areas, "unknown_area")
    yield from _unknown(where, [(("agency",), portal.agency)], catalog.agencies, "unknown_agency")


def _areas(where: Where, catalog: Catalog) -> Iterator[Complaint]:
    for i, one in enumerate(catalog.registers.areas):
        at = ("areas", i)
        followers = [((*at, "successors", n), code) for n, code in enumerate(one.successors)]
        references = [((*at, "parent"), one.parent), *followers]
        yield from _unknown(where, references, catalog.areas, "unknown_area")


def _offers(where: Where, catalog: Catalog, codes: Collection[str]) -> Iterator[Complaint]:
    offers = list(enumerate(catalog.registers.offers))
    agencies = [(("offers", i, "agency"), one.agency) for i, one in offers]
    yield from _unknown(where, agencies, catalog.agencies, "unknown_agency")
    procedures = [(("offers", i, "procedure"), one.procedure) for i, one in offers]
    yield from _unknown(where, procedures, codes, "unknown_procedure")


def _lists_of_codes(catalog: Catalog) -> Iterator[tuple[str, list[Reference]]]:
    registers = catalog.registers
    yield "popular.yaml", [(("popular", i), code) for i, code in enumerate(registers.popular)]
    yield (
        "life_events.yaml",
        [
            (("events", i, "procedures", n), code)
            for i, event in enumerate(registers.events)
            for n, code in enumerate(event.procedures)
        ],
    )


# Procedures --------------------------------------------------------------------------------------------------


def _ids(where: Where, catalog: Catalog) -> Iterator[Complaint]:
    """Agencies and the field, read from the file itself, so that other mistakes of it do not hide these."""
    data = where.tree.data if isinstance(where.tree.data, dict) else {}
    yield from unknown_ids(where, agency_ids(data), catalog.agencies, "unknown_agency")
    yield from unknown_ids(where, texts(data, ("field",)), catalog.fields, "unknown_field")


def _own_rules(where: Where, procedure: Procedure) -> Iterator[Complaint]:
    partial = procedure.online_level is OnlineLevel.PARTIAL
    if procedure.partial_reason and not partial:
        yield where.complain(("partial_reason",), "reason_without_partial")
    if partial and not procedure.partial_reason:
        yield where.complain(("online_level",), "partial_without_reason", severity="warning")
    if procedure.valid_from and procedure.valid_to and procedure.valid_to < procedure.valid_from:
        yield where.complain(("valid_to",), "days_reversed")
    seen: set[str] = set()
    for g, group in enumerate(procedure.components):
        for d, document in enumerate(group.documents):
            if document.code in seen:
                path = ("components", g, "documents", d, "code")
                yield where.complain(path, "doubled_document", value=document.code)
            seen.add(document.code)


def _files(where: Where, procedure: Procedure, data: FilePath) -> Iterator[Complaint]:
    path = FilePath(where.path)
    if path.name not in (f"{procedure.code}.yaml", f"{procedure.key}.yaml"):
        yield where.complain(("code",), "file_name", expected=f"{procedure.key}.yaml")
    if path.parent.parent.name == "procedures" and path.parent.name != procedure.field:
        yield where.complain(("field",), "wrong_folder", severity="warning", field=procedure.field)
    forms: list[tuple[Path, Form | None]] = [
        *(
            (("components", g, "documents", d, "form"), document.form)
            for g, group in enumerate(procedure.components)
            for d, document in enumerate(group.documents)
        ),
        *((("results", i, "form"), one.form) for i, one in enumerate(procedure.results)),
    ]
    for at, form in forms:
        if form and form.file and not (data / form.file).is_file():
            yield where.complain((*at, "file"), "missing_form_file", value=form.file)


def _form(where: Where, procedure: Procedure, catalog: Catalog) -> Iterator[Complaint]:
    if procedure.form:
        for one in problems(procedure.form):
            near = nearest(str(one.values.get("value", "")), one.values.get("known", ()))
            values = {name: value for name, value in one.values.items() if name != "known"}
            yield where.complain(("form", *one.path), one.rule, **values, near=near)
        lists = {one.id for one in catalog.registers.code_lists}
        yield from _unknown(where, _code_lists(procedure.form), lists, "unknown_code_list")
    yield from _shown_documents(where, procedure)


def _code_lists(form: EForm) -> Iterator[Reference]:
    for p, page in enumerate(form.pages):
        for q, question in enumerate(page.questions):
            at = ("form", "pages", p, "questions", q)
            if isinstance(question, CodeListQuestion):
                yield (*at, "list"), question.list
            elif isinstance(question, RepeatQuestion):
                for i, part in enumerate(question.questions):
                    if isinstance(part, CodeListQuestion):
                        yield (*at, "questions", i, "list"), part.list


def _shown_documents(where: Where, procedure: Procedure) -> Iterator[Complaint]:
    for g, group in enumerate(procedure.components):
        for d, document in enumerate(group.documents):
            at = ("components", g, "documents", d, "show_if")
            if document.show_if and procedure.form is None:
                yield where.complain(at, "no_form")
            elif document.show_if and procedure.form:
                for one in condition_problems(document.show_if, procedure.form):
                    values = {name: value for name, value in one.values.items() if name != "known"}
                    yield where.complain((*at, *one.path), one.rule, **values)
