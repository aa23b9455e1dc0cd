"""The API for programs: whose key it is, and the dossiers that were sent."""

from __future__ import annotations

from starlette.responses import Response

from dossiers import wire, wire_rows
from dossiers.dossier import Action, Actor, NotAllowedError, Status
from dossiers.errors import AbsentError, NotNowError, WrongHeaderError
from dossiers.notation import clean
from dossiers.routes.api_lists import piece_of
from dossiers.routes.calling import Call, tagged, told
from dossiers.store import drafts, reading
from dossiers.store.moves import MissingError, Move, act
from dossiers.store.tables import Dossier
from dossiers.submit import attachments

SENT = tuple(one for one in Status if one is not Status.DRAFT)
"""States of what is no draft any more."""


def whoami(call: Call) -> Response:
    """Whose key it is, and how long it is good."""
    kind = "organisation" if call.account.kind == "organisation" else "person"
    key = call.caller.key
    return told(
        wire.KeyAnswer(account_kind=kind, key_name=key.name, expires_at=wire_rows.here(key.expires_at))
    )


def read_list(call: Call) -> Response:
    """The dossiers that were sent, the newest first; `status` narrows the list to one state."""
    wanted = call.request.query_params.get("status")
    if wanted is not None and wanted not in SENT:
        known = ", ".join(SENT)
        raise WrongHeaderError(call.piece("parameter", "status", "no_status", known=known))
    found, following = piece_of(call, SENT if wanted is None else (wanted,))
    catalog = call.house.catalog()
    items = [wire_rows.dossier_entry(one, catalog) for one in found]
    return told(wire.DossierList(items=items, next=following))


def read(call: Call) -> Response:
    """A dossier that was sent: where it stands, its history, when the result is expected."""
    return _content(call, _own(call))


def withdraw(call: Call) -> Response:
    """Withdraws a dossier, with a reason; one that is withdrawn already stays so."""
    dossier = _own(call)
    reason, version = clean(call.shaped(wire.Withdrawal).reason, lines=True), call.version
    if dossier.status == Status.WITHDRAWN:
        return _content(call, dossier)
    move = Move(dossier.id, version, Action.WITHDRAW, Actor.APPLICANT, dossier.account, reason)
    try:
        act(call.house.database, move, call.now)
    except MissingError as error:
        raise call.wrong("/reason", "missing") from error
    except NotAllowedError as error:
        raise NotNowError(call.piece("pointer", "", "not_withdrawn")) from error
    return _content(call, _own(call))


def _own(call: Call) -> Dossier:
    found = drafts.own(call.house.database, call.account.id, call.part("id"))
    if found.status == Status.DRAFT:
        raise AbsentError
    return found


def _content(call: Call, dossier: Dossier) -> Response:
    database = call.house.database
    history, files = reading.history(database, dossier.id), attachments(call.house, dossier.id)
    answer = wire_rows.dossier_answer(dossier, history, files, call.house.catalog(), call.words)
    return told(answer, headers=tagged(dossier.version))
