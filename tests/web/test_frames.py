"""What stands around the content: canonical addresses, pages without an index, snippets, orders to choose from."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.testclient import TestClient

from search_api.app import create_app
from search_api.results import Snippet
from search_api.showing import snippet_pieces
from tests.samples import build_index, procedure
from tests.web.conftest import Read, settings, source


def canonical(read: Read, path: str) -> list[str]:
    return [
        link["href"].removeprefix("http://testserver") for link in read(path).all("link", rel="canonical")
    ]


@pytest.mark.parametrize(
    "path", ["/linh-vuc/ho-tich", "/linh-vuc/ho-tich?page=2", "/tim-kiem?q=a", "/en/gioi-thieu"]
)
def test_each_page_is_its_own_canonical_address(read: Read, path: str) -> None:
    assert canonical(read, path) == [path]


def test_a_first_page_has_one_address(read: Read) -> None:
    assert canonical(read, "/linh-vuc/ho-tich?page=1") == ["/linh-vuc/ho-tich"]


@pytest.mark.parametrize("path", ["/nowhere", "/thu-tuc/9.999999", "/tim-kiem?page=x"])
def test_a_page_of_an_error_has_no_canonical_address(read: Read, path: str) -> None:
    assert canonical(read, path) == []


@pytest.mark.parametrize("path", ["/gioi-thieu", "/en/gioi-thieu", "/api", "/loi/tam-ngung"])
def test_pages_that_explain_need_no_index(tmp_path: Path, path: str) -> None:
    client = TestClient(create_app(settings(index=tmp_path)))
    assert client.get(path).status_code == 200
    assert client.get("/").status_code == 503


UNDATED = [procedure("1.000001"), procedure("1.000002", "Đăng ký khai tử")]


def sorts(client: TestClient, path: str) -> list[str]:
    order = client.get(path).text.split('<p class="order">')[1].split("</p>")[0]
    links = [dict(parse_qsl(urlsplit(href).query)) for href in re.findall(r'href="(.*?)"', order)]
    return [given.get("sort", "relevance") for given in links]


def test_the_order_by_day_of_change_is_offered_where_a_day_is_known(
    client: TestClient, tmp_path: Path
) -> None:
    undated = TestClient(create_app(settings(), source(build_index(tmp_path, UNDATED))))
    assert sorts(client, "/tim-kiem") == ["relevance", "name", "updated"]
    assert sorts(undated, "/tim-kiem") == ["relevance", "name"]
    assert undated.get("/api/v1/search?sort=updated").status_code == 200


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Nộp hồ sơ.", "Nộp hồ sơ."),
        ("nộp hồ sơ tại", "… nộp hồ sơ tại …"),
        ("1. Nộp hồ sơ\nNhận kết quả.", "1. Nộp hồ sơ · Nhận kết quả."),
        ("Đơn (mẫu số 1).", "Đơn (mẫu số 1)."),
    ],
)
def test_a_snippet_shows_where_it_was_cut(text: str, shown: str) -> None:
    assert "".join(piece for piece, _ in snippet_pieces(Snippet(text))) == shown


def test_marks_of_a_snippet_stay_in_their_place() -> None:
    cut = snippet_pieces(Snippet("nộp\nhồ sơ", ((4, 9),)))
    assert cut == [("… ", False), ("nộp · ", False), ("hồ sơ", True), (" …", False)]


def test_counts_are_those_of_the_generation_and_made_once(live: Any) -> None:
    asked: list[object] = []

    class Engine:
        def search(self, query: object) -> object:
            asked.append(query)
            return live.serving.engine.search(query)

        def get(self, code: str, as_of: object = None) -> object:
            return live.serving.engine.get(code, as_of)

    counted = source(live.serving.edition.folder, Engine())
    TestClient(create_app(settings(), SimpleNamespace(**vars(counted)))).get("/thu-tuc-hanh-chinh")
    assert asked == []
