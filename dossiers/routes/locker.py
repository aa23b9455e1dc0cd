""" "Kho giấy tờ của tôi": papers kept for reuse; and how any file of one's own is downloaded or looked at.

Files never open inside our own pages' origin rights: they are downloads, or shown in a frame whose sandbox runs
nothing (decision 27).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from starlette.responses import Response, StreamingResponse

from dossiers.errors import AbsentError, DamagedError, ForbiddenError
from dossiers.file_blocks import NOTES, Block
from dossiers.file_limits import MOST_PAPERS, Limits, make_limits
from dossiers.file_names import disposition
from dossiers.file_types import SHOWN
from dossiers.files import checked
from dossiers.routes.asking import PRIVATE, Ask, Table, served
from dossiers.routes.attachments import Outcome, attach_all, back, notes_of
from dossiers.store import attachments
from dossiers.store.attachments import READABLE
from dossiers.store.tables import Attachment
from dossiers.uploads import Target

PLACE = "locker"
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""A download that somebody opens all the same: nothing in it runs or loads."""
FRAMED = "sandbox; frame-ancestors 'self'"
"""The same in a frame of ours; browsers show PDF and pictures with styles of their own, so these stay allowed."""
FRAMING = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The policy of every page of ours, with frames of our own."""


def show(ask: Ask) -> Response:
    """The papers in the locker."""
    return _page(ask)


def send(ask: Ask) -> Response:
    """Puts papers in, or takes one out."""
    account = ask.somebody.account.id
    if file := ask.field("drop"):
        attachments.set_kept(ask.house.database, account, file, kept=False, now=ask.now)
        return ask.redirect("/giay-to")
    outcome = attach_all(ask, Target(account, _limits(ask)), PLACE)
    if ask.field("fragment"):
        status = 422 if outcome.errors else 200
        return ask.html("dossiers/_locker_block.html", status, block=_shelf(ask, outcome))
    return _page(ask, outcome, 422) if outcome.errors else back(ask, "/giay-to", outcome)


def _page(ask: Ask, outcome: Outcome | None = None, status: int = 200) -> Response:
    told = outcome or Outcome(PLACE, note=notes_of(ask).get(PLACE))
    errors = {f"file.{place}": text for place, text in told.errors.items()}
    return ask.html("dossiers/locker.html", status, block=_shelf(ask, told), errors=errors)


def _shelf(ask: Ask, outcome: Outcome) -> Block:
    words, note = ask.words, outcome.note
    return Block(
        place=PLACE,
        label=words("locker.title"),
        limits=_limits(ask),
        files=tuple(attachments.locker(ask.house.database, ask.somebody.account.id)),
        error=outcome.errors.get(PLACE),
        note=words(f"file.note.{note}") if note in NOTES else None,
    )


def _limits(ask: Ask) -> Limits:
    return make_limits(ask.house.catalog().registers.portal.uploads, most=MOST_PAPERS)


def download(ask: Ask) -> Response:
    """A file of one's own, to be saved."""
    file = _readable(ask)
    headers = {"content-disposition": disposition(file.name), "content-security-policy": SANDBOX}
    return _stream(ask, file, headers)


def look(ask: Ask) -> Response:
    """A page that shows a file in a frame; files that browsers cannot show are downloaded."""
    file = _readable(ask)
    if file.media_type not in SHOWN:
        return ask.redirect(f"/giay-to/{file.id}")
    page = ask.html("dossiers/preview.html", file=file)
    page.headers["content-security-policy"] = FRAMING
    return page


def content(ask: Ask) -> Response:
    """What stands in that frame."""
    file = _readable(ask)
    if file.media_type not in SHOWN:
        raise AbsentError
    headers = {
        "content-disposition": disposition(file.name, inline=True),
        "content-security-policy": FRAMED,
    }
    return _stream(ask, file, headers)


def _readable(ask: Ask) -> Attachment:
    """A file of whoever asks; raises AbsentError, and ForbiddenError while no scanner has found it clean."""
    file = attachments.own(ask.house.database, ask.somebody.account.id, ask.request.path_params["id"])
    if file.scan not in READABLE:
        raise ForbiddenError("state")
    return file


def _stream(ask: Ask, file: Attachment, headers: dict[str, str]) -> Response:
    """The bytes of a file; what is damaged is told before the first byte where it is small, else never complete."""
    try:
        parts = checked(ask.house.files.read(file.key), file.sha256)
    except AbsentError as error:
        raise DamagedError from error
    shared = {
        **PRIVATE,
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
        "content-length": str(file.size),
    }
    return StreamingResponse(_begun(parts), headers={**shared, **headers}, media_type=file.media_type)


def _begun(parts: Iterator[bytes]) -> Iterator[bytes]:
    """The same parts, the first one fetched already."""
    first = next(parts, b"")
    return chain((first,), parts)


PAGES: Table = {
    "/giay-to": {"GET": served(show), "POST": served(send)},
    "/giay-to/{id}": {"GET": served(download)},
    "/giay-to/{id}/xem": {"GET": served(look)},
}
OTHERS: Table = {"/giay-to/{id}/noi-dung": {"GET": served(content)}}
