"""`Nộp ở đâu` on the page of a procedure: without scripts, from a name to an agency."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from search_api.app import create_app
from tests.samples import AGENCIES, build_index, procedure, registers
from tests.web.conftest import Page, settings, source

AREAS = [
    {"code": "37", "name": "Tỉnh Ninh Bình", "kind": "province"},
    {"code": "14329", "name": "Phường Hoa Lư", "kind": "ward", "parent": "37", "merged_from": ["Xã Ninh Mỹ"]},
    {
        "code": "14533",
        "name": "Phường Tây Hoa Lư",
        "kind": "ward",
        "parent": "37",
        "merged_from": ["Xã Ninh Mỹ"],
    },
]
UNIT = {
    "id": "ubnd-phuong-hoa-lu",
    "name": "Ủy ban nhân dân phường Hoa Lư",
    "kind": "ubnd-cap-xa",
    "level": "commune",
    "area": "14329",
    "address": "Số 1 đường Mẫu",
    "phone": "0229 123",
}
PLACES = [{"agency": "bo-cong-an", "address": "Số 2"}, {"agency": "bo-tu-phap", "address": "Số 3"}]
PROCEDURES = [
    procedure("1.900001", "Đăng ký khai sinh"),
    procedure("1.900002", "Cấp giấy mẫu", agency="bo-tu-phap", reception_places=PLACES),
    procedure("1.900003", "Thủ tục cũ", agency="bo-giao-thong-van-tai"),
]
PORTAL = {
    "name": "Cổng",
    "short_name": "Cổng",
    "province": "37",
    "working_hours": [{"start": "07:00", "end": "11:30"}],
}


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    known = registers(areas=AREAS, agencies=[*AGENCIES, UNIT], portal=PORTAL)
    folder: Path = build_index(tmp_path_factory.mktemp("where"), PROCEDURES, known)
    app: FastAPI = create_app(settings(), source(folder))
    return TestClient(app, follow_redirects=False)


def page(client: TestClient, path: str) -> Page:
    answer = client.get(path, headers={"accept": "text/html"})
    assert answer.status_code == 200
    return Page(answer.status_code, answer.text, answer.headers)


def section(one: Page) -> str:
    start = one.text.index('id="where"')
    return one.text[start : one.text.index("</section>", start)]


def test_the_form_works_without_scripts_and_leads_back_to_its_place(local: TestClient) -> None:
    one = page(local, "/thu-tuc/1.900001")
    (form,) = one.all("form", **{"class": "choose"})
    assert (form["method"], form["action"]) == ("get", "/thu-tuc/1.900001#where")
    assert one.all("label", **{"for": "place"})
    assert "Phường Hoa Lư" in {option["value"] for option in one.all("option")}


@pytest.mark.parametrize("typed", ["hoa lu", "Ph%C6%B0%E1%BB%9Dng%20Hoa%20L%C6%B0", "14329"])
def test_a_commune_leads_to_address_telephone_and_hours(local: TestClient, typed: str) -> None:
    told = section(page(local, f"/thu-tuc/1.900001?place={typed}"))
    for fact in ("Ủy ban nhân dân phường Hoa Lư", "Số 1 đường Mẫu", "0229 123", "07:00–11:30"):
        assert fact in told


def test_a_divided_commune_offers_its_heirs_as_links(local: TestClient) -> None:
    one = page(local, "/thu-tuc/1.900001?place=xa+ninh+my&case=x")
    targets = [
        link["href"] for link in one.links if link["href"].endswith("#where") and "place=" in link["href"]
    ]
    assert targets == [f"/thu-tuc/1.900001?place={code}&case=x#where" for code in ("14329", "14533")]
    assert "trước đây: Xã Ninh Mỹ" in section(one)


def test_a_name_that_nobody_has_is_answered_in_words(local: TestClient) -> None:
    assert "Không thấy xã, phường nào tên “abcxyz”" in section(page(local, "/thu-tuc/1.900001?place=abcxyz"))


def test_the_place_stands_in_what_to_know_first(local: TestClient) -> None:
    text = page(local, "/thu-tuc/1.900001?place=hoa+lu").text
    box = text[text.index('id="glance"') : text.index('id="contents"')]
    assert "Ủy ban nhân dân phường Hoa Lư" in box
    assert "Số 1 đường Mẫu" in box


def test_several_agencies_are_chosen_from_a_list(local: TestClient) -> None:
    one = page(local, "/thu-tuc/1.900002?agency=bo-cong-an")
    assert {option["value"] for option in one.all("option")} == {"bo-cong-an", "bo-tu-phap"}
    assert one.all("option", value="bo-cong-an", selected="")
    desk = section(one).split('class="desk"')[1].split("</div>")[0]
    assert "Số 2" in desk and "Số 3" not in desk


def test_an_agency_that_ended_leads_to_its_heir(local: TestClient) -> None:
    told = section(page(local, "/thu-tuc/1.900003"))
    assert "Bộ Xây dựng" in told
    assert "Trước đây: Bộ Giao thông vận tải" in told


def test_a_choice_is_no_page_of_its_own_to_search_engines(local: TestClient) -> None:
    one = page(local, "/thu-tuc/1.900001?place=hoa+lu")
    assert one.all("link", rel="canonical", href="http://testserver/thu-tuc/1.900001")


def test_different_choices_have_different_tags(local: TestClient) -> None:
    tags = {
        local.get(f"/thu-tuc/1.900001{query}").headers["etag"]
        for query in ("", "?place=hoa+lu", "?agency=ubnd-phuong-hoa-lu", "?case=a", "?case=a&case=b")
    }
    assert len(tags) == 5


def test_a_code_in_another_spelling_keeps_the_choices(local: TestClient) -> None:
    answer = local.get("/en/thu-tuc/1900001?place=hoa+lu&case=a")
    assert answer.headers["location"] == "/en/thu-tuc/1.900001?place=hoa+lu&case=a"


def test_an_unknown_parameter_is_refused(local: TestClient) -> None:
    assert local.get("/thu-tuc/1.900001?commune=1").status_code == 400
