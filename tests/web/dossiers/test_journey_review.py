"""Step 8: everything is shown before it goes, it goes once, and a receipt follows."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from dossiers.store.tables import Answered, Dossier, Event, SentCopy
from tests.web.dossiers.conftest import outbox
from tests.web.dossiers.walking import RECEPTION, Walker, errors

BARE = ("1.001656", "bao-hiem-xa-hoi-co-so")
"""A procedure of the data with neither e-form nor papers."""


@pytest.fixture
def walker(signed_in) -> Walker:
    """Somebody in front of the review of a complete draft."""
    return Walker(signed_in()).complete()


def count(database, table, **wanted: str) -> int:
    with database.read() as session:
        rows = select(func.count()).select_from(table).filter_by(**wanted)
        return session.scalars(rows).one()


def test_the_review_shows_every_answer_with_a_link_that_comes_back(walker) -> None:
    text = walker.client.get(walker.path("kiem-tra")).text
    assert "Nguyễn Thị Bình" in text
    assert "01/11/2026" in text
    assert "0912 345 678" in text
    assert "giay.png" in text
    assert f'href="{walker.path("tiep-nhan")}?from=review"' in text


def test_a_page_opened_from_the_review_leads_back_there(walker) -> None:
    answer = walker.fill("tiep-nhan?from=review", {**RECEPTION, "full_name": "Nguyễn Văn Anh"})
    assert answer.headers["location"] == walker.path("kiem-tra")
    assert "Nguyễn Văn Anh" in walker.client.get(walker.path("kiem-tra")).text


def test_the_review_of_an_incomplete_draft_leads_to_what_is_missing(signed_in) -> None:
    walker = Walker(signed_in()).begin()
    assert walker.client.get(walker.path("kiem-tra")).headers["location"] == walker.path("tiep-nhan")


def test_nothing_goes_without_the_declaration(walker, database) -> None:
    answer = walker.send(declared="")
    assert answer.status_code == 422
    assert len(errors(answer.text)) == 1
    assert 'aria-describedby="declared-error"' in answer.text
    assert count(database, Event) == 0


def test_sending_leads_to_a_receipt_with_code_qr_and_expected_day(walker, database) -> None:
    answer = walker.send()
    assert answer.headers["location"] == f"/ho-so/{walker.dossier}/bien-nhan"
    text = walker.client.get(answer.headers["location"]).text
    assert "H42-261125-0001" in text
    assert 'aria-label="Mã QR của mã hồ sơ H42-261125-0001"' in text
    assert "dự kiến" in text
    assert "không có giá trị pháp lý" in text
    assert {row.kind for row in outbox(database)} >= {"notice", "render_copy"}


def test_a_second_click_a_reload_and_a_retry_make_no_second_dossier(walker, database) -> None:
    held = {**walker.open("kiem-tra").fields, "declared": "yes", "then": "send"}
    answers = [walker.client.post(walker.path("gui"), data=held) for _ in range(3)]
    assert {one.status_code for one in answers} == {303}
    assert answers[0].headers["location"] == f"/ho-so/{walker.dossier}/bien-nhan"
    assert count(database, Answered) == count(database, Event) == count(database, SentCopy, kind="json") == 1


def test_two_identical_requests_at_once_make_one_dossier(walker, signed_in, database) -> None:
    held = {**walker.open("kiem-tra").fields, "declared": "yes", "then": "send"}
    clients = [walker.client, signed_in(walker.client.account)]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda one: one.post(walker.path("gui"), data=held), clients))
    assert [one.status_code for one in answers] == [303, 303]
    assert count(database, Event) == 1


def test_a_draft_changed_elsewhere_is_shown_again_before_it_goes(walker, database) -> None:
    held = {**walker.open("kiem-tra").fields, "declared": "yes", "then": "send"}
    walker.fill("tiep-nhan", {**RECEPTION, "full_name": "Máy hai"}, then="save")
    answer = walker.client.post(walker.path("gui"), data=held)
    assert answer.status_code == 409
    assert "Máy hai" in answer.text
    assert count(database, Event) == 0


def test_a_paper_taken_out_meanwhile_is_named(walker) -> None:
    held = {**walker.open("kiem-tra").fields, "declared": "yes", "then": "send"}
    papers = walker.open("thanh-phan")
    file = next(value for name, value in papers.buttons if name == "detach")
    walker.client.post(walker.path("thanh-phan"), data={**papers.fields, "detach": file})
    held["version"] = walker.open("thanh-phan").fields["version"]
    answer = walker.client.post(walker.path("gui"), data=held)
    assert answer.status_code == 422
    assert "Đính kèm tệp cho" in errors(answer.text)[0]


def test_saving_at_the_review_keeps_the_draft(walker, database) -> None:
    answer = walker.send(then="save")
    assert answer.headers["location"] == f"/ho-so/{walker.dossier}"
    assert "chưa được gửi đi" in walker.client.get(answer.headers["location"]).text
    assert count(database, Dossier, status="draft") == 1


def test_what_was_sent_never_changes_and_is_shown_as_it_went(walker, database) -> None:
    walker.send()
    text = walker.client.get(f"/ho-so/{walker.dossier}/in").text
    assert "Nguyễn Thị Bình" in text
    assert "giay.png" in text
    answer = walker.client.get(f"/ho-so/{walker.dossier}/da-gui/json")
    assert answer.headers["content-disposition"].startswith("attachment")
    with database.read() as session:
        kept = session.scalars(select(SentCopy).filter_by(kind="json")).one()
    assert answer.content == kept.content
    assert json.loads(answer.content)["answers"]["child_name"] == "Nguyễn Thị Bình"
    assert kept.sha256 in text


def test_the_pages_of_a_sent_dossier_lead_to_it(walker) -> None:
    walker.send()
    for page in ("tiep-nhan", "bieu-mau/child", "thanh-phan", "kiem-tra"):
        assert walker.client.get(walker.path(page)).headers["location"] == f"/ho-so/{walker.dossier}"
    assert walker.client.post(walker.path("tiep-nhan"), data={"version": "1"}).status_code == 303


def test_a_draft_on_an_old_wording_does_not_go_before_its_owner_has_seen_the_new_one(walker, house) -> None:
    with house.database.write() as session:
        kept = session.get(Dossier, walker.dossier)
        content = json.loads(json.dumps(kept.procedure))
        content["components"].pop()
        kept.procedure, kept.procedure_digest = content, "cũ"
    held = {"version": "99", "declared": "yes", "then": "send"}
    answer = walker.client.post(walker.path("gui"), data=held)
    assert answer.headers["location"] == walker.path("thay-doi")


def test_the_receipt_may_be_taken_along_as_a_pdf(walker) -> None:
    walker.send()
    answer = walker.client.get(f"/ho-so/{walker.dossier}/bien-nhan/pdf")
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["cache-control"] == "private, no-store"


def test_a_procedure_without_form_and_papers_goes_in_three_pages(signed_in) -> None:
    walker = Walker(signed_in()).begin(*BARE).shared()
    text = walker.client.get(walker.path("kiem-tra")).text
    assert text.count("không cần") == 2
    assert walker.send().headers["location"] == f"/ho-so/{walker.dossier}/bien-nhan"


def test_the_address_of_sending_leads_to_the_review_and_sends_nothing(walker, database) -> None:
    assert walker.client.get(walker.path("gui")).headers["location"] == walker.path("kiem-tra")
    assert count(database, Event) == 0


@pytest.mark.parametrize("page", ["tiep-nhan", "thong-tin", "bieu-mau/child", "thanh-phan", "kiem-tra"])
def test_every_page_is_there_in_english_and_leads_on_in_english(walker, page: str) -> None:
    answer = walker.client.get("/en" + walker.path(page))
    assert answer.status_code == 200
    assert f'action="/en/nop-ho-so/{walker.dossier}/' in answer.text
    assert "Step " in answer.text
