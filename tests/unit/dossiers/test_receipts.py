"""The copy of what was sent is made once and never again; the receipt tells what was sent and what follows."""

from __future__ import annotations

import hashlib
import io
import json
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from dossiers.journey import Content, Journey, Step
from dossiers.office import Office
from dossiers.outbox import DeliveryError
from dossiers.receipts import Printing, draw_receipt, receipt_record, render_copy
from dossiers.shared_forms import INFORMATION, RECEPTION
from dossiers.store.copies import add_print
from dossiers.store.database import Database
from dossiers.store.tables import Attachment, Dossier, SentCopy
from dossiers.submit import sent_copy
from tests.dossier_database import NOW, database, person
from tests.unit.dossiers import offices
from tests.unit.dossiers.offices import (
    CATALOG,
    MINUTE,
    PROCEDURE,
    SPOKEN,
    claimed,
    make_draft,
    make_office,
    sent,
)

__all__ = ["database"]

ANSWERS: dict[str, Any] = {
    "name": "Nguyễn Văn An",
    "abroad": False,
    "number": "037090000001",
    "born": "1990-04-12",
    "passport": "C1234567",
    "rooms": 3,
    "price": 1_500_000,
    "use": "live",
    "copies": ["a", "c"],
    "children": [
        {"child": "Bé Một", "adopted": False},
        {"child": "Bé Hai", "adopted": True, "decision": "07/QĐ"},
    ],
    "true": True,
}
PAPER = Attachment(
    id="f1", account="a", place="0.don", name="don-de-nghi.pdf", media_type="application/pdf", size=20_480,
    sha256="ab" * 32, key="k1", scan="clean", created_at=NOW,
)  # fmt: skip


def sent_dossier(database: Database, **parts: Any) -> Dossier:
    """A dossier that was sent with one paper and answers to everything."""
    draft = make_draft(database, person(database), **{"answers": ANSWERS, **parts})
    content = Content(draft.reception, draft.information, draft.answers, (), {"0.don": 1})
    setting = make_office(database).setting(NOW)
    journey = Journey(PROCEDURE, RECEPTION, INFORMATION, content, setting)
    return sent(database, draft, sent_copy(draft, journey, [PAPER]))


def render(office: Office, dossier: Dossier, **payload: Any) -> None:
    assert list(render_copy(office, claimed("render_copy", payload, dossier=dossier.id), NOW + MINUTE)) == []


def prints(database: Database) -> list[SentCopy]:
    with database.read() as session:
        return list(session.scalars(select(SentCopy).where(SentCopy.kind == "pdf")))


def text_of(content: bytes) -> str:
    """The words of a PDF without the blanks and line ends that wrapping moves."""
    pages = PdfReader(io.BytesIO(content)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def missing(content: bytes, *told: str) -> list[str]:
    found = text_of(content)
    return [one for one in told if "".join(one.split()) not in found]


def test_the_copy_holds_every_answer_and_paper_in_words(database: Database) -> None:
    dossier = sent_dossier(database)
    render(make_office(database), dossier)
    [copy] = prints(database)
    told = (
        "Bản hồ sơ đã gửi", str(dossier.code), "Thủ tục thử có tên dài (mã 1.000001)", "10:00 ngày 25/11/2026",
        "Ủy ban nhân dân phường Phủ Lý", "Tiếp nhận hồ sơ", "Qua bưu chính công ích", "12/04/1990",
        "1.500.000 đồng",
        "Để ở", "Bé Hai", "07/QĐ", "Con, mục 2", "Đơn đề nghị", "don-de-nghi.pdf (20 KB; SHA-256", "ab" * 32,
        "không có giá trị pháp lý",
    )  # fmt: skip
    assert missing(copy.content, *told) == []


def test_the_copy_leaves_out_what_was_not_asked(database: Database) -> None:
    dossier = sent_dossier(database)
    render(make_office(database), dossier)
    assert missing(prints(database)[0].content, "C1234567") == ["C1234567"]


def test_the_copy_names_the_hash_of_the_data_it_was_made_of(database: Database) -> None:
    dossier = sent_dossier(database)
    render(make_office(database), dossier)
    with database.read() as session:
        source = session.scalars(select(SentCopy).where(SentCopy.kind == "json")).one()
    [copy] = prints(database)
    assert missing(copy.content, hashlib.sha256(source.content).hexdigest()) == []
    assert copy.sha256 == hashlib.sha256(copy.content).hexdigest()


def test_the_copy_is_made_once(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = sent_dossier(database)
    render(make_office(database), dossier)
    [first] = prints(database)
    monkeypatch.setattr(offices.CATALOG, "agency_name", lambda _agency: "Tên mới")
    render(make_office(database), dossier)
    assert [(one.id, one.content) for one in prints(database)] == [(first.id, first.content)]


def test_of_two_workers_the_first_print_stays(database: Database) -> None:
    dossier = sent_dossier(database)
    with database.read() as session:
        source = session.scalars(select(SentCopy).where(SentCopy.dossier == dossier.id)).one()
    assert [add_print(database, source, content, NOW) for content in (b"one", b"two")] == [True, False]
    assert [one.content for one in prints(database)] == [b"one"]


def test_there_is_nothing_to_print_for_a_dossier_that_is_gone(database: Database) -> None:
    assert list(render_copy(make_office(database), claimed("render_copy", {}), NOW)) == []


def test_a_copy_of_an_unknown_shape_waits_for_a_program_that_knows_it(database: Database) -> None:
    dossier = sent(database, make_draft(database, person(database)), b'{"later": 1}')
    with pytest.raises(DeliveryError) as refused:
        render(make_office(database), dossier)
    assert (refused.value.kind, refused.value.lasting) == ("unknown_copy", False)


def test_a_supplement_has_a_copy_of_its_own(database: Database) -> None:
    dossier = sent_dossier(database)
    with database.write() as session:
        first = session.scalars(select(SentCopy)).one()
        more = SentCopy(
            dossier=dossier.id, number=2, kind="json", media_type=first.media_type, sha256="cd" * 32,
            content=first.content, created_at=NOW + MINUTE,
        )  # fmt: skip
        session.add(more)
    render(make_office(database), dossier, number=2)
    [copy] = prints(database)
    assert copy.number == 2
    assert missing(copy.content, "Bản bổ sung đã gửi, lần 1", "cd" * 32) == []


# Receipt ---------------------------------------------------------------------------------------------------


def printing(database: Database, lang: str = "vi") -> Printing:
    return Printing(CATALOG, SPOKEN[lang], make_office(database).setting(NOW))


def test_the_receipt_tells_what_was_sent_by_whom_when_and_until_when(database: Database) -> None:
    dossier = sent_dossier(database)
    told = (
        "Biên nhận gửi hồ sơ trực tuyến", str(dossier.code), "Nguyễn Văn An", "10:00 ngày 25/11/2026", "1 tệp",
        "Qua bưu chính công ích", "Ngày trả kết quả (dự kiến)", "30/11/2026", "không có giá trị pháp lý",
    )  # fmt: skip
    assert missing(draw_receipt(dossier, 1, NOW, printing(database)), *told) == []


def test_the_number_of_the_applicant_is_masked_on_the_receipt(database: Database) -> None:
    content = draw_receipt(sent_dossier(database), 1, NOW, printing(database))
    assert missing(content, "0370******01", "037090000001") == ["037090000001"]


def test_the_code_to_photograph_holds_the_code_of_the_dossier_only(database: Database) -> None:
    dossier = sent_dossier(database)
    assert receipt_record(dossier, 1, NOW, printing(database)).code == dossier.code


def test_the_receipt_speaks_english_on_english_pages(database: Database) -> None:
    content = draw_receipt(sent_dossier(database), 2, NOW, printing(database, "en"))
    assert (
        missing(content, "Receipt of a dossier sent online", "2 files", "30 November 2026", "Sample portal")
        == []
    )


def test_terms_of_several_cases_are_told_one_by_one(database: Database) -> None:
    terms = (
        {"duration": 3, "unit": "working_day", "case": "Thông thường"},
        {"duration": 7, "unit": "working_day", "case": "Phải xác minh"},
    )
    methods = json.loads(PROCEDURE.model_dump_json(by_alias=True))["methods"]
    procedure = PROCEDURE.model_validate(
        {**PROCEDURE.model_dump(by_alias=True), "methods": ({**methods[0], "terms": terms},)}, strict=False
    )
    dossier = sent(database, make_draft(database, person(database), procedure))
    content = draw_receipt(dossier, 0, NOW, printing(database))
    assert missing(content, "30/11/2026: Thông thường", "04/12/2026: Phải xác minh") == []


def test_without_a_term_the_receipt_promises_no_day(database: Database) -> None:
    procedure = PROCEDURE.model_copy(update={"methods": ()})
    dossier = sent(database, make_draft(database, person(database), procedure))
    assert missing(draw_receipt(dossier, 0, NOW, printing(database)), "Cơ quan báo sau khi tiếp nhận.") == []


def test_an_organisation_stands_on_its_receipt(database: Database) -> None:
    reception = {
        "applicant_kind": "organisation",
        "organisation_name": "Công ty TNHH Ví Dụ",
        "full_name": "Lê Ví Dụ",
    }
    dossier = sent_dossier(database, reception=reception)
    assert missing(draw_receipt(dossier, 1, NOW, printing(database)), "Công ty TNHH Ví Dụ", "Lê Ví Dụ") == []


def test_the_journey_of_a_copy_reads_what_was_sent_not_what_is_kept_now(database: Database) -> None:
    dossier = sent_dossier(database)
    with database.write() as session:
        session.get_one(Dossier, dossier.id).answers = {"name": "Ai khác"}
    render(make_office(database), dossier)
    assert missing(prints(database)[0].content, "Bé Một", "Ai khác") == ["Ai khác"]


def test_steps_four_and_five_speak_words_and_not_keys(database: Database) -> None:
    dossier = sent_dossier(database)
    render(make_office(database), dossier)
    found = text_of(prints(database)[0].content)
    assert "shared." not in found
    assert f"step.{Step.RECEPTION}" not in found
