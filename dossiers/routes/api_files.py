"""The API for programs: files of a draft, one a request."""

from __future__ import annotations

from starlette.datastructures import UploadFile
from starlette.responses import Response

from dossiers import uploads, wire_rows
from dossiers.errors import AbsentError, RefusedFileError, WrongContentError
from dossiers.file_blocks import refusal
from dossiers.file_limits import find_place
from dossiers.file_names import clean_name
from dossiers.routes.api_drafts import journey_in, own_draft
from dossiers.routes.calling import Call, nothing, told
from dossiers.store import attachments


def read_list(call: Call) -> Response:
    """Where files may be attached as the answers stand now, how many, of what kind, and which are there."""
    draft = own_draft(call)
    portal = call.house.catalog().registers.portal.uploads
    return told(wire_rows.files_answer(call.house, draft, journey_in(call, draft), portal))


def upload(call: Call) -> Response:
    """Attaches a file: fields `place` and `file` of a multipart form."""
    draft = own_draft(call)
    if not call.is_multipart:
        raise call.wrong("", "not_multipart")
    place, file = call.form.get("place"), call.form.get("file")
    if not isinstance(place, str):
        raise call.wrong("/place", "missing")
    if not isinstance(file, UploadFile) or not file.filename:
        raise call.wrong("/file", "missing")
    portal = call.house.catalog().registers.portal.uploads
    try:
        found = find_place(journey_in(call, draft), portal, place)
    except AbsentError as error:
        raise call.wrong("/place", "no_place") from error
    goal = uploads.target(draft.account, draft.id, found)
    come = uploads.Upload(file.filename, file.size or 0, file.file)
    try:
        attached = uploads.attach(call.house, goal, come, call.now)
    except RefusedFileError as error:
        raise _refused(call, error, clean_name(file.filename)) from error
    return told(wire_rows.uploaded(attached.file, attached.notes), 201)


def remove(call: Call) -> Response:
    """Takes a file out of a draft; a paper that is kept in the locker stays there."""
    attachments.detach(call.house.database, call.account.id, own_draft(call).id, call.part("file"), call.now)
    return nothing()


def _refused(call: Call, error: RefusedFileError, name: str) -> WrongContentError:
    text = refusal(error, name, call.words)
    return WrongContentError({"pointer": "/file", "message": text, "code": error.rule})
