"""Versions of a procedure and what differs between them, on a page."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from indexer import build
from search_api.app import create_app
from tests.samples import build_index, procedure, registers
from tests.web.conftest import Read, settings, source
from tests.web.parts import payload


def method(days: int) -> list[dict[str, Any]]:
    return [{"channel": "in_person", "terms": [{"duration": days, "unit": "working_day"}]}]


OLD = procedure("1.900001", "Cấp hộ chiếu", valid_to="2026-06-30", methods=method(8), requirements=payload(1))
NEW = procedure(
    "1.900001", "Cấp hộ chiếu", valid_from="2026-07-01", methods=method(5), requirements=payload(2)
)
CHANGED = NEW.model_copy(update={"summary": "Tóm tắt mới"})


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """An index that was built twice, the second time with a change."""
    root: Path = tmp_path_factory.mktemp("versions")
    build_index(root, [OLD, NEW], registers())
    folder = build.build_procedures([OLD, CHANGED], registers(), root)
    return TestClient(create_app(settings(), source(folder)), follow_redirects=False)


def text_of(client: TestClient, path: str) -> str:
    answer = client.get(path, headers={"accept": "text/html"})
    assert answer.status_code == 200
    return answer.text


def words(markup: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", markup)))


def test_the_newest_version_comes_first_with_its_days(local: TestClient) -> None:
    headings = re.findall(r'<h2 id="version-\d">([^<]+)', text_of(local, "/thu-tuc/1.900001/phien-ban"))
    assert headings == [
        "Bản có hiệu lực từ 01/07/2026",
        "Bản chưa rõ ngày bắt đầu hiệu lực đến hết 30/06/2026",
    ]


def test_what_differs_is_told_in_words_and_marked(local: TestClient) -> None:
    text = text_of(local, "/thu-tuc/1.900001/phien-ban")
    assert "Thời hạn giải quyết ( Trực tiếp ) – số ngày, giờ: 8 → 5" in words(text)
    assert "<del>8</del>" in text
    assert "<ins>5</ins>" in text


def test_each_version_has_its_page(local: TestClient) -> None:
    targets = re.findall(
        r'<a class="jump-to" href="([^"]+)">Mở bản này', text_of(local, "/thu-tuc/1.900001/phien-ban")
    )
    assert targets == ["/thu-tuc/1.900001", "/thu-tuc/1.900001?as_of=2026-06-30"]
    assert "8 ngày làm việc" in text_of(local, targets[1])


def test_changes_of_the_data_are_on_record(local: TestClient) -> None:
    text = words(text_of(local, "/thu-tuc/1.900001/phien-ban").split('id="history"')[1])
    assert "sửa nội dung" in text
    assert "tóm tắt" in text


def test_a_procedure_that_never_changed_says_so(read: Read) -> None:
    text = read("/thu-tuc/1.900002/phien-ban").text
    assert "Dữ liệu chỉ có một phiên bản của thủ tục này." in text
    assert "Chưa có thay đổi nào được ghi nhận." in text


@pytest.mark.parametrize("path", ["/thu-tuc/1.900001/phien-ban", "/en/thu-tuc/1.900001/phien-ban"])
def test_hostile_texts_stay_texts_though_they_are_cut_and_marked(local: TestClient, path: str) -> None:
    main = text_of(local, path).split("<main")[1].split("</main>")[0]
    assert "<img" not in main
    assert "<script" not in main
    assert "onerror=alert(" in html.unescape(main)
    assert "7*7" in main


def test_english_pages_tell_the_differences_in_english(local: TestClient) -> None:
    assert "What differs from the version before" in text_of(local, "/en/thu-tuc/1.900001/phien-ban")


def test_a_code_in_another_spelling_leads_there(local: TestClient) -> None:
    answer = local.get("/en/thu-tuc/1900001/phien-ban")
    assert (answer.status_code, answer.headers["location"]) == (302, "/en/thu-tuc/1.900001/phien-ban")


def test_an_unknown_procedure_has_no_versions(local: TestClient) -> None:
    assert local.get("/thu-tuc/9.999999/phien-ban").status_code == 404


def test_the_page_of_a_procedure_leads_to_its_versions(local: TestClient) -> None:
    text = text_of(local, "/thu-tuc/1.900001")
    assert 'href="/thu-tuc/1.900001/phien-ban">2 phiên bản' in text
