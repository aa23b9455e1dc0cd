"""Steps 2 and 3: drafts that wait come first, then agency and procedure; other doors lead there."""

from __future__ import annotations

import pytest

from tests.dossier_database import person
from tests.web.dossiers.conftest import token_of
from tests.web.dossiers.walking import BIRTH, HOA_LU, Walker, errors

ELSEWHERE = "1.002757"
"""An offer of the data names another site for it."""
NOT_ONLINE_DOOR = "chưa nhận hồ sơ trực tuyến"


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_agencies_lead_to_their_procedures_and_those_to_a_start(portal, prefix: str) -> None:
    agencies = portal.get(f"{prefix}/nop-ho-so").text
    assert f'href="{prefix}/nop-ho-so?agency=ubnd-cap-xa"' in agencies
    procedures = portal.get(f"{prefix}/nop-ho-so?agency=ubnd-cap-xa&q=khai+sinh").text
    assert f'href="{prefix}/nop-ho-so?procedure={BIRTH}&amp;agency=ubnd-cap-xa"' in procedures
    assert portal.get(f"{prefix}/nop-ho-so?procedure={BIRTH}&agency=ubnd-cap-xa").status_code == 200


def test_an_agency_is_found_by_a_piece_of_its_name_without_marks(portal) -> None:
    text = portal.get("/nop-ho-so?name=cap+xa").text
    assert "agency=ubnd-cap-xa" in text
    assert "agency=so-tu-phap" not in text
    assert "Không có đơn vị nào tên “xyz”" in portal.get("/nop-ho-so?name=xyz").text


def test_an_unknown_procedure_or_agency_is_not_found(portal) -> None:
    assert portal.get("/nop-ho-so?procedure=9.999999").status_code == 404
    assert portal.get("/nop-ho-so?agency=nowhere").status_code == 404


def test_the_start_names_papers_and_expected_day_and_asks_strangers_to_sign_in(portal) -> None:
    text = portal.get(f"/nop-ho-so?procedure={BIRTH}&agency={HOA_LU}").text
    assert "Giấy tờ cần có" in text
    assert "dự kiến" in text
    assert f"dang-nhap?next=/nop-ho-so%3Fprocedure%3D{BIRTH}%26agency%3D{HOA_LU}" in text
    assert "csrf_token" not in text


def test_whoever_is_not_signed_in_makes_no_draft(portal) -> None:
    answer = portal.post("/nop-ho-so", data={"procedure": BIRTH, "agency": HOA_LU})
    assert answer.status_code in (303, 403)
    assert "/tai-khoan/dang-nhap" in answer.headers.get("location", "/tai-khoan/dang-nhap")


def test_a_procedure_of_another_site_leads_there_and_makes_no_draft(signed_in) -> None:
    client = signed_in()
    page = client.get(f"/nop-ho-so?procedure={ELSEWHERE}").text
    assert 'href="https://evisa.xuatnhapcanh.gov.vn"' in page
    assert "Bắt đầu" not in page
    client.post("/nop-ho-so", data={"procedure": ELSEWHERE})
    assert "chưa có hồ sơ" in client.get("/ho-so").text


def test_an_agency_must_be_chosen_where_there_are_several(signed_in) -> None:
    client = signed_in()
    page = client.get(f"/nop-ho-so?procedure={BIRTH}")
    answer = client.post(
        "/nop-ho-so", data={"csrf_token": token_of(page.text), "procedure": BIRTH, "agency": ""}
    )
    assert answer.status_code == 422
    assert errors(answer.text) == ["Chọn cơ quan nhận hồ sơ của bạn."]
    assert "<title>Lỗi:" in answer.text


def test_an_account_that_is_not_verified_is_told_so_and_makes_no_draft(signed_in, database) -> None:
    client = signed_in(person(database, "la"))
    with database.write() as session:
        from dossiers.store.tables import Account

        session.get(Account, client.account).state = "unverified"
    path = f"/nop-ho-so?procedure={BIRTH}&agency={HOA_LU}"
    assert "chưa được xác minh" in client.get(path).text
    client.post("/nop-ho-so", data={"procedure": BIRTH, "agency": HOA_LU})
    assert "chưa có hồ sơ" in client.get("/ho-so").text


def test_what_the_account_knows_stands_in_the_new_draft(signed_in, database) -> None:
    account = person(database, "binh", details={"full_name": "Trần Thị Bình", "birth_date": "1991-03-08"})
    walker = Walker(signed_in(account)).begin()
    fields = walker.open("tiep-nhan").fields
    assert fields["full_name"] == ["Trần Thị Bình"]
    assert fields["birth_date"] == ["08/03/1991"]
    assert fields["email"] == ["binh@example.vn"]


def test_an_open_draft_comes_first_and_a_second_click_makes_no_other(signed_in) -> None:
    walker = Walker(signed_in()).begin()
    assert "Bạn đang có 1 bản nháp" in walker.client.get("/nop-ho-so").text
    start = f"/nop-ho-so?procedure={BIRTH}&agency={HOA_LU}"
    assert f"/nop-ho-so/{walker.dossier}" in walker.client.get(start).text
    again = walker.client.post("/nop-ho-so", data={"procedure": BIRTH, "agency": HOA_LU})
    assert again.headers["location"].startswith("/nop-ho-so?procedure=")
    Walker(walker.client).begin(new="yes")
    assert "Bạn đang có 2 bản nháp" in walker.client.get("/nop-ho-so").text


def test_officers_do_not_submit(signed_in, database) -> None:
    client = signed_in(person(database, "can-bo"))
    with database.write() as session:
        from dossiers.store.tables import Account

        session.get(Account, client.account).kind = "officer"
    assert client.post("/nop-ho-so", data={"procedure": BIRTH, "agency": HOA_LU}).status_code == 403
