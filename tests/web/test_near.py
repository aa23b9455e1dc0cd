"""What stands beside a procedure: those near it, on the page and in the API."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from search_api.app import create_app
from tests.samples import build_index, procedure, registers
from tests.web.conftest import Page, settings, source

BARE = [{"channel": "in_person", "terms": [{"duration": 5, "unit": None}]}]
PROCEDURES = [
    procedure("1.900001", "Đăng ký khai sinh", related=["1.900005"], methods=BARE),
    procedure("1.900002", "Đăng ký lại khai sinh"),
    procedure("1.900003", "Đăng ký khai sinh có yếu tố nước ngoài"),
    procedure("1.900004", "Chứng thực hợp đồng"),
    procedure("1.900005", "Cấp thẻ bảo hiểm y tế", field="cu-tru"),
]


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder: Path = build_index(tmp_path_factory.mktemp("near"), PROCEDURES, registers())
    return TestClient(create_app(settings(), source(folder)))


def test_the_api_lists_those_an_editor_chose_then_those_alike(local: TestClient) -> None:
    listed = local.get("/api/v1/procedures/1.900001").json()["related"]
    assert listed[0] == "1.900005"
    assert set(listed[1:]) == {"1.900002", "1.900003"}


def test_the_page_links_the_same(local: TestClient) -> None:
    answer = local.get("/thu-tuc/1.900001", headers={"accept": "text/html"})
    linked = {link["href"] for link in Page(answer.status_code, answer.text, answer.headers).links}
    listed = local.get("/api/v1/procedures/1.900001").json()["related"]
    assert {f"/thu-tuc/{code}" for code in listed} <= linked


def test_without_any_near_the_part_is_left_out(local: TestClient) -> None:
    assert local.get("/api/v1/procedures/1.900004").json()["related"] == []
    assert 'id="linked"' not in local.get("/thu-tuc/1.900004").text


def test_a_number_without_a_unit_is_told_as_it_is(local: TestClient) -> None:
    """Nobody knows whether the source means days or working days; to hide the number would help nobody."""
    text = local.get("/thu-tuc/1.900001").text
    assert "5 (nguồn không nêu đơn vị)" in text[text.index('id="glance"') : text.index('id="contents"')]
