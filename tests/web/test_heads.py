"""What every page tells machines in its head: its address, a description, a preview."""

from __future__ import annotations

import struct

import pytest
from starlette.testclient import TestClient

from search_api.folders import static
from tests.web.conftest import Read

PAGES = (
    "/",
    "/thu-tuc-hanh-chinh",
    "/co-quan/ubnd-cap-xa",
    "/linh-vuc/ho-tich",
    "/su-kien/sinh-con",
    "/thu-tuc/1.900001",
    "/gioi-thieu",
    "/api",
    "/du-lieu",
    "/tim-kiem?q=khai",
)


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_tells_its_address_in_both_languages(read: Read, prefix: str, path: str) -> None:
    page, start = read(prefix + path), "http://testserver"
    assert [one["href"] for one in page.all("link", rel="canonical")] == [start + prefix + path]
    others = {one["hreflang"]: one["href"] for one in page.all("link") if "hreflang" in one}
    assert others == {"vi": start + path, "en": f"{start}/en{path}", "x-default": start + path}
    assert page.all("meta", property="og:url")[0]["content"] == start + prefix + path


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/thu-tuc/1.900007?as_of=2026-06-01", "/thu-tuc/1.900007"),
        ("/thu-tuc/1.900001?utm_source=x", "/thu-tuc/1.900001"),
        ("/?fbclid=1", "/"),
        ("/co-quan/ubnd-cap-xa?page=2", "/co-quan/ubnd-cap-xa?page=2"),
        ("/co-quan/ubnd-cap-xa?page=40", "/co-quan/ubnd-cap-xa"),
        (
            "/co-quan/ubnd-cap-xa?field=ho-tich&field=cu-tru",
            "/co-quan/ubnd-cap-xa?field=cu-tru&field=ho-tich",
        ),
        ("/linh-vuc/ho-tich?agency=nowhere", "/linh-vuc/ho-tich"),
        ("/tim-kiem?page=1&field=ho-tich&q=khai&sort=relevance", "/tim-kiem?q=khai&field=ho-tich"),
    ],
)
def test_addresses_that_show_the_same_have_one_that_counts(read: Read, path: str, canonical: str) -> None:
    (found,) = read(path).all("link", rel="canonical")
    assert found["href"] == f"http://testserver{canonical}"


def test_a_problem_has_no_address_that_counts(read: Read) -> None:
    page = read("/nowhere")
    assert page.all("link", rel="canonical") == page.all("meta", property="og:url") == []
    assert page.all("meta", name="robots")[0]["content"] == "noindex"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_has_a_description_and_a_preview(read: Read, prefix: str, path: str) -> None:
    page = read(prefix + path)
    (described,) = page.all("meta", name="description")
    told = {one["property"]: one["content"] for one in page.all("meta") if "property" in one}
    assert 20 < len(described["content"]) < 400
    assert told["og:description"] == described["content"]
    assert {"og:title", "og:type", "og:site_name", "og:image", "og:image:alt", "og:locale"} <= told.keys()
    assert told["og:title"]
    assert page.all("link", rel="search")[0]["href"] == f"http://testserver{prefix}/opensearch.xml"


def test_descriptions_are_made_of_what_the_data_say(read: Read) -> None:
    described = {
        path: read(path).all("meta", name="description")[0]["content"]
        for path in ("/thu-tuc/1.900002", "/co-quan/cong-an-cap-xa", "/linh-vuc/cu-tru")
    }
    assert described["/thu-tuc/1.900002"] == (
        "Cơ quan thực hiện: Ủy ban nhân dân cấp xã. Thời hạn: 1 ngày làm việc. Phí, lệ phí: Miễn phí."
    )
    assert "thủ tục hành chính của Công an cấp xã" in described["/co-quan/cong-an-cap-xa"]
    assert "thuộc lĩnh vực Cư trú" in described["/linh-vuc/cu-tru"]


def test_the_pictures_are_there_in_the_size_that_is_told(read: Read, client: TestClient) -> None:
    page = read("/")
    told = {one["property"]: one["content"] for one in page.all("meta") if "property" in one}
    pictures = {
        told["og:image"].removeprefix("http://testserver"): (
            int(told["og:image:width"]),
            int(told["og:image:height"]),
        ),
        page.all("link", rel="apple-touch-icon")[0]["href"]: (180, 180),
    }
    for path, size in pictures.items():
        answer = client.get(path)
        assert answer.headers["content-type"] == "image/png"
        assert struct.unpack(">II", answer.content[16:24]) == size
        assert len(answer.content) < 100_000
    assert (static() / "preview.png").is_file()
