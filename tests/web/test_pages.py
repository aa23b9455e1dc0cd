"""Pages without JavaScript: entrance, results, browsing, procedures, both languages."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import Page, Read

PAGES = [
    "/",
    "/tim-kiem",
    "/tim-kiem?q=khai+sinh&level=commune&page=1",
    "/tim-kiem?q=zzzz",
    "/thu-tuc-hanh-chinh",
    "/co-quan/ubnd-cap-xa",
    "/linh-vuc/ho-tich",
    "/su-kien/sinh-con",
    "/thu-tuc/1.900001",
    "/gioi-thieu",
    "/api",
    "/loi/yeu-cau-sai",
    "/nowhere",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_has_its_frame(read: Read, prefix: str, path: str) -> None:
    page = read(prefix + path)
    assert page.all("html", lang="en" if prefix else "vi")
    assert page.all("a", href="#main", **{"class": "skip"})
    assert page.all("main", id="main")
    assert len([tag for tag, _ in page.tags if tag == "h1"]) == 1
    assert not [tag for tag, _ in page.tags if tag == "style"]
    scripts = [one for one in page.all("script") if one.get("type") != "application/ld+json"]
    assert all(script["src"].startswith("/") for script in scripts)
    assert not [
        attrs for _, attrs in page.tags if any(name.startswith("on") or name == "style" for name in attrs)
    ]
    words = "not the National Public Service Portal" if prefix else "không phải Cổng Dịch vụ công quốc gia"
    assert words in page.text
    assert page.all("form", action=f"{prefix}/tim-kiem", method="get")
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PAGES)
def test_the_other_language_is_one_link_away(read: Read, path: str) -> None:
    vietnamese, english = read(path), read(f"/en{path}")
    assert any(link["href"] == f"/en{path}" for link in vietnamese.all("a", hreflang="en"))
    assert any(link["href"] == path for link in english.all("a", hreflang="vi"))


@pytest.mark.parametrize("path", ["/", "/tim-kiem?q=khai+sinh", "/thu-tuc-hanh-chinh", "/thu-tuc/1.900001"])
def test_english_pages_hold_vietnamese_only_where_they_say_so(read: Read, path: str) -> None:
    page = read(f"/en{path}")
    text = re.sub(r'<(\w+)[^>]* lang="vi".*?</\1>', "", page.text.split("<body>")[1], flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", " ", text)
    allowed = {"Tiếng Việt"}
    strange = set(re.findall(r"\w*[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]\w*", text))
    assert strange <= set(" ".join(allowed).split()), strange


def test_the_entrance_has_a_labelled_search_box_and_ways_to_browse(read: Read) -> None:
    page = read("/")
    assert page.all("input", name="q", id="q")
    assert page.all("label", **{"for": "q"})
    targets = {link["href"] for link in page.links}
    assert {"/thu-tuc/1.900002", "/su-kien/sinh-con", "/linh-vuc/ho-tich", "/co-quan/ubnd-cap-xa"} <= targets


def test_the_menu_names_what_the_guide_names(read: Read) -> None:
    menu = read("/").text.split("<nav")[1].split("</ul>")[0]
    assert re.findall(r">([^<>]+)</a>", menu)[:2] == ["Trang chủ", "Thủ tục hành chính"]


def test_the_number_of_results_stands_in_title_and_heading(read: Read) -> None:
    text = read("/tim-kiem?q=đăng+ký+khai+sinh").text
    title = re.search(r"<title>(\d+ kết quả) cho “đăng ký khai sinh”", text)
    assert title
    assert f"<h1>{title[1]} cho “đăng ký khai sinh”</h1>" in text


def test_what_was_typed_is_marked_in_the_original_text(read: Read) -> None:
    assert "<mark>đăng ký khai sinh</mark>" in read("/tim-kiem?q=dang+ky+khai+sinh").text


def test_a_hit_shows_its_facts(read: Read) -> None:
    hit = read("/tim-kiem?q=1.900002").text.split('<li class="hit">')[1].split("</li>")[0]
    facts = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", hit))
    assert facts["Cơ quan"] == "Ủy ban nhân dân cấp xã"
    assert facts["Thời hạn"] == "1 ngày làm việc"
    assert facts["Phí, lệ phí"] == "Miễn phí"
    assert "Chưa rõ" in facts["Trực tuyến"]
    text = re.sub(r"<[^>]+>", "", hit)
    assert "Cấp xã" in text
    assert "Hộ tịch" in text
    assert "Mã 1.900002" in text


def test_filters_belong_to_the_search_form_and_keep_their_state(read: Read) -> None:
    page = read("/tim-kiem?q=dang+ky&level=province&sort=name&as_of=2026-05-01&status=all")
    boxes = page.all("input", type="checkbox")
    assert boxes
    assert all(box["form"] == "search" for box in boxes)
    assert page.all("input", name="level", value="province", checked="")
    assert page.all("input", type="hidden", name="sort", value="name", form="search")
    assert page.all("input", name="as_of", value="2026-05-01")
    assert page.all("input", name="status", value="all", checked="")


def test_sending_the_form_as_it_stands_gives_the_same_results(read: Read, client: TestClient) -> None:
    page = read("/tim-kiem?q=dang+ky&level=province&field=ho-tich&sort=name")
    sent = [("q", page.all("input", name="q")[0]["value"])]
    sent += [(box["name"], box["value"]) for box in page.all("input", type="checkbox") if "checked" in box]
    sent += [("sort", "name"), ("as_of", "")]
    again = client.get("/tim-kiem", params=sent)
    assert re.findall(r"<h1>.*</h1>", again.text) == re.findall(r"<h1>.*</h1>", page.text)


def test_each_active_filter_is_a_link_without_it(read: Read) -> None:
    page = read("/tim-kiem?q=dang+ky&level=province&agency=ubnd-cap-xa&as_of=2026-05-01")
    removing = [
        set(parse_qsl(urlsplit(link["href"]).query)) for link in page.links if link.get("class") == "chip"
    ]
    whole = {("q", "dang ky"), ("level", "province"), ("agency", "ubnd-cap-xa"), ("as_of", "2026-05-01")}
    assert [whole - rest for rest in removing] == [
        {("agency", "ubnd-cap-xa")},
        {("level", "province")},
        {("as_of", "2026-05-01")},
    ]


def test_an_unknown_filter_value_can_be_unchecked(read: Read) -> None:
    page = read("/tim-kiem?agency=khong-co")
    assert page.status == 200
    assert page.all("input", name="agency", value="khong-co", checked="")


def test_results_are_paged_by_links(read: Read) -> None:
    page = read("/tim-kiem?q=dang+ky&page=2")
    assert {link["rel"] for link in page.links if "rel" in link} >= {"prev", "next"}
    following = next(link["href"] for link in page.all("a", rel="next"))
    assert dict(parse_qsl(urlsplit(following).query)) == {"q": "dang ky", "page": "3"}


def test_a_page_beyond_the_last_leads_back(read: Read) -> None:
    page = read("/tim-kiem?q=dang+ky&page=50")
    assert "Không có trang kết quả này" in page.text
    assert page.all("a", href="/tim-kiem?q=dang+ky")


def test_no_result_is_no_dead_end(read: Read) -> None:
    page = read("/tim-kiem?q=zzzz&level=province")
    targets = {link["href"] for link in page.links}
    assert {"/tim-kiem?q=zzzz", "/thu-tuc-hanh-chinh", "/thu-tuc/1.900002", "/linh-vuc/ho-tich"} <= targets
    assert "1022" in page.text


def test_an_unsure_answer_says_so(read: Read) -> None:
    sure, unsure = read("/tim-kiem?q=dang+ky+khai+sinh"), read("/tim-kiem?q=mua+ve+xem+phim+dang+o+rap")
    assert "unsure" not in sure.text
    assert "unsure" in unsure.text or "Không tìm thấy" in unsure.text


def test_what_was_understood_is_told(read: Read) -> None:
    assert "Hiểu là mã thủ tục 1.900001." in read("/tim-kiem?q=1900001").text


@pytest.mark.parametrize("glued", ["utm_source=zalo", "fbclid=x", "gclid=1", "zarsrc=30"])
@pytest.mark.parametrize("path", ["/tim-kiem", "/thu-tuc/1.900001", "/co-quan/ubnd-cap-xa"])
def test_what_social_networks_glue_to_links_does_no_harm(read: Read, path: str, glued: str) -> None:
    assert read(f"{path}?{glued}").status == 200


def test_an_agency_leads_to_its_fields_and_their_procedures(read: Read) -> None:
    page = read("/co-quan/ubnd-cap-xa")
    assert page.all("a", href="/co-quan/ubnd-cap-xa?field=ho-tich")
    narrowed = read("/co-quan/ubnd-cap-xa?field=cu-tru")
    assert "1.900010" in narrowed.text
    assert "1.900002" not in narrowed.text


def test_an_agency_that_ended_names_its_successors(read: Read) -> None:
    page = read("/co-quan/bo-giao-thong-van-tai")
    assert "28/02/2025" in page.text
    assert page.all("a", href="/co-quan/bo-xay-dung")


def test_an_agency_that_ended_is_not_offered_for_browsing(read: Read) -> None:
    targets = {link["href"] for link in read("/thu-tuc-hanh-chinh").links}
    assert "/co-quan/bo-xay-dung" in targets
    assert "/co-quan/bo-giao-thong-van-tai" not in targets


def test_a_unit_has_the_procedures_of_its_kind(read: Read) -> None:
    assert (
        "1.900002"
        in read("/co-quan/ubnd-xa-mau?field=ho-tich&page=2").text + read("/co-quan/ubnd-xa-mau").text
    )


def test_lists_of_agencies_are_paged_and_keep_the_field(read: Read) -> None:
    page = read("/co-quan/ubnd-cap-xa?field=ho-tich")
    following = next(link["href"] for link in page.all("a", rel="next"))
    assert dict(parse_qsl(urlsplit(following).query)) == {"field": "ho-tich", "page": "2"}


def test_every_link_inside_the_site_leads_somewhere(client: TestClient, read: Read) -> None:
    seen: set[str] = set()
    waiting = ["/", "/en/"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        assert len(seen) < 1500
        answer = client.get(path, headers={"accept": "text/html"})
        assert answer.status_code == 200, path
        if "html" not in answer.headers["content-type"] or "tim-kiem?" in path:
            continue  # results link to results without end
        page = Page(200, answer.text, answer.headers)
        found = [link["href"].split("#")[0].removeprefix("http://testserver") for link in page.links]
        waiting += [href for href in found if href.startswith("/")]
    assert len(seen) > 80


def test_the_links_of_results_lead_somewhere(client: TestClient, read: Read) -> None:
    for path in ("/tim-kiem?q=dang+ky&level=commune&page=2", "/en/tim-kiem?q=zzzz"):
        for link in read(path).links:
            href = link["href"].removeprefix("http://testserver")
            if href.startswith("/"):
                assert client.get(href).status_code == 200, href


def test_a_trailing_slash_is_forgiven(client: TestClient) -> None:
    assert client.get("/tim-kiem/").status_code in (301, 307, 308)


def test_links_to_elsewhere_are_web_links_only(read: Read) -> None:
    for link in read("/thu-tuc/1.900001").links:
        assert link["href"].startswith(("/", "#", "https://", "http://", "tel:", "mailto:"))


def test_the_description_of_the_api_loads_nothing_from_elsewhere(read: Read) -> None:
    page = read("/api")
    assert "GET /api/v1/search" in page.text
    assert not [tag for tag, _ in page.tags if tag in ("iframe", "img")]
    assert all(script["src"].startswith("/") for script in page.all("script"))
