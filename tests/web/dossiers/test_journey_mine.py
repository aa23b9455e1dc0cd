"""One's own dossiers: listed, by state, withdrawn, duplicated, taken along; drafts into the bin and back."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from dossiers.dossier import Action, Actor
from dossiers.store import drafts
from dossiers.store.moves import Move, act
from tests.dossier_database import person
from tests.web.dossiers.walking import Walker, errors

WAYS = ("", "/bien-nhan", "/bien-nhan/pdf", "/rut", "/in", "/du-lieu", "/tai-ve.zip", "/da-gui/json")


@pytest.fixture
def sent(signed_in) -> Walker:
    """Somebody who has sent a dossier."""
    walker = Walker(signed_in()).complete()
    walker.send()
    return walker


def own(house, walker: Walker):
    return drafts.own(house.database, walker.client.account, walker.dossier)


def move(house, walker: Walker, action: Action, actor: Actor = Actor.FRONT_OFFICER, **more) -> None:
    dossier = own(house, walker)
    act(house.database, Move(dossier.id, dossier.version, action, actor, None, **more), house.now())


def page(walker: Walker, end: str = "") -> str:
    return walker.client.get(f"/ho-so/{walker.dossier}{end}").text


def test_the_list_needs_somebody_signed_in(portal) -> None:
    answer = portal.get("/ho-so")
    assert "/tai-khoan/dang-nhap?next=/ho-so" in answer.headers["location"]


def test_dossiers_are_counted_by_state_and_shown_by_it(sent) -> None:
    Walker(sent.client).begin()
    text = sent.client.get("/ho-so").text
    assert "Phân loại hồ sơ" in text
    assert 'Bản nháp <span class="count">1</span>' in text
    assert 'Đã gửi, chờ tiếp nhận <span class="count">1</span>' in text
    assert text.count('<li class="hit">') == 2
    only = sent.client.get("/ho-so?status=sent").text
    assert only.count('<li class="hit">') == 1
    assert "H42-261125-0001" in only


def test_the_list_tells_that_the_agency_has_answered_and_that_it_waits(sent, house) -> None:
    assert "Cơ quan đang chờ bạn" not in sent.client.get("/ho-so").text
    move(house, sent, Action.ASK_SUPPLEMENT, reason="Thiếu trang hai", data={"items": ["1.chung-sinh"]})
    assert "Cơ quan đang chờ bạn" in sent.client.get("/ho-so").text


def test_the_history_is_told_in_the_citizens_words_with_hour_actor_and_reason(sent, house) -> None:
    move(house, sent, Action.REFUSE, reason="Không đúng nơi nộp")
    text = page(sent)
    assert text.index("Đã gửi hồ sơ") < text.index("Hồ sơ không được tiếp nhận")
    assert "Không đúng nơi nộp" in text
    assert "10 giờ" in text
    assert "· Cơ quan" in text
    assert "· Bạn" in text


@pytest.mark.parametrize("end", WAYS)
def test_a_dossier_is_nobody_elses(sent, signed_in, database, end: str) -> None:
    assert sent.client.get(f"/ho-so/{sent.dossier}{end}").status_code == 200
    other = signed_in(person(database, "khac"))
    assert other.get(f"/ho-so/{sent.dossier}{end}").status_code == 404


@pytest.mark.parametrize("end", ["rut", "nhan-ban", "xoa", "khoi-phuc"])
def test_nobody_else_does_anything_to_a_dossier(sent, signed_in, database, house, end: str) -> None:
    other = signed_in(person(database, "khac"))
    before = own(house, sent).version
    answer = other.post(f"/ho-so/{sent.dossier}/{end}", data={"reason": "x", "version": str(before)})
    assert answer.status_code == 404
    assert own(house, sent).version == before


# Withdrawal ------------------------------------------------------------------------------------------------


def test_a_withdrawal_needs_a_reason_and_is_told(sent, house) -> None:
    version = str(own(house, sent).version)
    refused = sent.client.post(f"/ho-so/{sent.dossier}/rut", data={"version": version, "reason": "  "})
    assert refused.status_code == 422
    assert errors(refused.text) == ["Nhập lý do rút hồ sơ."]
    sent.client.post(f"/ho-so/{sent.dossier}/rut", data={"version": version, "reason": "Nộp nhầm"})
    assert own(house, sent).status == "withdrawn"
    assert "Nộp nhầm" in page(sent)
    assert "/rut" not in page(sent)


def test_a_second_click_on_withdrawing_changes_nothing(sent, house) -> None:
    held = {"version": str(own(house, sent).version), "reason": "Nộp nhầm"}
    for _ in range(2):
        answer = sent.client.post(f"/ho-so/{sent.dossier}/rut", data=held)
    assert answer.status_code in (303, 409)
    assert own(house, sent).status == "withdrawn"


def test_a_dossier_that_moved_on_is_shown_before_it_is_withdrawn(sent, house) -> None:
    version = str(own(house, sent).version)
    move(house, sent, Action.ACCEPT)
    answer = sent.client.post(f"/ho-so/{sent.dossier}/rut", data={"version": version, "reason": "Nộp nhầm"})
    assert answer.status_code == 409
    assert "“Được tiếp nhận”" in answer.text
    assert "Nộp nhầm" in answer.text
    assert own(house, sent).status == "accepted"


# Again, bin, taking along ----------------------------------------------------------------------------------


def test_a_new_dossier_is_made_from_a_former_one_without_its_declarations_and_files(sent, house) -> None:
    answer = sent.client.post(f"/ho-so/{sent.dossier}/nhan-ban", data={})
    made = answer.headers["location"].rpartition("/")[2]
    draft = drafts.own_draft(house.database, sent.client.account, made)
    assert draft.answers["child_name"] == "Nguyễn Thị Bình"
    assert "truth" not in draft.answers
    assert drafts.attached(house.database, made) == {}
    assert own(house, sent).status == "sent"


def test_a_draft_goes_into_the_bin_and_comes_back(signed_in, house) -> None:
    walker = Walker(signed_in()).begin()
    walker.client.post(f"/ho-so/{walker.dossier}/xoa", data={})
    assert "Lấy lại bản nháp" in page(walker)
    assert 'Thùng rác <span class="count">1</span>' in walker.client.get("/ho-so").text
    assert walker.client.get(walker.path("tiep-nhan")).headers["location"] == f"/ho-so/{walker.dossier}"
    walker.client.post(f"/ho-so/{walker.dossier}/khoi-phuc", data={})
    assert walker.client.get(walker.path("tiep-nhan")).status_code == 200


def test_a_sent_dossier_cannot_be_thrown_away(sent, house) -> None:
    assert sent.client.post(f"/ho-so/{sent.dossier}/xoa", data={}).status_code == 404
    assert own(house, sent).binned_at is None


def test_everything_may_be_taken_along_with_its_files(sent) -> None:
    answer = sent.client.get(f"/ho-so/{sent.dossier}/tai-ve.zip")
    assert answer.headers["cache-control"] == "private, no-store"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        content = json.loads(archive.read("ho-so.json"))
    assert "da-gui/1.json" in names
    assert any(name.endswith("giay.png") for name in names)
    assert content["answers"]["child_name"] == "Nguyễn Thị Bình"
    assert content["events"][0]["action"] == "send"


def test_a_draft_may_be_printed_and_says_that_it_was_not_sent(signed_in) -> None:
    walker = Walker(signed_in()).begin().shared()
    text = page(walker, "/in")
    assert "chưa được gửi đến cơ quan nào" in text
    assert "Nguyễn Văn An" in text


def test_a_draft_has_no_receipt_and_nothing_to_withdraw(signed_in) -> None:
    walker = Walker(signed_in()).begin()
    for end in ("/bien-nhan", "/rut"):
        assert (
            walker.client.get(f"/ho-so/{walker.dossier}{end}").headers["location"]
            == f"/ho-so/{walker.dossier}"
        )
    assert walker.client.get(f"/ho-so/{walker.dossier}/bien-nhan/pdf").status_code == 404


@pytest.mark.parametrize("end", ["nhan-ban", "xoa", "khoi-phuc"])
def test_the_address_of_a_button_leads_to_the_dossier_and_does_nothing(sent, house, end: str) -> None:
    before = own(house, sent).version
    answer = sent.client.get(f"/ho-so/{sent.dossier}/{end}")
    assert answer.headers["location"] == f"/ho-so/{sent.dossier}"
    assert own(house, sent).version == before


@pytest.mark.parametrize("end", ["", "/bien-nhan", "/rut", "/in"])
def test_english_pages_of_a_dossier_speak_english(sent, end: str) -> None:
    text = sent.client.get(f"/en/ho-so/{sent.dossier}{end}").text
    assert '<html lang="en">' in text
    assert "no legal effect" in text or end == "/rut"
    assert 'href="/en/ho-so' in text
