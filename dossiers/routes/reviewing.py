"""Step 8: everything on one page, the declaration, "Lưu lại" and "Gửi đi"."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response

from dossiers import pages
from dossiers.errors import AbsentError, ConflictError, ReusedKeyError
from dossiers.expecting import expected
from dossiers.file_blocks import unready
from dossiers.house import House
from dossiers.journey import Fault, PaperFault, Step
from dossiers.routes.asking import Ask, served
from dossiers.routes.choosing import citizen
from dossiers.routes.working import Stop, on_draft, version_of
from dossiers.submit import IncompleteError, UncodedError, attachments, submit
from dossiers.uploads import UnreadyError


def review(stop: Stop) -> Response:
    """Everything that would be sent; the first page with a fault where there is one."""
    if not stop.journey.is_complete:
        return stop.to(stop.journey.next_place)
    return _page(stop)


def lead_back(stop: Stop) -> Response:
    """The review, for whoever comes to the address of sending by a link: after signing in, or changing language."""
    return stop.to(stop.place)


def send(ask: Ask) -> Response:
    """Sends, once: a second click, a reload or a retry finds the dossier sent and is led to the same receipt."""
    account, dossier = citizen(ask), ask.request.path_params["id"]
    if ask.field("then") == "save":
        return ask.redirect(f"/ho-so/{dossier}")
    handler = on_draft(Step.REVIEW, lambda stop: _send(stop, account.id))
    return handler(ask)


PAGES = {
    "/nop-ho-so/{id}/kiem-tra": {"GET": served(on_draft(Step.REVIEW, review))},
    "/nop-ho-so/{id}/gui": {"GET": served(on_draft(Step.REVIEW, lead_back)), "POST": served(send)},
}


def _send(stop: Stop, account: str) -> Response:
    if stop.revised:
        return stop.ask.redirect(f"/nop-ho-so/{stop.draft.id}/thay-doi")
    if stop.ask.field("declared") != "yes":
        return _page(stop, 422, {"declared": stop.ask.words("review.declare_needed")})
    house, version = stop.ask.house, version_of(stop.ask)
    try:
        submit(house, account, stop.draft.id, version, key=f"form {stop.draft.id}", now=stop.ask.now)
    except (IncompleteError, UnreadyError) as error:
        return _incomplete(stop, error)
    except (ConflictError, AbsentError, ReusedKeyError):
        return _met_another(stop)
    except UncodedError:
        return _page(stop, 503, {"": stop.ask.words("review.uncoded")})
    return stop.ask.redirect(f"/ho-so/{stop.draft.id}/bien-nhan")


def _incomplete(stop: Stop, error: IncompleteError | UnreadyError) -> Response:
    """What is still missing: it changed since the page was shown, a file for example."""
    if isinstance(error, UnreadyError):
        told = unready(error, stop.ask.words)
        return _page(stop, 422, {place.removeprefix("form."): text for place, text in told.items()})
    return _page(stop, 422, dict(_told(stop, fault) for fault in error.faults))


def _told(stop: Stop, fault: Fault) -> tuple[str, str]:
    """Name of the line on the review, and what is wrong there."""
    if isinstance(fault, PaperFault):
        return fault.paper.key, pages.paper_message(fault, stop.ask.words)
    return fault.name, stop.ask.words("review.missing", label=fault.question.label)


def _met_another(stop: Stop) -> Response:
    """Changed or sent meanwhile: what is kept now is shown, to be looked at before sending."""
    fresh = stop.again()
    if fresh.draft.code is not None:
        return stop.ask.redirect(f"/ho-so/{fresh.draft.id}/bien-nhan")
    return _page(fresh, 409, {"": stop.ask.words("review.changed")})


def _page(stop: Stop, status: int = 200, errors: Mapping[str, str] | None = None) -> Response:
    house = stop.ask.house
    procedure = stop.journey.procedure
    return stop.html(
        "journey/review.html",
        status,
        sections=stop.teller.sections(stop.journey, names_by_place(house, stop.draft.id)),
        errors=errors or {},
        back=stop.journey.before(stop.journey.pages[-1]),
        path_of=pages.path_of,
        expected=expected(procedure, house.catalog(), stop.draft.receiving_agency, stop.ask.now),
    )


def names_by_place(house: House, dossier: str) -> dict[str, list[str]]:
    """Place -> names of the files attached there."""
    found: dict[str, list[str]] = {}
    for one in attachments(house, dossier):
        found.setdefault(one.place or "", []).append(one.name)
    return found
