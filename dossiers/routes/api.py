"""The API for programs of an account's owner: the journey by JSON below /api/v1/me."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Depends
from fastapi.security import HTTPBearer
from starlette.responses import Response

from dossiers import wire
from dossiers.routes import api_described as described
from dossiers.routes import api_dossiers, api_drafts, api_files
from dossiers.routes.api_described import FAILURES, FULL, NOT_NOW, STALE, WRONG, Described, Extra
from dossiers.routes.calling import Call, Takes, answered

LARGE = r"/api/v1/me/drafts/[^/]+/(?:files|reception|information|answers(?:/[^/]+)?)"
"""Pattern of the addresses that take more than other bodies."""
_KEY = HTTPBearer(
    auto_error=False,
    scheme_name="application_key",
    description='A key that the owner of an account makes at "Khóa ứng dụng" (/tai-khoan/khoa-ung-dung)',
)
"""Only described here: calling.py looks at the key."""

router = APIRouter(prefix="/api/v1/me", dependencies=[Depends(_KEY)])


def _add(
    address: str,
    handler: Callable[[Call], Response],
    name: str,
    answer: tuple[int, Any],
    extra: Extra | None = None,
    *more: Described,
    takes: Takes = "nothing",
) -> None:
    """`address` is method and path, `answer` status and shape, `more` the failures that other routes have not."""
    (method, path), (status, shape) = address.split(" "), answer
    responses: Described = {status: {"model": shape} if shape else {"description": "Done"}, **FAILURES}
    for one in more:
        responses |= one
    router.add_api_route(
        path,
        answered(handler, takes),
        methods=[method],
        operation_id=name,
        status_code=status,
        response_model=None,
        response_class=Response,
        responses=responses,
        openapi_extra=extra,
    )


_DRAFT = (200, wire.DraftAnswer)
_add("GET ", api_dossiers.whoami, "get_key", (200, wire.KeyAnswer))
_add("GET /drafts", api_drafts.read_list, "list_drafts", (200, wire.DraftList), described.DRAFT_LIST)
_add(
    "POST /drafts",
    api_drafts.create,
    "create_draft",
    (201, wire.DraftAnswer),
    described.CREATE,
    WRONG,
    NOT_NOW,
    takes="json",
)
_add("GET /drafts/{id}", api_drafts.read, "get_draft", _DRAFT, described.ONE)
_add("DELETE /drafts/{id}", api_drafts.throw_away, "delete_draft", (204, None), described.ONE)
_add("GET /drafts/{id}/files", api_files.read_list, "list_files", (200, wire.FilesAnswer), described.ONE)
_add(
    "POST /drafts/{id}/files",
    api_files.upload,
    "upload_file",
    (201, wire.UploadedFile),
    described.UPLOAD,
    WRONG,
    FULL,
    takes="file",
)
_add("DELETE /drafts/{id}/files/{file}", api_files.remove, "remove_file", (204, None), described.FILE)
_add(
    "PUT /drafts/{id}/cases",
    api_drafts.save_cases,
    "save_cases",
    _DRAFT,
    described.CASES,
    WRONG,
    STALE,
    takes="json",
)
_add(
    "POST /drafts/{id}/follow",
    api_drafts.follow,
    "follow_procedure",
    _DRAFT,
    described.FOLLOW,
    WRONG,
    STALE,
)
_add(
    "POST /drafts/{id}/send",
    api_drafts.send,
    "send_draft",
    (200, wire.SentAnswer),
    described.SEND,
    WRONG,
    STALE,
    takes="json",
)
_add(
    "GET /drafts/{id}/schemas/{part}",
    api_drafts.read_schema,
    "get_schema",
    (200, None),
    described.SCHEMA,
    described.SCHEMA_ANSWER,
)
for part in api_drafts.STEPS:
    _add(
        f"PUT /drafts/{{id}}/{part}",
        api_drafts.saving(part),
        f"save_{part}",
        _DRAFT,
        described.SAVE,
        WRONG,
        STALE,
        takes="json",
    )
_add(
    "PUT /drafts/{id}/answers/{page}",
    api_drafts.save_page,
    "save_page",
    _DRAFT,
    described.SAVE_PAGE,
    WRONG,
    STALE,
    takes="json",
)
_add(
    "GET /dossiers",
    api_dossiers.read_list,
    "list_dossiers",
    (200, wire.DossierList),
    described.DOSSIER_LIST,
)
_add("GET /dossiers/{id}", api_dossiers.read, "get_dossier", (200, wire.DossierAnswer), described.ONE)
_add(
    "POST /dossiers/{id}/withdraw",
    api_dossiers.withdraw,
    "withdraw_dossier",
    (200, wire.DossierAnswer),
    described.WITHDRAW,
    WRONG,
    STALE,
    takes="json",
)
