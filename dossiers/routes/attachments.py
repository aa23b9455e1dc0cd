"""Files of a draft: attached, taken out, kept in the locker, reused. Pages of the journey hand their forms on here.

A page without a script sends its whole form; upload.js sends one file a request and gets the block back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from starlette.datastructures import UploadFile
from starlette.responses import Response

from dossiers import uploads
from dossiers.errors import AbsentError, RefusedFileError
from dossiers.file_blocks import blocks, input_name, refusal
from dossiers.file_limits import find_place
from dossiers.file_names import clean_name
from dossiers.journey import Journey
from dossiers.routes.asking import Ask, Table, served
from dossiers.store import attachments, drafts
from dossiers.store.tables import Dossier
from dossiers.submit import journey_of
from dossiers.uploads import Attached, Target, Upload

VERBS = ("attach", "detach", "keep", "take")
"""Names of the buttons of templates/journey/_files.html."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of what was asked for."""

    place: str
    errors: Mapping[str, str] = field(default_factory=dict)
    """Place -> why not, with the names of the files; what else was sent along is attached."""
    note: str | None = None
    """ "gps": what the owner should know of a file that was attached."""


def is_asked(ask: Ask) -> bool:
    """Whether a form asks for something that `attend` does."""
    return any(ask.field(verb) for verb in VERBS)


def attend(ask: Ask, dossier: str) -> Outcome:
    """Does what a form asks for with the files of a draft.

    Raises AbsentError (no such draft, place or file of whoever asks), StoreError, DatabaseError; nothing is lost.
    """
    account = ask.somebody.account.id
    draft = drafts.own_draft(ask.house.database, account, dossier)
    database = ask.house.database
    if file := ask.field("detach"):
        return Outcome(attachments.detach(database, account, draft.id, file, ask.now))
    if file := ask.field("keep"):
        return Outcome(attachments.set_kept(database, account, file, kept=True, now=ask.now) or "")
    if place := ask.field("take"):
        return _take(ask, _goal(ask, draft, place), place)
    return attach_all(ask, _goal(ask, draft, ask.field("attach")), ask.field("attach"))


def _goal(ask: Ask, draft: Dossier, place: str) -> Target:
    """A place that the draft has as its answers stand now; raises AbsentError."""
    portal = ask.house.catalog().registers.portal.uploads
    found = find_place(_journey(ask, draft), portal, place)
    return uploads.target(draft.account, draft.id, found)


def _journey(ask: Ask, draft: Dossier) -> Journey:
    return journey_of(ask.house, draft, ask.now, ask.words)


def _take(ask: Ask, goal: Target, place: str) -> Outcome:
    file = ask.field(f"reuse.{place}")
    if not file:
        return Outcome(place, {place: ask.words("file.refused.none_chosen")})
    try:
        uploads.reuse(ask.house, goal, file, ask.now)
    except RefusedFileError as error:
        return Outcome(place, {place: refusal(error, ask.words("file.paper"), ask.words)})
    return Outcome(place)


def attach_all(ask: Ask, goal: Target, place: str) -> Outcome:
    """Attaches every file that came in the input of a place; what is refused does not keep the others out."""
    files = [
        one for one in ask.form.getlist(input_name(place)) if isinstance(one, UploadFile) and one.filename
    ]
    if not files:
        return Outcome(place, {place: ask.words("file.refused.none_chosen")})
    notes: list[str] = []
    refused: list[str] = []
    for one in files:
        try:
            notes += _attach(ask, goal, one).notes
        except RefusedFileError as error:
            refused.append(refusal(error, clean_name(one.filename or ""), ask.words))
    errors = {place: " ".join(refused)} if refused else {}
    return Outcome(place, errors, next(iter(notes), None))


def _attach(ask: Ask, goal: Target, file: UploadFile) -> Attached:
    return uploads.attach(ask.house, goal, Upload(file.filename or "", file.size or 0, file.file), ask.now)


def back(ask: Ask, path: str, outcome: Outcome) -> Response:
    """303 to a page (in no language yet), at the place, with what is to be told there."""
    note = urlencode({"note": outcome.note, "at": outcome.place}) if outcome.note else ""
    joined = f"{path}{'&' if '?' in path else '?'}{note}" if note else path
    return ask.redirect(f"{joined}#block.{quote(outcome.place)}")


def notes_of(ask: Ask) -> dict[str, str]:
    """Place -> what is to be told there, as `back` left it in the address."""
    query = ask.request.query_params
    return {query["at"]: query["note"]} if "at" in query and "note" in query else {}


def show(ask: Ask) -> Response:
    """All places of a draft with their files."""
    return _page(ask, _draft(ask), notes=notes_of(ask))


def send(ask: Ask) -> Response:
    """What upload.js sends (answered with the block of the place), or the form of the page."""
    draft = _draft(ask)
    outcome = attend(ask, draft.id)
    if ask.field("fragment"):
        return _block(ask, draft, outcome)
    if outcome.errors:
        return _page(ask, draft, 422, errors=outcome.errors)
    return back(ask, f"/nop-ho-so/{draft.id}/tep", outcome)


def _draft(ask: Ask) -> Dossier:
    return drafts.own_draft(ask.house.database, ask.somebody.account.id, ask.request.path_params["id"])


def _page(
    ask: Ask,
    draft: Dossier,
    status: int = 200,
    errors: Mapping[str, str] | None = None,
    notes: Mapping[str, str] | None = None,
) -> Response:
    shown = blocks(ask.house, draft, _journey(ask, draft), ask.words, errors=errors, notes=notes)
    named = {input_name(place): text for place, text in (errors or {}).items()}
    return ask.html("journey/files.html", status, draft=draft, blocks=shown.values(), errors=named)


def _block(ask: Ask, draft: Dossier, outcome: Outcome) -> Response:
    """A piece of the page; only scripts of ours ask for it."""
    notes = {outcome.place: outcome.note} if outcome.note else {}
    shown = blocks(ask.house, draft, _journey(ask, draft), ask.words, errors=outcome.errors, notes=notes)
    if outcome.place not in shown:
        raise AbsentError
    status = 422 if outcome.errors else 200
    return ask.html("journey/_block.html", status, block=shown[outcome.place])


def upload_paths(prefixes: Iterable[str] = ("", "/en")) -> str:
    """Pattern of the addresses that take files: large bodies are let through to them only."""
    pages = "|".join(prefixes)
    return rf"(?:{pages})/(?:nop-ho-so/[^/]+/(?:tep|thanh-phan|bieu-mau/[^/]+)|giay-to)"


PAGES: Table = {"/nop-ho-so/{id}/tep": {"GET": served(show), "POST": served(send)}}
