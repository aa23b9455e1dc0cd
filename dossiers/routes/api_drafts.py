"""The API for programs: drafts made, read, saved part by part, sent, thrown away."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from starlette.responses import JSONResponse, Response

from dossiers import choosing, given_answers, wire, wire_rows
from dossiers.answers import AnswerFault, merge
from dossiers.choosing import Door
from dossiers.codes import VIETNAM
from dossiers.dossier import Status
from dossiers.errors import AbsentError, ConflictError, NotNowError, UnreadyDraftError, WrongContentError
from dossiers.fields import message, settle
from dossiers.file_blocks import unready
from dossiers.form_schema import compile_form
from dossiers.journey import Journey, Step
from dossiers.lists import CatalogLists
from dossiers.pages import PARTS
from dossiers.revising import changes
from dossiers.routes.api_lists import piece_of
from dossiers.routes.calling import PRIVATE, Call, nothing, tagged, told
from dossiers.routes.choosing import known_parts, lifetime_of
from dossiers.store import drafts
from dossiers.store.keyed import create_once
from dossiers.store.tables import Dossier
from dossiers.submit import IncompleteError, digest_of, journey_of, setting_of, submit
from dossiers.uploads import UnreadyError
from indexer.procedure import Procedure

MOST_NAMED = 20
"""Agencies that an error names."""
OWN_RULES = frozenset({"unknown", "attached", "locked"})
"""Rules of given_answers.py that pages have no words for."""
SCHEMA_JSON = "application/schema+json"
STEPS = {part: step for step, part in PARTS.items() if part != "cases"}
"""Part of a draft that has a form -> its step."""


def read_list(call: Call) -> Response:
    """The drafts of the account, the newest first; those in the bin are left out."""
    found, following = piece_of(call, (Status.DRAFT,))
    catalog = call.house.catalog()
    items = [wire_rows.draft_entry(one, catalog) for one in found]
    return told(wire.DraftList(items=items, next=following))


def create(call: Call) -> Response:
    """Makes a draft with what the account knows; the same Idempotency-Key makes no second one."""
    order, key = call.shaped(wire.DraftOrder), call.idempotency_key
    procedure = _found(call, order.procedure)
    draft = drafts.new_draft(
        call.account.id,
        procedure,
        digest=digest_of(procedure),
        agency=(agency := _agency(call, procedure, order.agency)),
        receiving_agency=agency,
        lifetime=lifetime_of(call.house),
        now=call.now,
        prefilled=known_parts(call.house, call.account, procedure),
    )
    asked = hashlib.sha256(f"draft {order.model_dump_json()}".encode()).hexdigest()
    made = create_once(call.house.database, draft, key, asked, call.now)
    return _content(call, own_draft(call, made), 201, {"location": f"/api/v1/me/drafts/{made}"})


def read(call: Call) -> Response:
    """A draft: answers, what is wrong or missing, whether it may be sent."""
    return _content(call, own_draft(call))


def throw_away(call: Call) -> Response:
    """Puts a draft into the bin, from which its owner can take it back for some days."""
    drafts.bin_draft(call.house.database, call.account.id, own_draft(call).id, call.now)
    return nothing()


def read_schema(call: Call) -> Response:
    """The JSON Schema (2020-12) of a part of a draft, compiled from its form."""
    form = journey_in(call, own_draft(call)).form(_step(call))
    if form is None:
        raise AbsentError
    return JSONResponse(compile_form(form), headers=PRIVATE, media_type=SCHEMA_JSON)


def saving(part: str) -> Callable[[Call], Response]:
    """The handler that saves a part which has a form."""

    def save_part(call: Call) -> Response:
        """Puts all answers of a part in the place of the old ones; missing ones may follow later."""
        draft = own_draft(call)
        form = journey_in(call, draft).form(STEPS[part])
        if form is None:
            raise AbsentError
        questions = [question for page in form.pages for question in page.questions]
        return _save(call, draft, part, questions)

    return save_part


def save_page(call: Call) -> Response:
    """Puts the answers of one page of the e-form in the place of the old ones; other pages stay as they are."""
    draft = own_draft(call)
    form = journey_in(call, draft).form(Step.FORM)
    page = next((one for one in form.pages if one.id == call.part("page")), None) if form else None
    if page is None:
        raise AbsentError
    return _save(call, draft, "answers", page.questions)


def save_cases(call: Call) -> Response:
    """Chooses the cases whose papers are to be attached, by their numbers."""
    draft, given = own_draft(call), call.body
    groups = drafts.stored_procedure(draft).components
    may = [i for i, group in enumerate(groups) if group.applies == "choose"]
    if not isinstance(given, list):
        raise call.wrong("", "no_list")
    for i, one in enumerate(given):
        if isinstance(one, bool) or one not in may:
            raise call.wrong(f"/{i}", "no_case", known=", ".join(str(number) for number in may))
    return _kept(call, draft, {"cases": sorted(set(given))})


def follow(call: Call) -> Response:
    """Moves a draft on to the present wording of its procedure; what was answered stays."""
    draft, version = own_draft(call), call.version
    if draft.version != version:
        raise ConflictError(draft.version)
    now = _found(call, draft.procedure_code)
    if _is_revised(call, draft):
        drafts.follow(call.house.database, draft, now, digest_of(now), call.now)
    return _content(call, own_draft(call))


def send(call: Call) -> Response:
    """Sends a draft, once: the same Idempotency-Key gets the same answer, however often it comes."""
    dossier = call.part("id")
    found = drafts.own(call.house.database, call.account.id, dossier)
    call.shaped(wire.Declared)
    key, version = call.idempotency_key, call.version
    if found.status == Status.DRAFT and _is_revised(call, found):
        raise NotNowError(call.piece("pointer", "", "revised"))
    try:
        sent = submit(call.house, call.account.id, dossier, version, key=key, now=call.now)
    except IncompleteError as error:
        journey = journey_in(call, own_draft(call))
        pieces = [one.model_dump() for one in wire_rows.faults(journey, call.words)]
        raise UnreadyDraftError(*pieces) from error
    except UnreadyError as error:
        raise UnreadyDraftError(*_files(call, error)) from error
    at = dt.datetime.fromisoformat(sent["sent_at"])
    return told(wire.SentAnswer(id=sent["id"], code=sent["code"], sent_at=wire_rows.here(at)))


def own_draft(call: Call, dossier: str | None = None) -> Dossier:
    """The draft that the address names; raises AbsentError."""
    return drafts.own_draft(call.house.database, call.account.id, dossier or call.part("id"))


def journey_in(call: Call, draft: Dossier) -> Journey:
    """The journey of a draft in the language of the answer."""
    return journey_of(call.house, draft, call.now, call.words)


def _content(
    call: Call, draft: Dossier, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    revised = _is_revised(call, draft)
    journey = journey_in(call, draft)
    answer = wire_rows.draft_answer(draft, journey, call.house.catalog(), call.words, revised=revised)
    return told(answer, status, {**tagged(draft.version), **(headers or {})})


def _found(call: Call, code: str) -> Procedure:
    found = call.house.find_procedure(code, _today(call))
    if found is None:
        raise call.wrong("/procedure", "no_procedure")
    return found


def _agency(call: Call, procedure: Procedure, wanted: str | None) -> str:
    """The agency that takes a draft; raises WrongContentError, and NotNowError where it is not taken here."""
    catalog, day = call.house.catalog(), _today(call)
    known = [one for one, _ in choosing.units(catalog, procedure, day)]
    chosen = wanted or (known[0] if len(known) == 1 else None)
    if chosen not in known:
        raise call.wrong("/agency", "no_agency", known=", ".join(known[:MOST_NAMED]))
    door = choosing.way(catalog, procedure, chosen, day).door
    if door is not Door.HERE:
        raise NotNowError(call.piece("pointer", "/procedure", door))
    return chosen


def _today(call: Call) -> dt.date:
    return call.now.astimezone(VIETNAM).date()


def _is_revised(call: Call, draft: Dossier) -> bool:
    """Whether the procedure is worded otherwise today in a way that its applicants notice."""
    now = call.house.find_procedure(draft.procedure_code, _today(call))
    if now is None or digest_of(now) == draft.procedure_digest:
        return False
    return bool(changes(drafts.stored_procedure(draft), now))


def _step(call: Call) -> Step:
    step = STEPS.get(call.part("part"))
    if step is None:
        raise AbsentError
    return step


def _save(call: Call, draft: Dossier, part: str, questions: Sequence[Any]) -> Response:
    """Keeps the answers to some questions of a part; those that are locked stay as the account knows them."""
    stored: Mapping[str, Any] = getattr(draft, part)
    if not isinstance(call.body, dict):
        raise call.wrong("", "no_object")
    setting = setting_of(call.house, call.now)
    given = given_answers.read_given(questions, call.body, stored, setting)
    if given.faults:
        raise WrongContentError(*(_told(call, fault) for fault in given.faults))
    here = {question.id: None for question in questions if not getattr(question, "locked", False)}
    lists = setting.lists
    kept = settle(questions, given.kept, lists) if isinstance(lists, CatalogLists) else given.kept
    return _kept(call, draft, {part: merge(stored, {**here, **kept})})


def _told(call: Call, fault: AnswerFault) -> dict[str, str]:
    where = given_answers.pointer(fault.path)
    if fault.question is None or fault.rule in OWN_RULES:
        return call.piece("pointer", where, fault.rule)
    return {"pointer": where, "message": fault.own_words or message(fault, call.words), "code": fault.rule}


def _kept(call: Call, draft: Dossier, changed: Mapping[str, Any]) -> Response:
    """Keeps parts of a draft and answers with it."""
    drafts.save(
        call.house.database,
        draft.account,
        draft.id,
        call.version,
        changed,
        lifetime=lifetime_of(call.house),
        now=call.now,
    )
    return _content(call, own_draft(call))


def _files(call: Call, error: UnreadyError) -> list[dict[str, str]]:
    """What is the matter with the files, by place."""
    states = {f"{one.place}": one.scan for one in error.files}
    texts = unready(error, call.words)
    return [
        {
            "pointer": given_answers.pointer(("files", place)),
            "message": text,
            "code": states.get(place, "missing"),
        }
        for place, text in texts.items()
    ]
