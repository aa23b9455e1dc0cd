"""/ho-so: one's dossiers, listed, by state, and each with its history; what may be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from dossiers.choosing import Door, way
from dossiers.classifying import ANSWERED, BIN, WAITING, counts, group, in_group
from dossiers.dossier import Action, Actor, NotAllowedError, Status, allowed
from dossiers.errors import ConflictError
from dossiers.expecting import expected
from dossiers.notation import clean
from dossiers.routes.asking import Ask, Handler, served
from dossiers.routes.choosing import citizen, lifetime_of, make_draft, today
from dossiers.routes.working import saved_at, version_of
from dossiers.store import drafts, reading
from dossiers.store.moves import MissingError, Move, act
from dossiers.store.tables import Account, Dossier
from dossiers.submit import attachments, journey_of
from indexer.procedure import Procedure

AT_ONCE = 50
LONGEST_REASON = 2_000
"""Letters of a reason: a page of handwriting."""


def listed(ask: Ask) -> Response:
    """Quản lý hồ sơ and Phân loại hồ sơ: all dossiers, or those in one state."""
    owned = drafts.owned(ask.house.database, citizen(ask).id)
    wanted = ask.request.query_params.get("status", "")
    groups = counts(owned)
    found = in_group(owned, wanted if wanted in {*Status, BIN} else "")
    at = ask.request.query_params.get("page", "1")
    page = min(int(at), len(found) // AT_ONCE + 1) if at.isdecimal() and len(at) < 5 and int(at) else 1
    return ask.html(
        "dossiers/list.html",
        groups=groups,
        total=sum(number for name, number in groups if name != BIN),
        wanted=wanted,
        shown=[(one, drafts.stored_procedure(one)) for one in found[(page - 1) * AT_ONCE : page * AT_ONCE]],
        page=page,
        last_page=max(1, -(-len(found) // AT_ONCE)),
        answered=ANSWERED,
        waiting=WAITING,
        group=group,
        catalog=ask.house.catalog(),
    )


def one(ask: Ask, dossier: Dossier) -> Response:
    """A dossier: where it stands, its history, what may be done."""
    return _page(ask, dossier, "dossiers/dossier.html")


def receipt(ask: Ask, dossier: Dossier) -> Response:
    """The receipt of a dossier that was sent."""
    if dossier.code is None:
        return ask.redirect(f"/ho-so/{dossier.id}")
    return _page(ask, dossier, "dossiers/receipt.html")


def _page(ask: Ask, dossier: Dossier, template: str, status: int = 200, **values: Any) -> Response:
    procedure, catalog = drafts.stored_procedure(dossier), ask.house.catalog()
    moment = dossier.sent_at or ask.now
    shared = {
        "dossier": dossier,
        "procedure": procedure,
        "catalog": catalog,
        "history": reading.history(ask.house.database, dossier.id),
        "copies": reading.copies(ask.house.database, dossier.id),
        "files": attachments(ask.house, dossier.id),
        "actions": allowed(Status(dossier.status), Actor.APPLICANT),
        "expected": expected(procedure, catalog, dossier.receiving_agency, moment),
        "saved_at": saved_at(ask, dossier),
        "journey": journey_of(ask.house, dossier, ask.now, ask.words),
        "waiting": WAITING,
        "errors": {},
        "reason": "",
    }
    return ask.html(template, status, **{**shared, **values})


def ask_withdrawal(ask: Ask, dossier: Dossier) -> Response:
    """The form that asks for the reason."""
    if Action.WITHDRAW not in allowed(Status(dossier.status), Actor.APPLICANT):
        return ask.redirect(f"/ho-so/{dossier.id}")
    return _page(ask, dossier, "dossiers/withdraw.html")


def withdraw(ask: Ask, dossier: Dossier) -> Response:
    """Withdraws a dossier; nobody withdraws without a reason, and none that moved on since it was looked at."""
    reason = clean(ask.field("reason"), lines=True)
    if len(reason) > LONGEST_REASON:
        told = {"reason": ask.words("withdraw.too_long", most=LONGEST_REASON)}
        return _page(ask, dossier, "dossiers/withdraw.html", 422, errors=told, reason=reason)
    move = Move(dossier.id, version_of(ask), Action.WITHDRAW, Actor.APPLICANT, dossier.account, reason)
    try:
        act(ask.house.database, move, ask.now)
    except MissingError:
        told = {"reason": ask.words("withdraw.needed")}
        return _page(ask, dossier, "dossiers/withdraw.html", 422, errors=told, reason=reason)
    except ConflictError:
        fresh = drafts.own(ask.house.database, dossier.account, dossier.id)
        told = {"": ask.words("withdraw.changed", status=ask.words(f"dossier_status.{fresh.status}"))}
        return _page(ask, fresh, "dossiers/withdraw.html", 409, errors=told, reason=reason)
    except NotAllowedError:
        pass  # withdrawn already, or finished: its page tells
    return ask.redirect(f"/ho-so/{dossier.id}")


def throw_away(ask: Ask, dossier: Dossier) -> Response:
    """Puts a draft into the bin."""
    drafts.bin_draft(ask.house.database, dossier.account, dossier.id, ask.now)
    return ask.redirect(f"/ho-so/{dossier.id}")


def bring_back(ask: Ask, dossier: Dossier) -> Response:
    """Takes a draft out of the bin."""
    drafts.unbin(ask.house.database, dossier.account, dossier.id, lifetime_of(ask.house), ask.now)
    return ask.redirect(f"/ho-so/{dossier.id}")


def duplicate(ask: Ask, dossier: Dossier) -> Response:
    """A new draft with the answers of a former dossier, after the procedure as it is today; files stay behind."""
    day = today(ask)
    procedure = ask.house.find_procedure(dossier.procedure_code, day)
    is_open = procedure is not None and (
        way(ask.house.catalog(), procedure, dossier.agency, day).door is Door.HERE
    )
    if procedure is None or not is_open:
        return _page(ask, dossier, "dossiers/dossier.html", 409, errors={"": ask.words("duplicate.closed")})
    account: Account = citizen(ask)
    draft = make_draft(ask, account, procedure, dossier.agency, _carried(dossier, procedure))
    return ask.redirect(f"/nop-ho-so/{draft.id}")


def _carried(dossier: Dossier, procedure: Procedure) -> dict[str, Any]:
    """Answers whose questions are still asked; declarations are made anew."""
    pages = procedure.form.pages if procedure.form else ()
    asked = {
        question.id: question
        for page in pages
        for question in page.questions
        if question.type != "declaration"
    }
    kept = {
        name: answer
        for name, answer in dossier.answers.items()
        if name in asked and asked[name].type != "file"
    }
    return {"reception": dossier.reception, "information": dossier.information, "answers": kept}


def own_dossier(handle: Callable[[Ask, Dossier], Response]) -> Handler:
    """A handler of one's own dossier; raises AbsentError for another's."""

    def handler(ask: Ask) -> Response:
        account = citizen(ask)
        return handle(ask, drafts.own(ask.house.database, account.id, ask.request.path_params["id"]))

    return handler


def lead_back(ask: Ask, dossier: Dossier) -> Response:
    """The dossier, for whoever comes to an address of a button by a link: after signing in again."""
    return ask.redirect(f"/ho-so/{dossier.id}")


def _acting(handle: Callable[[Ask, Dossier], Response]) -> dict[str, Any]:
    return {"GET": served(own_dossier(lead_back)), "POST": served(own_dossier(handle))}


PAGES = {
    "/ho-so": {"GET": served(listed)},
    "/ho-so/{id}": {"GET": served(own_dossier(one))},
    "/ho-so/{id}/bien-nhan": {"GET": served(own_dossier(receipt))},
    "/ho-so/{id}/rut": {"GET": served(own_dossier(ask_withdrawal)), "POST": served(own_dossier(withdraw))},
    "/ho-so/{id}/nhan-ban": _acting(duplicate),
    "/ho-so/{id}/xoa": _acting(throw_away),
    "/ho-so/{id}/khoi-phuc": _acting(bring_back),
}
