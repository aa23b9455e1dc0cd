"""The receipt of a dossier and the copy of what was sent, as records for paper.

The copy is made of the JSON that was kept at sending, once, and then kept beside it: what the registers say later
about names of places changes nothing. The receipt is drawn whenever somebody asks for it. The QR code of both holds
the code of the dossier and nothing else.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dossiers.codes import VIETNAM
from dossiers.expecting import expected
from dossiers.house import Words
from dossiers.identity import mask
from dossiers.journey import Content, Journey
from dossiers.office import Office
from dossiers.outbox import DeliveryError
from dossiers.questions import Setting
from dossiers.shared_forms import INFORMATION, RECEPTION, spoken
from dossiers.store import copies, drafts
from dossiers.store.outbox import Claimed
from dossiers.store.tables import Dossier, Outgoing, SentCopy
from dossiers.telling import Line, Teller
from indexer.catalog import Catalog
from printing import record
from printing.record import Group, Record, Row

LANG = "vi"
"""Language of the kept copy: that of the forms of the data."""


@dataclass(frozen=True, slots=True)
class Printing:
    """What records are made with."""

    catalog: Catalog
    words: Words
    setting: Setting


def render_copy(office: Office, claimed: Claimed, now: dt.datetime) -> Sequence[Outgoing]:
    """Makes the PDF of what was sent and keeps it, unless there is one; raises DeliveryError, DatabaseError."""
    number = int(claimed.payload.get("number", 1))
    found = copies.unprinted(office.database, claimed.dossier or "", number)
    if found is None:
        return ()
    dossier, copy = found
    printing = Printing(office.catalog(), office.words(LANG), office.setting(copy.created_at))
    try:
        sheet = copy_record(dossier, copy, printing)
    except (KeyError, ValueError):
        # What was sent is kept in any case; a copy of a shape we do not know waits for a program that does.
        raise DeliveryError("unknown_copy") from None
    copies.add_print(office.database, copy, record.draw(sheet, LANG, _local(copy.created_at)), now)
    return ()


# Copy ------------------------------------------------------------------------------------------------------


def copy_record(dossier: Dossier, copy: SentCopy, printing: Printing) -> Record:
    """What was sent, answer by answer and paper by paper."""
    content, words = json.loads(copy.content), printing.words
    files = content["files"]
    journey = _journey(dossier, content, printing)
    sections = Teller(words, printing.setting).sections(journey, _by_place(files, words))
    title = words("copy.title") if copy.number == 1 else words("copy.title_supplement", n=copy.number - 1)
    facts = [*_head(dossier, copy.created_at, printing), Row(words("copy.sha256"), copy.sha256)]
    if content.get("form_version"):
        facts.append(Row(words("copy.form_version"), str(content["form_version"])))
    told = [Group(one.title, tuple(_rows(one.lines, words))) for one in sections]
    groups = [one for one in told if one.rows]
    sheet = _record(title, dossier, printing, [words("copy.unchanged")])
    return replace(sheet, facts=tuple(facts), groups=tuple(groups))


def _journey(dossier: Dossier, sent: Mapping[str, Any], printing: Printing) -> Journey:
    places = [str(one["place"]) for one in sent["files"] if one["place"]]
    content = Content(
        sent["reception"],
        sent["information"],
        sent["answers"],
        tuple(sent["cases"]),
        {place: places.count(place) for place in places},
    )
    return Journey(
        drafts.stored_procedure(dossier),
        spoken(RECEPTION, printing.words),
        spoken(INFORMATION, printing.words),
        content,
        printing.setting,
    )


def _by_place(files: Sequence[Mapping[str, Any]], words: Words) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for one in files:
        size = words("copy.kilobytes", n=max(1, round(one["size"] / 1024)))
        line = words("copy.file", name=one["name"], size=size, sha256=one["sha256"])
        told.setdefault(one["place"] or "", []).append(line)
    return told


def _rows(lines: Sequence[Line], words: Words) -> Iterator[Row]:
    for line in lines:
        if line.items:
            for n, item in enumerate(line.items, 1):
                yield Row(words("copy.item", label=line.label, n=n), "")
                yield from _rows(item, words)
        elif line.files:
            yield Row(line.label, "\n".join(line.files))
        elif line.text or line.asked:
            yield Row(line.label, line.text or words("copy.empty"))


# Receipt ---------------------------------------------------------------------------------------------------


def receipt_record(dossier: Dossier, files: int, sent_at: dt.datetime, printing: Printing) -> Record:
    """That a dossier was sent: what, by whom, to whom, when, and when it is expected to be ready."""
    words = printing.words
    facts = [
        *_head(dossier, sent_at, printing),
        *_applicant(dossier, words),
        Row(words("receipt.files"), words.counted("receipt.files_number", files)),
        *_result(dossier, printing),
        Row(words("receipt.due"), "\n".join(_due(dossier, sent_at, printing))),
    ]
    notices = [words("receipt.not_acceptance"), words("receipt.code_use")]
    return replace(_record(words("receipt.title"), dossier, printing, notices), facts=tuple(facts))


def draw_receipt(dossier: Dossier, files: int, sent_at: dt.datetime, printing: Printing) -> bytes:
    """The receipt as a PDF."""
    sheet = receipt_record(dossier, files, sent_at, printing)
    return record.draw(sheet, printing.words.lang, _local(sent_at))


def _applicant(dossier: Dossier, words: Words) -> Iterator[Row]:
    given = dossier.reception
    if given.get("applicant_kind") == "organisation" and given.get("organisation_name"):
        yield Row(words("receipt.organisation"), str(given["organisation_name"]))
    if given.get("full_name"):
        yield Row(words("receipt.applicant"), str(given["full_name"]))
    if given.get("citizen_id"):
        yield Row(words("receipt.number"), mask(str(given["citizen_id"])))


def _result(dossier: Dossier, printing: Printing) -> Iterator[Row]:
    way = dossier.information.get("receive_by")
    if way in ("counter", "post", "electronic"):
        yield Row(printing.words("receipt.result"), printing.words(f"shared.receive_by.{way}"))


def _due(dossier: Dossier, sent_at: dt.datetime, printing: Printing) -> list[str]:
    words = printing.words
    procedure = drafts.stored_procedure(dossier)
    found = expected(procedure, printing.catalog, dossier.receiving_agency, sent_at)
    lines = [
        words("receipt.due_case", day=words.day(one.day), case=one.term.case)
        if one.term.case
        else words.day(one.day)
        for one in found
    ]
    return list(dict.fromkeys(lines)) or [words("receipt.due_unknown")]


# Both ------------------------------------------------------------------------------------------------------


def _head(dossier: Dossier, sent_at: dt.datetime, printing: Printing) -> list[Row]:
    words, procedure, at = printing.words, drafts.stored_procedure(dossier), _local(sent_at)
    moment = words("receipt.moment", time=at.strftime("%H:%M"), day=words.day(at.date()))
    return [
        Row(words("receipt.code"), dossier.code or ""),
        Row(words("receipt.procedure"), words("receipt.named", name=procedure.name, code=procedure.code)),
        Row(words("receipt.agency"), printing.catalog.agency_name(dossier.receiving_agency)),
        Row(words("receipt.sent_at"), moment),
    ]


def _record(title: str, dossier: Dossier, printing: Printing, notices: Sequence[str]) -> Record:
    words, portal = printing.words, printing.catalog.registers.portal
    unofficial = [] if portal.official else [words("notice.unofficial")]
    return Record(
        title=title,
        issuer=(portal.name_en or portal.name) if words.lang == "en" else portal.name,
        code=dossier.code or "",
        facts=(),
        notices=(*unofficial, *notices),
        groups=(),
        page_label=words("receipt.page", page="{page}", pages="{pages}"),
    )


def _local(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(VIETNAM)
