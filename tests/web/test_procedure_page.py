"""The page of a procedure: every part under the labels of the guide, and where it stands."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import Page, Read


@pytest.mark.parametrize("code", ["1900001", "1.900001.000.00.00.H40", "T-MAU-000001"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_code_in_another_spelling_leads_to_the_one_address(
    client: TestClient, prefix: str, code: str
) -> None:
    answer = client.get(f"{prefix}/thu-tuc/{code}?as_of=2026-05-01")
    assert answer.status_code == 302
    assert answer.headers["location"] == f"{prefix}/thu-tuc/1.900001?as_of=2026-05-01"


LABELS = (
    "Trình tự thực hiện",
    "Cách thức thực hiện, thời hạn giải quyết, phí, lệ phí",
    "Thành phần hồ sơ",
    "Đối tượng thực hiện",
    "Cơ quan thực hiện",
    "Cơ quan có thẩm quyền",
    "Cơ quan được ủy quyền",
    "Cơ quan phối hợp",
    "Kết quả thực hiện",
    "Yêu cầu, điều kiện thực hiện",
    "Căn cứ pháp lý",
    "Biểu mẫu",
    "Biểu mẫu điện tử",
    "Địa chỉ tiếp nhận hồ sơ",
    "Đơn vị cung cấp",
    "Quyết định công bố",
    "Thủ tục liên quan",
    "Nguồn",
)


@pytest.mark.parametrize("label", LABELS)
def test_a_procedure_stands_under_the_labels_of_the_guide(read: Read, label: str) -> None:
    assert label in read("/thu-tuc/1.900001").text


def main_of(text: str) -> str:
    """What stands between the head of a page and its foot."""
    return text[text.index("<main") : text.index("</main>")]


def facts(page: Page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))


@pytest.mark.parametrize(
    "fact",
    [
        "3 ngày làm việc",
        "Lệ phí: 20.000 đồng",
        "Phí: Chưa rõ",
        "Hồ sơ nhận sau 15:00 tính từ ngày làm việc tiếp theo.",
        "1 (nguồn không nêu đơn vị)",
        "Chỉ khi thuộc trường hợp này.",
        "tối đa 2 tệp",
        "Hết hiệu lực từ 01/01/2020",
        "Thay thế bằng 61/2020/QH14",
        "Công dân Việt Nam",
        "phải có mặt",
        "Cập nhật ngày 03/02/2026",
        "Ngày lấy dữ liệu 04/03/2026",
        "2 bộ",
        "Quầy số 3",
    ],
)
def test_facts_are_told_in_words(read: Read, fact: str) -> None:
    assert fact in facts(read("/thu-tuc/1.900001"))


def test_every_part_of_a_procedure_has_an_entry_in_the_contents(read: Read) -> None:
    page = read("/thu-tuc/1.900001")
    entries = re.findall(r'<li><a href="#([^"]+)"', page.text)
    assert entries[:4] == ["where", "components", "forms", "steps"]
    assert entries[-3:] == ["linked", "source", "other"]
    assert entries == [attrs["id"] for attrs in page.all("h2") if attrs.get("id") in entries]


def test_related_and_replaced_procedures_are_linked_where_they_are_known(read: Read) -> None:
    page = read("/thu-tuc/1.900001")
    targets = {link["href"] for link in page.links}
    assert {"/thu-tuc/1.900002", "/thu-tuc/1.900003"} <= targets
    assert "/thu-tuc/1.900009" not in targets
    assert "1.900009" in page.text


def test_a_page_names_its_data_and_its_one_address(read: Read) -> None:
    page = read("/thu-tuc/1.900001?as_of=2026-05-01")
    assert page.all("link", rel="canonical", href="http://testserver/thu-tuc/1.900001")
    assert page.all("link", rel="alternate", type="application/json")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/thu-tuc/1.900004", "Thủ tục đang tạm ngừng thực hiện."),
        ("/thu-tuc/1.900005", "Thủ tục đã bị bãi bỏ. Hiệu lực đến hết ngày 30/06/2025."),
        ("/thu-tuc/1.900006", "Thủ tục chưa có hiệu lực. Có hiệu lực từ ngày 01/03/2027."),
        ("/thu-tuc/1.900008", "Thủ tục đã được thay thế."),
        ("/thu-tuc/1.900007?as_of=2026-08-01", "Bạn đang xem bản của ngày 01/08/2026."),
        (
            "/thu-tuc/1.900007?as_of=2026-01-01",
            "Chưa rõ bản này có hiệu lực từ ngày nào, nên không chắc nó đúng cho ngày 01/01/2026.",
        ),
    ],
)
def test_a_procedure_that_does_not_simply_hold_says_so(read: Read, path: str, words: str) -> None:
    assert words in facts(read(path))


def test_a_replaced_procedure_links_its_successor(read: Read) -> None:
    banner = read("/thu-tuc/1.900008").text.split('class="banner')[1].split("</div>")[0]
    assert 'href="/thu-tuc/1.900010"' in banner


def test_a_procedure_in_force_has_no_banner(read: Read) -> None:
    assert 'class="banner' not in read("/thu-tuc/1.900002").text


def test_the_data_beside_the_page_are_those_of_the_api(client: TestClient) -> None:
    assert client.get("/thu-tuc/1.900001.json").json() == client.get("/api/v1/procedures/1.900001").json()


def test_a_procedure_is_headed_by_its_short_name_with_the_official_name_below(read: Read) -> None:
    page = read("/thu-tuc/1.900002").text
    assert "<title>Đăng ký khai sinh (1.900002)" in page
    text = main_of(page)
    assert "<h1>Đăng ký khai sinh</h1>" in text
    assert text.index("Thủ tục đăng ký khai sinh") > text.index("</h1>")
    assert 'class="official"' not in read("/thu-tuc/1.900003").text


def test_what_to_know_first_stands_before_the_contents(read: Read) -> None:
    text = read("/thu-tuc/1.900002").text
    box = text[text.index('id="glance"') : text.index('id="contents"')]
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", box))
    for fact in ("Giấy tờ", "Thời hạn 1 ngày làm việc", "Miễn phí", "Ủy ban nhân dân xã Mẫu Trực tiếp"):
        assert fact in words


def test_names_for_the_search_are_folded_away_and_situations_not_shown(read: Read) -> None:
    text = main_of(read("/thu-tuc/1.900001").text)
    names = text[text.index('<details class="names">') :]
    assert "làm giấy mẫu" in names
    assert "làm giấy mẫu" not in text[: text.index('<details class="names">')]
    assert "tôi cần giấy mẫu" not in text


def test_a_paper_of_one_case_tells_the_case(read: Read) -> None:
    assert "Chỉ cần khi trả lời: “Đã kết hôn chưa?” – Có" in facts(read("/thu-tuc/1.900001"))


def test_a_legal_basis_is_parted_from_its_issuer(read: Read) -> None:
    assert re.search(r"Luật mẫu</span> – <span>Quốc hội", read("/thu-tuc/1.900001").text)


def test_a_day_of_update_that_is_not_known_is_left_out(read: Read) -> None:
    assert "Cập nhật ngày" not in read("/thu-tuc/1.900002").text
