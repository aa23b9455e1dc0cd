"""Steps 4 to 7: the pages that are filled in. Saving never judges, going on does."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import JSONResponse, Response

from dossiers import pages
from dossiers.answers import merge
from dossiers.conditional import askable
from dossiers.errors import AbsentError, ConflictError
from dossiers.fields import Drawing, messages
from dossiers.file_blocks import blocks, input_name
from dossiers.journey import Fault, PaperFault, Place, Step
from dossiers.routes import attachments
from dossiers.routes.asking import PRIVATE, served
from dossiers.routes.working import Stop, conflict, on_draft, present, saved_at, version_of
from dossiers.store import drafts
from dossiers.submit import digest_of

REVIEW = Place(Step.REVIEW)
RETURN = "?from=review"
"""Query of pages opened from the review: they lead back there."""


def show(stop: Stop) -> Response:
    """A page, or the first one with a fault where a page in front of this one has one."""
    if not stop.journey.may_visit(stop.place):
        return stop.to(stop.journey.next_place)
    return _page(stop)


def save(stop: Stop) -> Response:
    """Keeps what was typed, then does what the pressed button asks for: another item, a file, staying, going on."""
    changed = _typed(stop)
    try:
        kept = stop.save(changed, version_of(stop.ask))
    except ConflictError:
        return conflict(stop, changed)
    if attachments.is_asked(stop.ask):
        return _attend(kept)
    if stop.ask.field("then") in ("save", "cases") or stop.ask.field("add") or stop.ask.field("remove"):
        return stop.ask.redirect(f"{kept.path}{_return(kept)}{_anchor(kept)}")
    faults = kept.journey.faults(kept.place)
    return _page(kept, faults) if faults else _leave(kept)


def autosave(stop: Stop) -> Response:
    """The same without a page: the new version, and the words for it; a ConflictError goes on as 409."""
    kept = stop.save(_typed(stop), version_of(stop.ask))
    told = {"version": kept.draft.version, "saved": saved_at(stop.ask, kept.draft)}
    return JSONResponse(told, headers=PRIVATE)


def overview(stop: Stop) -> Response:
    """The nine steps of a draft and how far each is."""
    return stop.html("journey/overview.html", next_path=pages.path_of(stop.draft.id, stop.journey.next_place))


def revised(stop: Stop) -> Response:
    """What changed in the procedure since the draft began."""
    return stop.html("journey/revised.html") if stop.revised else stop.to(stop.journey.next_place)


def follow(stop: Stop) -> Response:
    """Moves the draft on to the present wording; what was answered stays."""
    now = present(stop.ask, stop.draft)
    if now is not None:
        drafts.follow(stop.ask.house.database, stop.draft, now, digest_of(now), stop.ask.now)
    kept = stop.again()
    return kept.to(kept.journey.next_place)


def _methods(step: Step) -> Mapping[str, Any]:
    return {
        "GET": served(on_draft(step, show)),
        "POST": served(on_draft(step, save)),
        "PUT": served(on_draft(step, autosave)),
    }


PAGES = {
    "/nop-ho-so/{id}": {"GET": served(on_draft(Step.OPEN, overview))},
    "/nop-ho-so/{id}/thay-doi": {
        "GET": served(on_draft(Step.OPEN, revised)),
        "POST": served(on_draft(Step.OPEN, follow)),
    },
    "/nop-ho-so/{id}/tiep-nhan": _methods(Step.RECEPTION),
    "/nop-ho-so/{id}/thong-tin": _methods(Step.INFORMATION),
    "/nop-ho-so/{id}/bieu-mau/{page}": _methods(Step.FORM),
    "/nop-ho-so/{id}/thanh-phan": _methods(Step.COMPONENTS),
}


def _typed(stop: Stop) -> dict[str, Any]:
    """The part of the draft that this page changes; raises AbsentError where there is no such page."""
    typed = stop.ask.typed()
    if stop.place.step is Step.COMPONENTS:
        return {"cases": pages.chosen_cases(stop.journey, typed.get("case", []))}
    page = stop.journey.page(stop.place)
    if page is None:
        raise AbsentError
    read = pages.read_answers(page, typed, stop.stored, stop.setting)
    return {pages.PARTS[stop.place.step]: merge(stop.stored, read)}


def _attend(stop: Stop) -> Response:
    """Attaches, removes or reuses a file, and shows the page again."""
    outcome = attachments.attend(stop.ask, stop.draft.id)
    if outcome.errors:
        return _page(stop.again(), file_errors=outcome.errors)
    return attachments.back(stop.ask, f"{stop.path}{_return(stop)}", outcome)


def _page(stop: Stop, faults: Sequence[Fault] = (), file_errors: Mapping[str, str] | None = None) -> Response:
    """The page with its fields or papers; 422 where something is wrong. `file_errors`: place -> message."""
    at_places, at_fields = _messages(stop, faults)
    at_places |= file_errors or {}
    errors = {**at_fields, **{input_name(place): text for place, text in at_places.items()}}
    notes = attachments.notes_of(stop.ask)
    values = {
        "blocks": blocks(
            stop.ask.house, stop.draft, stop.journey, stop.ask.words, errors=at_places, notes=notes
        ),
        "errors": errors,
        "back": stop.journey.before(stop.place),
        "path_of": pages.path_of,
        "return_to": _return(stop),
    }
    status = 422 if errors else 200
    if stop.place.step is Step.COMPONENTS:
        return stop.html("journey/papers.html", status, **values)
    return stop.html("journey/page.html", status, **values, **_fields(stop, errors))


def _fields(stop: Stop, errors: Mapping[str, str]) -> dict[str, Any]:
    page = stop.journey.page(stop.place)
    if page is None:
        raise AbsentError
    answers = stop.journey.answers(stop.place.step)
    here = {question.id for question in page.questions}
    vietnamese = "vi" if stop.place.step is Step.FORM and stop.ask.words.lang != "vi" else None
    drawing = Drawing(stop.ask.words, stop.setting.lists, errors, vietnamese)  # type: ignore[arg-type]
    facts = {
        "today": stop.setting.today.isoformat(),
        "answers": {name: answer for name, answer in answers.items() if name not in here},
        "types": dict(_types(page.questions)),
    }
    return {
        "page": page,
        "fields": drawing.fields(askable(page.questions, answers, stop.setting), stop.stored),
        "facts": json.dumps(facts, ensure_ascii=False),
    }


def _types(questions: Sequence[Any], prefix: str = "") -> list[tuple[str, str]]:
    """Question -> its type, for the script that hides and shows; those of a repeat below its name."""
    found = []
    for question in questions:
        found.append((f"{prefix}{question.id}", question.type))
        found += _types(getattr(question, "questions", ()), f"{prefix}{question.id}.")
    return found


def _messages(stop: Stop, faults: Sequence[Fault]) -> tuple[dict[str, str], dict[str, str]]:
    """What is wrong: place of files -> message, name of a field -> message."""
    at_places: dict[str, str] = {}
    at_fields: dict[str, str] = {}
    for fault in faults:
        if isinstance(fault, PaperFault):
            at_places[fault.paper.key] = pages.paper_message(fault, stop.ask.words)
            continue
        told = messages([fault], stop.ask.words)
        if fault.question.type == "file":
            at_places |= {f"form.{name}": text for name, text in told.items()}
        else:
            at_fields |= {name: text for name, text in told.items() if name not in at_fields}
    return at_places, at_fields


def _leave(stop: Stop) -> Response:
    """On to the next page, or back to the review; to the first page with a fault where one is in between."""
    target = REVIEW if _return(stop) else stop.journey.after(stop.place)
    return stop.to(target if stop.journey.may_visit(target) else stop.journey.next_place)


def _return(stop: Stop) -> str:
    return RETURN if stop.ask.request.query_params.get("from") == "review" else ""


def _anchor(stop: Stop) -> str:
    name = stop.ask.field("add") or stop.ask.field("remove").rpartition(".")[0]
    return f"#{name}" if name.isidentifier() else ""
