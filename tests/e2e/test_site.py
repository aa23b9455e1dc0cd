"""What a person does on the site, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import PICTURES

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = {
    "home": "/",
    "results": "/tim-kiem?q=dang+ky+khai+sinh",
    "filtered": "/tim-kiem?q=dang+ky&agency=ubnd-cap-xa&level=commune&sort=name&page=2",
    "nothing": "/tim-kiem?q=xyzzy+qwerty",
    "unsure": "/tim-kiem?q=mua+ve+xem+phim+dang+o+rap",
    "looked-up": "/thu-tuc-hanh-chinh?name=giao+thong",
    "ended": "/co-quan/bo-giao-thong-van-tai",
    "long-word": f"/tim-kiem?q={'a' * 600}",
    "long-names": "/tim-kiem?q=sang+ten+so+do",
    "bad-request": "/tim-kiem?q=a&page=-1",
    "browse": "/thu-tuc-hanh-chinh",
    "agency": "/co-quan/ubnd-cap-xa",
    "field": "/linh-vuc/ho-tich",
    "event": "/su-kien/sinh-con",
    "procedure": "/thu-tuc/1.001193",
    "long-procedure": "/thu-tuc/1.013978",
    "chosen": "/thu-tuc/1.001193?place=hoa+lu&case=tre-bi-bo-roi",
    "several-places": "/thu-tuc/1.001193?place=ninh",
    "many-cases": "/thu-tuc/2.000829",
    "versions": "/thu-tuc/1.001193/phien-ban",
    "english-versions": "/en/thu-tuc/1.001193/phien-ban",
    "absent": "/thu-tuc/1.000001",
    "about": "/gioi-thieu",
    "help": "/huong-dan",
    "data": "/du-lieu",
    "embedding": "/nhung",
    "api": "/api",
    "problem-type": "/loi/khong-tim-thay",
    "english": "/en/tim-kiem?q=khai+sinh",
    "english-procedure": "/en/thu-tuc/1.001193",
    "english-home": "/en",
    "english-browse": "/en/thu-tuc-hanh-chinh",
    "english-agency": "/en/co-quan/ubnd-cap-xa",
    "english-field": "/en/linh-vuc/ho-tich",
    "english-event": "/en/su-kien/sinh-con",
    "english-nothing": "/en/tim-kiem?q=xyzzy+qwerty",
    "english-help": "/en/huong-dan",
    "english-data": "/en/du-lieu",
    "english-embedding": "/en/nhung",
    "english-absent": "/en/thu-tuc/1.000001",
}


def test_a_search_without_marks_leads_to_the_procedure(page) -> None:
    page.goto("/")
    page.get_by_label("Bạn cần làm thủ tục gì?").fill("dang ky khai sinh")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Thủ tục đăng ký khai sinh", exact=True).click()
    assert page.url.endswith("/thu-tuc/1.001193")
    assert "khai sinh" in page.get_by_role("heading", level=1).inner_text().lower()


def test_browsing_leads_from_an_agency_by_its_field_to_a_procedure(page) -> None:
    page.goto("/thu-tuc-hanh-chinh")
    page.get_by_role("link", name="Ủy ban nhân dân cấp xã").first.click()
    page.get_by_role("link", name="Hộ tịch").first.click()
    page.get_by_role("link", name="Đăng ký kết hôn").first.click()
    assert page.url.endswith("/thu-tuc/1.000894")


def test_facets_narrow_and_come_off_again(page) -> None:
    page.goto("/tim-kiem?q=dang+ky")
    before = page.get_by_role("heading", level=1).inner_text()
    page.get_by_label("Công an cấp xã").first.check()
    page.get_by_role("button", name="Áp dụng").click()
    assert "agency=cong-an-cap-xa" in page.url
    narrowed = page.get_by_role("heading", level=1).inner_text()
    assert narrowed != before
    page.get_by_role("link", name="Công an cấp xã").first.click()
    assert "agency=" not in page.url
    assert page.get_by_role("heading", level=1).inner_text() == before


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing(browser, site: str, path: str) -> None:
    for scheme in ("light", "dark"):
        context = browser.new_context(base_url=site, bypass_csp=True, color_scheme=scheme)
        page = context.new_page()
        page.goto(path)
        page.add_script_tag(path=str(AXE))
        found = page.evaluate("rules => axe.run(document, rules)", RULES)
        context.close()
        assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize(("name", "path"), PAGES.items(), ids=PAGES.keys())
def test_nothing_is_wider_than_the_window(page, name: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_targets_are_large_enough_for_a_finger(page, path: str) -> None:
    """WCAG 2.2, 2.5.8: 24 px; links inside sentences are exempt."""
    page.goto(path)
    small = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input, select, summary')]
            .filter(one => one.offsetParent && !one.closest('p, dd, td') && one.type !== 'hidden')
            .map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
            .filter(([, box]) => box.height < 24 || box.width < 24).map(([html]) => html)"""
    )
    assert small == []


def test_everything_works_without_javascript(browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Bạn cần làm thủ tục gì?").fill("giấy độc thân")
    page.get_by_role("button", name="Tìm kiếm").first.click()
    page.get_by_role("link", name="tình trạng hôn nhân").first.click()
    assert "/thu-tuc/1.004873" in page.url
    context.close()


def test_a_parent_with_a_phone_learns_what_to_bring_how_long_how_much_and_where(page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/")
    page.get_by_label("Bạn cần làm thủ tục gì?").fill("làm lại giấy khai sinh cho con")
    page.keyboard.press("Enter")
    page.locator(".hits a").first.click()
    assert page.url.partition("?")[0].endswith("/thu-tuc/1.004884")
    seen = page.locator(".glance").inner_text()
    for asked in ("Thời hạn", "Phí, lệ phí", "Nộp ở đâu", "Giấy tờ"):
        assert asked in seen
    assert page.locator(".glance").bounding_box()["y"] < 800


def test_the_picture_of_the_readme_is_today_s(page) -> None:
    page.goto("/")
    page.get_by_role("combobox").fill("dang ky khai")
    page.get_by_role("option").first.wait_for()
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / "suggestions.png")
    assert "khai sinh" in page.get_by_role("listbox").inner_text().lower()


def test_the_keyboard_alone_reaches_the_content_first(page) -> None:
    page.goto("/thu-tuc/1.001193")
    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.getAttribute('href')")
    assert skip.startswith("#")
    assert page.evaluate("id => document.querySelector(id) !== null", skip)


def test_focus_can_be_seen(page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


def test_a_printed_procedure_leaves_out_what_paper_cannot_use(page) -> None:
    page.goto("/thu-tuc/1.001193")
    page.emulate_media(media="print")
    assert page.get_by_role("search").count() == 0 or not page.get_by_role("search").first.is_visible()
    assert page.get_by_role("heading", level=1).is_visible()
