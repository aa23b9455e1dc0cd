"""The page of results on a phone and where the answer is none or not sure: always a way on."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from tests.web.conftest import Read

UNSURE = "/tim-kiem?q=khai+sinh+mua+ve+xem+phim+rap"


def test_filters_fold_above_the_hits_and_tell_how_many_are_set(read: Read) -> None:
    text = read("/tim-kiem?q=dang+ky&level=province&field=ho-tich").text
    assert text.index('<details class="fold" id="filters">') < text.index('<ol class="hits"')
    assert "<summary>Lọc kết quả (2)</summary>" in text
    assert "<summary>Lọc kết quả</summary>" in read("/tim-kiem?q=dang+ky").text


def test_orders_are_links_that_keep_the_query(read: Read) -> None:
    page = read("/tim-kiem?q=dang+ky&level=province&page=2")
    order = page.text.split('<p class="order">')[1].split("</p>")[0]
    assert re.findall(r'aria-current="true">(.*?)<', order) == ["Phù hợp nhất"]
    by_name = next(href for href in re.findall(r'href="(.*?)"', order) if "sort=name" in href)
    given = parse_qsl(urlsplit(by_name.replace("&amp;", "&")).query)
    assert given == [("q", "dang ky"), ("level", "province"), ("sort", "name")]


def test_several_filters_come_off_at_once(read: Read) -> None:
    text = read("/tim-kiem?q=dang+ky&level=province&field=ho-tich").text
    assert '<a href="/tim-kiem?q=dang+ky">Bỏ tất cả</a>' in text


def test_a_page_tells_which_of_all_results_it_shows(read: Read) -> None:
    total = re.search(r"<h1>(\d+) kết quả", read("/tim-kiem?q=dang+ky").text)
    assert total
    assert f"11–20 trong {total[1]} kết quả" in read("/tim-kiem?q=dang+ky&page=2").text


def test_an_unsure_answer_offers_shorter_queries_that_are_sure(read: Read) -> None:
    page = read(UNSURE)
    assert "unsure" in page.text
    offered = re.search(r"Thử câu ngắn hơn:(.*?)</p>", page.text, re.DOTALL)
    assert offered
    shorter = re.findall(r'href="(.*?)"', offered[1])
    assert shorter
    assert all("unsure" not in read(href).text for href in shorter)


def test_an_unsure_answer_leads_to_fields_browsing_and_the_telephone(read: Read) -> None:
    notice = read(UNSURE).text.split('class="notice unsure"')[1].split("</div>")[0]
    assert 'href="/linh-vuc/ho-tich"' in notice
    assert 'href="/thu-tuc-hanh-chinh"' in notice
    assert 'href="tel:1022"' in notice


def test_where_nothing_is_found_there_is_nothing_to_filter(read: Read) -> None:
    assert 'id="filters"' not in read("/tim-kiem?q=zzzz").text
    assert 'id="filters"' in read("/tim-kiem?q=zzzz&level=province").text


def test_where_nothing_is_found_what_is_over_can_be_searched(read: Read) -> None:
    assert read("/tim-kiem?q=zzzz").all("a", href="/tim-kiem?q=zzzz&status=all")
    assert not read("/tim-kiem?q=zzzz&status=all").all("a", href="/tim-kiem?q=zzzz&status=all")


def test_the_search_box_holds_what_was_asked(read: Read) -> None:
    page = read("/tim-kiem?q=khai+sinh")
    assert [box["value"] for box in page.all("input", name="q")] == ["khai sinh"]


def test_each_page_has_one_search_form(read: Read) -> None:
    for path in ("/", "/tim-kiem?q=khai+sinh", "/thu-tuc-hanh-chinh", "/gioi-thieu", "/nowhere"):
        page = read(path)
        assert len(page.all("form", role="search", id="search")) == 1
        assert len(page.all("label", **{"for": "q"})) == 1
