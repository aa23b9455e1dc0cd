"""What was sent, as a page and on paper; a draft in print; everything of a dossier to take along."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from tempfile import SpooledTemporaryFile
from typing import Any

from starlette.responses import Response, StreamingResponse

from dossiers.errors import AbsentError
from dossiers.exporting import file_name, told
from dossiers.files import checked, pieces
from dossiers.journey import Content, Journey
from dossiers.receipts import Printing, draw_receipt
from dossiers.routes.asking import PRIVATE, Ask, served
from dossiers.routes.mine import own_dossier
from dossiers.routes.reviewing import names_by_place
from dossiers.routes.working import saved_at
from dossiers.shared_forms import INFORMATION, RECEPTION, spoken
from dossiers.store import drafts, reading
from dossiers.store.attachments import READABLE
from dossiers.store.tables import Attachment, Dossier, SentCopy
from dossiers.submit import attachments, journey_of, setting_of
from dossiers.telling import Teller

MOST_IN_MEMORY = 8 << 20
"""Bytes of an archive before it is made on disk."""


def printed(ask: Ask, dossier: Dossier) -> Response:
    """Everything on one page: a draft as it is kept, a sent dossier as it was sent."""
    copies = [one for one in reading.copies(ask.house.database, dossier.id) if one.kind == "json"]
    copy = copies[-1] if copies else None
    if copy is None:
        journey, files = _kept(ask, dossier)
    else:
        journey, files = _sent(ask, dossier, json.loads(copy.content))
    return ask.html(
        "dossiers/print.html",
        dossier=dossier,
        procedure=journey.procedure,
        catalog=ask.house.catalog(),
        sections=Teller(ask.words, setting_of(ask.house, ask.now)).sections(journey, files),
        copy=copy,
        saved_at=saved_at(ask, dossier),
    )


def _kept(ask: Ask, dossier: Dossier) -> tuple[Journey, dict[str, list[str]]]:
    return journey_of(ask.house, dossier, ask.now, ask.words), names_by_place(ask.house, dossier.id)


def _sent(ask: Ask, dossier: Dossier, copy: dict[str, Any]) -> tuple[Journey, dict[str, list[str]]]:
    files: dict[str, list[str]] = {}
    for one in copy["files"]:
        files.setdefault(one["place"] or "", []).append(one["name"])
    content = Content(
        copy["reception"],
        copy["information"],
        copy["answers"],
        tuple(copy["cases"]),
        {place: len(names) for place, names in files.items()},
    )
    reception, information = (spoken(form, ask.words) for form in (RECEPTION, INFORMATION))
    setting = setting_of(ask.house, ask.now)
    return Journey(drafts.stored_procedure(dossier), reception, information, content, setting), files


def sent_copy(ask: Ask, dossier: Dossier) -> Response:
    """A copy of what was sent, unchanged: JSON, or PDF once it is made."""
    wanted = ask.request.path_params["kind"]
    found = [one for one in reading.copies(ask.house.database, dossier.id) if one.kind == wanted]
    if not found:
        raise AbsentError
    return _download(found[-1].content, found[-1].media_type, f"{file_name(dossier)}-da-gui.{wanted}")


def as_json(ask: Ask, dossier: Dossier) -> Response:
    """Everything of a dossier but the files, as JSON."""
    return _download(_content(ask, dossier), "application/json", f"{file_name(dossier)}.json")


def as_zip(ask: Ask, dossier: Dossier) -> Response:
    """Everything of a dossier: the JSON, the copies of what was sent and the files."""
    copies = reading.copies(ask.house.database, dossier.id)
    packed = _packed(ask, _content(ask, dossier), copies, attachments(ask.house, dossier.id))
    headers = _headers(f"{file_name(dossier)}.zip")
    return StreamingResponse(pieces(packed), headers=headers, media_type="application/zip")


def _content(ask: Ask, dossier: Dossier) -> bytes:
    history = reading.history(ask.house.database, dossier.id)
    content = told(dossier, history, attachments(ask.house, dossier.id))
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def _packed(
    ask: Ask, content: bytes, copies: Sequence[SentCopy], files: Sequence[Attachment]
) -> SpooledTemporaryFile[bytes]:
    """The archive, on disk where it is large: papers are pictures, which nothing makes smaller."""
    packed: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(MOST_IN_MEMORY)  # noqa: SIM115  # streamed after
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("ho-so.json", content, zipfile.ZIP_DEFLATED)
        for one in copies:
            archive.writestr(f"da-gui/{one.number}.{one.kind}", one.content, zipfile.ZIP_DEFLATED)
        for number, file in enumerate(files, 1):
            if file.scan in READABLE:
                with archive.open(f"tep/{number:03}-{file.name}", "w") as target:
                    target.writelines(checked(ask.house.files.read(file.key), file.sha256))
    packed.seek(0)
    return packed


def receipt_pdf(ask: Ask, dossier: Dossier) -> Response:
    """The receipt on paper; raises AbsentError for a draft."""
    if dossier.code is None or dossier.sent_at is None:
        raise AbsentError
    printing = Printing(ask.house.catalog(), ask.words, setting_of(ask.house, dossier.sent_at))
    number = len(attachments(ask.house, dossier.id))
    sheet = draw_receipt(dossier, number, dossier.sent_at, printing)
    return _download(sheet, "application/pdf", f"{file_name(dossier)}-bien-nhan.pdf")


def _download(content: bytes, media: str, name: str) -> Response:
    return Response(content, headers=_headers(name), media_type=media)


def _headers(name: str) -> dict[str, str]:
    return {**PRIVATE, "content-disposition": f'attachment; filename="{name}"'}


PAGES = {
    "/ho-so/{id}/in": {"GET": served(own_dossier(printed))},
    "/ho-so/{id}/du-lieu": {"GET": served(own_dossier(as_json))},
    "/ho-so/{id}/bien-nhan/pdf": {"GET": served(own_dossier(receipt_pdf))},
    "/ho-so/{id}/tai-ve.zip": {"GET": served(own_dossier(as_zip))},
    "/ho-so/{id}/da-gui/{kind}": {"GET": served(own_dossier(sent_copy))},
}
