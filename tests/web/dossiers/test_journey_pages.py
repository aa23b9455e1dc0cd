"""Steps 4 to 7: saving never judges, going on does; pages work without a script; two devices do not overwrite."""

from __future__ import annotations

import json
import re

import pytest

from dossiers.store import drafts
from tests.web.dossiers.walking import BIRTH, BIRTH_PAGES, HOA_LU, INFORMATION, RECEPTION, Walker, errors

FAMILY_BOOK = ("1.002759", "bao-hiem-xa-hoi-co-so")
"""A procedure with a repeat: what is to be changed on a health-insurance card."""
CHANGES = "bieu-mau/yeu-cau"


@pytest.fixture
def walker(signed_in) -> Walker:
    """Somebody with a new draft of a birth."""
    return Walker(signed_in()).begin()


def test_every_page_shows_the_nine_steps_with_their_labels(walker) -> None:
    text = walker.client.get(walker.path("tiep-nhan")).text
    for number, label in enumerate(
        ("Đăng nhập", "Nộp hồ sơ trực tuyến", "Chọn đơn vị", "Tiếp nhận hồ sơ"), 1
    ):
        assert f"Bước {number}: {label}" in text
    assert 'aria-current="step"' in text
    assert "Bước 4/9" in text
    assert "Bước 9: Theo dõi hồ sơ" in text


def test_a_page_behind_one_with_a_fault_leads_to_that_fault(walker) -> None:
    answer = walker.client.get(walker.path("bieu-mau/child"))
    assert answer.headers["location"] == walker.path("tiep-nhan")


def test_going_on_checks_names_each_fault_and_keeps_what_was_typed(walker) -> None:
    answer = walker.fill("tiep-nhan", {**RECEPTION, "citizen_id": "123", "full_name": ""})
    assert answer.status_code == 422
    assert "<title>Lỗi:" in answer.text
    told = errors(answer.text)
    assert len(told) == 2
    assert "“Họ và tên người nộp”" in told[0]
    assert "12 chữ số" in told[1]
    assert 'href="#citizen_id"' in answer.text
    assert 'aria-describedby="citizen_id-error' in answer.text
    assert 'value="123"' in answer.text
    assert "Số 1 đường Đinh Tiên Hoàng" in walker.client.get(walker.path("tiep-nhan")).text


def test_saving_judges_nothing_and_stays_on_the_page(walker) -> None:
    answer = walker.fill("tiep-nhan", {"citizen_id": "không nhớ"}, then="save")
    assert answer.headers["location"] == walker.path("tiep-nhan")
    page = walker.client.get(walker.path("tiep-nhan")).text
    assert "không nhớ" in page
    assert "Đã lưu lúc 10:00" in page


def test_a_full_page_leads_to_the_next_one(walker) -> None:
    assert walker.fill("tiep-nhan", RECEPTION).headers["location"] == walker.path("thong-tin")
    assert walker.fill("thong-tin", INFORMATION).headers["location"] == walker.path("bieu-mau/requester")


def test_a_question_that_hangs_on_another_says_when_to_answer_it_and_is_not_missed(walker) -> None:
    text = walker.client.get(walker.path("tiep-nhan")).text
    assert "Chỉ trả lời nếu bạn chọn “Tổ chức, doanh nghiệp” ở “Ai đứng tên hồ sơ”." in text
    assert "data-show-if" in text
    assert walker.fill("tiep-nhan", RECEPTION).status_code == 303


def test_the_script_gets_conditions_answers_of_other_pages_and_types(walker) -> None:
    walker.shared()
    walker.fill("bieu-mau/requester", BIRTH_PAGES["requester"])
    text = walker.client.get(walker.path("bieu-mau/child")).text
    facts = json.loads(re.search(r'data-facts="([^"]*)"', text).group(1).replace("&#34;", '"'))
    assert facts["today"] == "2026-11-25"
    assert facts["answers"]["relation"] == "father"
    assert "child_name" not in facts["answers"]
    assert facts["types"]["surrogacy"] == "yes_no"


@pytest.mark.parametrize("page", ["tiep-nhan", "thong-tin", "bieu-mau/requester", "thanh-phan"])
def test_pages_of_a_draft_are_nobody_elses(walker, signed_in, database, page: str) -> None:
    from tests.dossier_database import person

    other = signed_in(person(database, "khac"))
    assert other.get(walker.path(page)).status_code == 404
    assert other.post(walker.path(page), data={"version": "1"}).status_code == 404
    assert other.put(walker.path(page), data={}, headers={"if-match": '"1"'}).status_code == 404


def test_pages_are_never_kept_by_caches(walker) -> None:
    answer = walker.client.get(walker.path("tiep-nhan"))
    assert answer.headers["cache-control"] == "private, no-store"
    assert '<meta name="robots" content="noindex">' in answer.text


def test_english_pages_speak_english_and_stay_there(walker) -> None:
    text = walker.client.get("/en" + walker.path("tiep-nhan")).text
    assert "Who is the applicant?" in text
    held = {"version": "1", "then": "save"}
    answer = walker.client.post("/en" + walker.path("tiep-nhan"), data=held)
    assert answer.headers["location"] == "/en" + walker.path("tiep-nhan")


# Saving while somebody types -------------------------------------------------------------------------------


def put(walker: Walker, page: str, values: dict[str, str], version: int):
    return walker.client.put(
        walker.path(page),
        data=values,
        headers={"if-match": f'"{version}"', "accept": "application/json"},
    )


def test_autosave_keeps_what_is_typed_and_tells_the_new_version_and_the_hour(walker, clock) -> None:
    clock.pass_(minutes=50)
    answer = put(walker, "tiep-nhan", {"full_name": "Nguyễn"}, 1)
    assert answer.json() == {"version": 2, "saved": "Đã lưu lúc 10:50"}
    assert walker.open("tiep-nhan").fields["full_name"] == ["Nguyễn"]
    assert walker.open("tiep-nhan").fields["version"] == ["2"]


def test_autosave_over_a_newer_version_is_a_conflict_and_changes_nothing(walker) -> None:
    put(walker, "tiep-nhan", {"full_name": "Máy một"}, 1)
    answer = put(walker, "tiep-nhan", {"full_name": "Máy hai"}, 1)
    assert answer.status_code == 409
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert walker.open("tiep-nhan").fields["full_name"] == ["Máy một"]


def test_autosave_without_a_version_is_a_conflict(walker) -> None:
    answer = walker.client.put(walker.path("tiep-nhan"), data={"full_name": "X"})
    assert answer.status_code == 409


# Two devices -----------------------------------------------------------------------------------------------


def test_a_page_over_a_newer_version_shows_both_and_lets_one_choose(walker) -> None:
    first, second = walker.open("tiep-nhan"), walker.open("tiep-nhan")
    sent = {**first.fields, **RECEPTION, "then": "save"}
    assert walker.client.post(walker.path("tiep-nhan"), data=sent).status_code == 303
    other = {**second.fields, **RECEPTION, "full_name": "Lê Văn Cường", "then": "next"}
    answer = walker.client.post(walker.path("tiep-nhan"), data=other)
    assert answer.status_code == 409
    assert "Nguyễn Văn An" in answer.text
    assert "Lê Văn Cường" in answer.text
    assert "Số định danh" not in answer.text.split("<tbody>")[1].split("</tbody>")[0]


def test_keeping_mine_after_a_conflict_puts_it_in_the_place_of_the_other(walker) -> None:
    held = walker.open("tiep-nhan").fields
    put(walker, "tiep-nhan", {"full_name": "Máy một"}, 1)
    answer = walker.client.post(
        walker.path("tiep-nhan"), data={**held, **RECEPTION, "full_name": "Máy hai", "then": "next"}
    )
    start = answer.text.index('<form class="form')
    kept = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.text[start:]))
    assert walker.client.post(walker.path("tiep-nhan"), data=kept).headers["location"] == walker.path(
        "thong-tin"
    )
    assert walker.open("tiep-nhan").fields["full_name"] == ["Máy hai"]


def test_a_second_click_with_the_same_content_is_no_conflict(walker) -> None:
    sent = {**walker.open("tiep-nhan").fields, **RECEPTION, "then": "next"}
    for _ in range(2):
        answer = walker.client.post(walker.path("tiep-nhan"), data=sent)
        assert answer.headers["location"] == walker.path("thong-tin")


# Repeats ---------------------------------------------------------------------------------------------------


@pytest.fixture
def repeating(signed_in) -> Walker:
    """Somebody in front of a page with a repeat."""
    walker = Walker(signed_in()).begin(*FAMILY_BOOK).shared()
    page = "bieu-mau/nguoi-tham-gia"
    form = walker.open(page)
    given = {
        "full_name": "Nguyễn Văn An",
        "birth_date": "1/2/1990",
        "sex": form.choices["sex"][0],
        "citizen_id": "036090001234",
        "contact_address.province": "37",
        "contact_address.commune": "Phường Hoa Lư",
        "phone": "0912345678",
    }
    answer = walker.fill(page, given)
    assert answer.status_code == 303, errors(answer.text)
    return walker


def items(walker: Walker) -> int:
    numbers = {name.split(".")[1] for name in walker.open(CHANGES).fields if name.startswith("changes.")}
    return len(numbers)


def test_items_are_added_and_removed_by_buttons_without_a_script(repeating) -> None:
    assert items(repeating) == 1
    answer = repeating.fill(CHANGES, then="", add="changes")
    assert answer.headers["location"] == repeating.path(CHANGES) + "#changes"
    assert items(repeating) == 2
    assert ("remove", "changes.1") in repeating.open(CHANGES).buttons
    first = next(name for name in repeating.open(CHANGES).fields if re.match(r"changes\.1\.[a-z]", name))
    repeating.fill(CHANGES, {first: "thứ hai"}, then="", remove="changes.0")
    assert items(repeating) == 1
    assert repeating.open(CHANGES).fields[first.replace(".1.", ".0.")] == ["thứ hai"]


def test_an_item_left_empty_is_dropped_on_going_on(repeating, house) -> None:
    repeating.fill(CHANGES, then="", add="changes")
    repeating.fill(CHANGES)
    draft = drafts.own(house.database, repeating.client.account, repeating.dossier)
    assert draft.answers.get("changes") in (None, [{}])


# Step 7 ----------------------------------------------------------------------------------------------------


def test_a_case_that_is_ticked_brings_its_papers_at_once(signed_in) -> None:
    walker = Walker(signed_in()).begin().shared().form()
    assert "Ủy quyền cho người khác làm thay" in walker.client.get(walker.path("thanh-phan")).text
    assert "file.3.uy-quyen" not in walker.client.get(walker.path("thanh-phan")).text
    answer = walker.fill("thanh-phan", {"case": "3"}, then="cases")
    assert answer.headers["location"] == walker.path("thanh-phan")
    page = walker.client.get(walker.path("thanh-phan")).text
    assert "file.3.uy-quyen" in page
    assert page.index("file.3.uy-quyen-hint") < page.index('type="file" id="file.3.uy-quyen"')


def test_a_missing_paper_keeps_one_from_going_on_and_an_attached_one_does_not(signed_in) -> None:
    walker = Walker(signed_in()).begin().shared().form()
    answer = walker.fill("thanh-phan")
    assert answer.status_code == 422
    assert any("Đính kèm tệp cho" in one for one in errors(answer.text))
    walker.papers()
    assert walker.client.get(walker.path("kiem-tra")).status_code == 200


def test_a_refused_file_is_told_at_its_place_and_what_was_ticked_stays(signed_in) -> None:
    walker = Walker(signed_in()).begin().shared().form()
    held = {**walker.open("thanh-phan").fields, "case": "3", "attach": "1.chung-sinh"}
    answer = walker.client.post(
        walker.path("thanh-phan"),
        data=held,
        files={"file.1.chung-sinh": ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")},
    )
    assert answer.status_code == 422
    assert 'href="#file.1.chung-sinh"' in answer.text
    assert walker.open("thanh-phan").fields["case"] == ["3"]


# Old wordings ----------------------------------------------------------------------------------------------


def outdate(house, walker: Walker) -> None:
    """Makes the draft follow a wording without the last paper and with another label."""
    draft = drafts.own(house.database, walker.client.account, walker.dossier)
    content = json.loads(json.dumps(draft.procedure))
    content["components"].pop()
    content["form"]["pages"][0]["questions"][0]["label"] = "Tên cũ"
    with house.database.write() as session:
        kept = session.get(type(draft), draft.id)
        kept.procedure, kept.procedure_digest = content, "cũ"


def test_a_draft_on_an_old_wording_says_what_changed_and_moves_on_with_its_answers(walker, house) -> None:
    walker.shared()
    outdate(house, walker)
    assert "Thủ tục đã thay đổi" in walker.client.get(walker.path("tiep-nhan")).text
    told = walker.client.get(walker.path("thay-doi")).text
    assert "Giấy tờ mới" in told
    assert "Câu hỏi thay đổi" in told
    walker.client.post(walker.path("thay-doi"), data={})
    assert "Thủ tục đã thay đổi" not in walker.client.get(walker.path("tiep-nhan")).text
    assert walker.open("tiep-nhan").fields["full_name"] == ["Nguyễn Văn An"]


def test_a_draft_on_the_present_wording_has_nothing_to_tell(walker) -> None:
    assert walker.client.get(walker.path("thay-doi")).status_code == 303


def test_the_overview_shows_how_far_each_step_is(walker) -> None:
    walker.fill("tiep-nhan", RECEPTION)
    text = walker.client.get(f"/nop-ho-so/{walker.dossier}").text
    assert text.count("xong") >= 4
    assert f'href="{walker.path("thong-tin")}"' in text
    assert f"/nop-ho-so?procedure={BIRTH}&amp;agency={HOA_LU}" not in text
