"""What to bring: boxes to tick, and with a chosen case the papers of that case alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from search_api.app import create_app
from tests.samples import build_index, procedure, registers
from tests.web.conftest import Page, Read, settings, source


def group(*names: str, applies: str | None = None, case: str | None = None) -> dict[str, object]:
    documents = [{"code": f"giay-{n}", "name": name} for n, name in enumerate(names)]
    return {"case": case, "applies": applies, "documents": documents}


PROCEDURES = [
    procedure(
        "1.900001",
        "Đăng ký khai sinh",
        components=[
            group("Giấy chứng sinh", applies="always", case="Giấy tờ phải nộp"),
            group("Văn bản ủy quyền", applies="choose", case="Ủy quyền"),
            group("Biên bản", "Đơn", applies="choose", case="Trẻ bị bỏ rơi"),
        ],
    ),
    procedure("1.900002", "Không nêu giấy tờ"),
    procedure(
        "1.900003",
        "Có số bản",
        components=[
            {
                "documents": [
                    {"code": "a", "name": "Căn cước", "originals": 1, "copies": 0},
                    {"code": "b", "name": "Tra trong dữ liệu", "originals": 0, "copies": 0},
                    {"code": "c", "name": "Chưa rõ", "originals": 0},
                ]
            }
        ],
    ),
]


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder: Path = build_index(tmp_path_factory.mktemp("papers"), PROCEDURES, registers())
    return TestClient(create_app(settings(), source(folder)))


def section(client: TestClient, path: str) -> str:
    text = client.get(path, headers={"accept": "text/html"}).text
    start = text.index('id="components"')
    return text[start : text.index("</section>", start)]


def papers(html: str) -> list[str]:
    return re.findall(r'id="paper-\d+"> <span class="text"><span>([^<]+)', html)


def test_every_paper_has_a_box_to_tick_with_its_label(read: Read) -> None:
    page = read("/thu-tuc/1.900001")
    boxes = [one["id"] for one in page.all("input", type="checkbox") if one["id"].startswith("paper-")]
    assert boxes
    assert len(boxes) == len(set(boxes))
    assert set(boxes) <= {label["for"] for label in page.all("label")}


def test_without_a_choice_all_papers_stand_there_with_the_cases_folded(local: TestClient) -> None:
    html = section(local, "/thu-tuc/1.900001")
    assert papers(html) == ["Giấy chứng sinh", "Văn bản ủy quyền", "Biên bản", "Đơn"]
    assert html.count('<details class="case">') == 2


def test_a_chosen_case_leaves_only_its_papers(local: TestClient) -> None:
    html = section(local, "/thu-tuc/1.900001?case=tre-bi-bo-roi")
    assert papers(html) == ["Giấy chứng sinh", "Biên bản", "Đơn"]


def test_the_other_cases_are_one_click_away(local: TestClient) -> None:
    html = section(local, "/thu-tuc/1.900001?case=tre-bi-bo-roi")
    (target,) = re.findall(r'<li><a href="([^"]+)">Ủy quyền</a>', html)
    assert papers(section(local, target.replace("&amp;", "&"))) == [
        "Giấy chứng sinh",
        "Văn bản ủy quyền",
        "Biên bản",
        "Đơn",
    ]


def test_the_cases_are_chosen_by_a_form_that_keeps_the_place(local: TestClient) -> None:
    answer = local.get("/thu-tuc/1.900001?place=x&case=uy-quyen", headers={"accept": "text/html"})
    page = Page(answer.status_code, answer.text, answer.headers)
    (form,) = [one for one in page.all("form", method="get") if one["action"].endswith("#components")]
    assert form["action"] == "/thu-tuc/1.900001#components"
    assert page.all("input", type="hidden", name="place", value="x")
    assert page.all("input", name="case", value="uy-quyen", checked="")
    assert not page.all("input", name="case", value="tre-bi-bo-roi", checked="")


def test_the_papers_of_a_chosen_case_stand_in_the_summary(local: TestClient) -> None:
    text = local.get("/thu-tuc/1.900001?case=tre-bi-bo-roi", headers={"accept": "text/html"}).text
    assert "Biên bản" in text[text.index('id="glance"') : text.index('id="contents"')]


def test_nought_is_told_only_where_nothing_is_to_be_brought(local: TestClient) -> None:
    html = section(local, "/thu-tuc/1.900003")
    assert "<p>1 bản chính</p>" in html
    assert "<p>0 bản chính · 0 bản sao</p>" in html
    assert "<p>0 bản chính</p>" not in html


def test_a_procedure_without_papers_says_so(local: TestClient) -> None:
    assert "Nguồn không nêu." in section(local, "/thu-tuc/1.900002")
