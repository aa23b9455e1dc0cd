"""The search box of the site with suggestions: keyboard, announcements, Vietnamese, slow and failing answers."""

from __future__ import annotations

import gzip
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.answers import ADDRESS, ITEMS, RECORD, SETTLED, answer, asked, until
from tests.e2e.conftest import PICTURES
from tests.e2e.test_site import AXE, RULES

pytestmark = pytest.mark.browser

FAILED = "Chưa có gợi ý. Bạn vẫn tìm được bằng nút bên cạnh."


@pytest.fixture
def box(page: Any) -> Any:
    """The large box of the home page, focused."""
    page.set_default_timeout(8000)
    page.goto("/")
    field = page.locator("main form [name=q]")
    field.focus()
    until(page, lambda: field.get_attribute("role") == "combobox")
    return field


def options(page: Any) -> Any:
    return page.locator("main [role=option]")


def active(box: Any) -> str | None:
    """Text of the option that aria-activedescendant names."""
    return box.evaluate(
        "one => document.getElementById(one.getAttribute('aria-activedescendant'))?.firstChild.textContent ?? null"
    )


def is_open(box: Any) -> bool:
    list_ = box.page.locator(f"#{box.get_attribute('aria-controls')}")
    shown = list_.is_visible()
    assert (box.get_attribute("aria-expanded") == "true") == shown
    return bool(shown)


def type_open(page: Any, text: str = "dang") -> None:
    page.keyboard.type(text)
    options(page).first.wait_for()


def test_suggestions_of_the_site_lead_to_the_procedure(page, box) -> None:
    type_open(page, "dang ky khai sinh")
    assert options(page).first.locator("mark").inner_text().lower() == "đăng ký khai sinh"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/thu-tuc/1.001193")


def test_english_pages_lead_to_english_pages(page) -> None:
    answer(page)
    page.goto("/en")
    page.locator("main form [name=q]").press_sequentially("dang")
    options(page).first.click()
    page.wait_for_url("**/en/thu-tuc/1.001193")


def test_one_letter_asks_for_nothing_and_typing_on_asks_once(page, box) -> None:
    requests = answer(page)
    page.keyboard.type("d")
    page.wait_for_timeout(SETTLED)
    assert requests == []
    assert not is_open(box)
    page.keyboard.type("ang", delay=20)
    options(page).first.wait_for()
    page.wait_for_timeout(SETTLED)
    assert [one["q"] for one in requests] == [["dang"]]


def test_what_was_asked_before_is_remembered(page, box) -> None:
    requests = answer(page)
    type_open(page, "dang")
    page.keyboard.press("Backspace")
    until(page, lambda: len(requests) == 2)
    page.keyboard.type("g")
    page.wait_for_timeout(SETTLED)
    assert is_open(box)
    assert [one["q"][0] for one in requests] == ["dang", "dan"]


def test_each_kind_is_named(page, box) -> None:
    answer(page)
    type_open(page)
    assert options(page).locator("small").all_inner_texts() == [
        "Thủ tục · UBND cấp xã",
        "Cơ quan",
        "Lĩnh vực",
    ]


def test_arrows_wrap_around_the_list(page, box) -> None:
    answer(page)
    type_open(page)
    assert active(box) is None
    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
        seen.append(active(box))
    first, second, third = (one["title"] for one in ITEMS)
    assert seen == [first, second, third, first, third]
    assert options(page).locator("xpath=self::*[@aria-selected='true']").count() == 1


def test_home_and_end_belong_to_the_text(page, box) -> None:
    answer(page)
    type_open(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    assert active(box) is None
    assert box.evaluate("one => one.selectionStart") == 0
    page.keyboard.press("End")
    assert box.evaluate("one => one.selectionStart") == 4


def test_enter_without_an_option_searches(page, box) -> None:
    answer(page)
    type_open(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem?q=dang")


def test_the_first_escape_closes_and_the_second_clears(page, box) -> None:
    answer(page)
    type_open(page)
    page.keyboard.press("Escape")
    assert (is_open(box), box.input_value()) == (False, "dang")
    page.keyboard.press("ArrowDown")
    assert is_open(box)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert box.input_value() == ""


def test_tab_leaves_without_choosing(page, box) -> None:
    answer(page)
    type_open(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert not is_open(box)
    assert box.input_value() == "dang"
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"


def test_a_new_list_has_no_active_option(page, box) -> None:
    answer(page, lambda q: ITEMS[: len(q) - 2])
    type_open(page, "dang")
    page.keyboard.press("ArrowDown")
    page.keyboard.type(" ")
    page.keyboard.type("k")
    until(page, lambda: options(page).count() == 3)
    assert active(box) is None


def test_a_mouse_press_keeps_the_focus_and_a_click_opens(page, box) -> None:
    answer(page)
    type_open(page)
    options(page).nth(2).hover()
    page.mouse.down()
    assert page.evaluate("document.activeElement.name") == "q"
    page.mouse.up()
    page.wait_for_url("**/linh-vuc/ho-tich")


def test_a_finger_opens_a_suggestion_and_hears_how(browser, site: str) -> None:
    context = browser.new_context(
        base_url=site, has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    answer(page)
    page.goto("/")
    field = page.locator("main form [name=q]")
    field.tap()
    field.press_sequentially("dang")
    options(page).first.wait_for()
    page.wait_for_timeout(SETTLED)
    assert page.locator("main [role=status]").inner_text() == "3 gợi ý. Vuốt sang phải để nghe."
    assert all(one["height"] >= 44 for one in (row.bounding_box() for row in options(page).all()))
    options(page).nth(1).tap()
    page.wait_for_url("**/co-quan/so-tu-phap")
    context.close()


def test_a_late_answer_to_an_older_text_is_dropped(page) -> None:
    """Even where the browser does not give the older request up."""
    page.add_init_script("{ const ask = fetch; window.fetch = (url, {signal, ...rest}) => ask(url, rest) }")
    held: list[Any] = []

    def fulfil(route: Any) -> None:
        if asked(route.request)["q"] == ["da"]:
            held.append(route)
        else:
            route.fulfill(json={"items": ITEMS[1:2]})

    page.route(ADDRESS, fulfil)
    page.goto("/")
    page.locator("main form [name=q]").press_sequentially("da")
    until(page, lambda: bool(held))
    type_open(page, "ng")
    held[0].fulfill(json={"items": ITEMS})
    page.wait_for_timeout(300)
    assert options(page).locator("span").all_inner_texts() == ["Sở Tư pháp"]


def test_the_older_request_is_given_up(page, box) -> None:
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.route(ADDRESS, lambda route: None)
    page.keyboard.type("da")
    page.wait_for_timeout(400)
    page.keyboard.type("n")
    page.wait_for_timeout(SETTLED)
    assert [one for one in failed if one.endswith("q=da")]


def test_states_are_told_once_each_when_they_have_settled(page, box) -> None:
    answer(page, lambda q: ITEMS if q == "dang" else ITEMS[:1] if q == "dan" else [])
    page.evaluate(RECORD)
    type_open(page)
    page.wait_for_timeout(SETTLED)
    page.keyboard.press("Backspace")
    page.wait_for_timeout(SETTLED)
    page.keyboard.type("x")
    page.wait_for_timeout(SETTLED)
    keys = "Dùng phím mũi tên để chọn."
    assert page.evaluate("told") == [f"3 gợi ý. {keys}", f"1 gợi ý. {keys}", "Không có gợi ý."]
    assert not is_open(box)


def test_a_failure_silences_the_count_that_waited_to_be_told(page, box) -> None:
    page.route(
        ADDRESS,
        lambda route: (
            route.fulfill(json={"items": ITEMS}) if route.request.url.endswith("dang") else route.abort()
        ),
    )
    page.evaluate(RECORD)
    type_open(page)
    page.keyboard.type("x")
    page.wait_for_timeout(SETTLED)
    assert page.evaluate("told") == [FAILED]


def test_leaving_silences_what_waited_to_be_told(page, box) -> None:
    answer(page)
    page.evaluate(RECORD)
    type_open(page)
    page.keyboard.press("Tab")
    page.wait_for_timeout(SETTLED)
    assert page.evaluate("told") == []


def test_apple_systems_hear_the_active_option_too(browser, site: str) -> None:
    context = browser.new_context(base_url=site)
    page = context.new_page()
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'platform', {get: () => 'MacIntel'})")
    answer(page)
    page.goto("/")
    page.locator("main form [name=q]").press_sequentially("dang")
    options(page).first.wait_for()
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(SETTLED)
    told = page.locator("main [role=status]").inner_text()
    assert told == "Đăng ký khai sinh Thủ tục · UBND cấp xã, 1/3"
    context.close()


def test_a_slow_answer_is_told_and_given_up_after_four_seconds(page, box) -> None:
    page.route(ADDRESS, lambda route: None)
    page.keyboard.type("dang")
    page.wait_for_timeout(SETTLED)
    status = page.locator("main [role=status]")
    assert status.text_content() == "Đang tìm gợi ý…"
    page.wait_for_timeout(3200)
    assert status.text_content() == "Đang tìm gợi ý…"
    until(page, lambda: status.text_content() == FAILED)
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem?q=dang")


@pytest.mark.parametrize("status", [429, 500, 503])
def test_where_suggestions_fail_a_plain_form_is_left(page, box, status: int) -> None:
    answer(page, [], status)
    page.keyboard.type("dang")
    page.get_by_text(FAILED).wait_for()
    assert page.locator("main [role=status]").bounding_box()["height"] > 10
    assert not is_open(box)
    page.locator("main form button").first.click()
    page.wait_for_url("**/tim-kiem?q=dang")


@pytest.mark.parametrize("body", ["not json", "{}", json.dumps({"items": [{"kind": "x", "url": 5}]})])
def test_an_answer_of_another_shape_harms_nothing(page, box, body: str) -> None:
    page.route(ADDRESS, lambda route: route.fulfill(body=body, content_type="application/json"))
    page.keyboard.type("dang")
    page.get_by_text(FAILED).wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem?q=dang")


def test_when_asked_to_wait_nothing_is_asked_before_the_time(page, box) -> None:
    requests = answer(page, [], 429, retry_after="3")
    page.keyboard.type("dang")
    page.get_by_text(FAILED).wait_for()
    page.keyboard.type(" k", delay=300)
    page.wait_for_timeout(SETTLED)
    assert len(requests) == 1
    page.wait_for_timeout(1500)
    page.keyboard.type("y")
    until(page, lambda: len(requests) == 2)


def test_without_the_script_the_form_is_plain(page) -> None:
    page.route("**/static/js/suggest.js*", lambda route: route.abort())
    page.goto("/")
    field = page.locator("main form [name=q]")
    field.fill("khai sinh")
    assert field.get_attribute("role") is None
    field.press("Enter")
    page.wait_for_url("**/tim-kiem?q=khai+sinh")


def compose(page: Any, *steps: str) -> Any:
    """Types a word as an input method does: the whole text of the composition at each step."""
    session = page.context.new_cdp_session(page)
    for text in steps:
        session.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        )
        page.wait_for_timeout(30)
    return session


def test_composing_writes_nothing_into_the_box_and_finds_by_half_a_word(page, box) -> None:
    requests = answer(page)
    page.evaluate(
        """() => { window.kinds = []; for (const kind of ['compositionstart', 'compositionend'])
        document.querySelector('main form [name=q]').addEventListener(kind, () => kinds.push(kind)) }"""
    )
    session = compose(page, "d", "dd", "đ", "đa", "đan", "đang", "đăng")
    options(page).first.wait_for()
    assert (box.input_value(), page.evaluate("kinds")) == ("đăng", ["compositionstart"])
    assert [one["q"] for one in requests] == [["đăng"]]
    session.send("Input.insertText", {"text": "đăng"})
    assert (box.input_value(), page.evaluate("kinds")) == ("đăng", ["compositionstart", "compositionend"])


@pytest.mark.parametrize("key", ["ArrowDown", "Enter", "Escape"])
def test_keys_of_the_input_method_are_left_to_it(page, box, key: str) -> None:
    answer(page)
    compose(page, "đ", "đă", "đăn", "đăng")
    options(page).first.wait_for()
    prevented = box.evaluate(
        """(one, key) => ['isComposing', 'keyCode'].map((how) => {
          const event = new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true,
            isComposing: how === 'isComposing', keyCode: how === 'keyCode' ? 229 : 0});
          return !one.dispatchEvent(event) })""",
        key,
    )
    assert prevented == [False, False]
    assert is_open(box)
    assert (active(box), box.input_value()) == (None, "đăng")


def test_decomposed_letters_are_asked_for_composed(page, box) -> None:
    requests = answer(page)
    decomposed = unicodedata.normalize("NFD", "hộ tịch")
    box.fill(decomposed)
    until(page, lambda: bool(requests))
    assert requests[0]["q"] == ["hộ tịch"]
    assert box.input_value() == decomposed


def test_titles_stay_text_and_other_addresses_than_web_ones_are_refused(page, box) -> None:
    hostile = [
        {**ITEMS[0], "title": "<img src=x onerror=alert(1)>", "marks": [[1, 4]]},
        {**ITEMS[1], "url": "javascript:alert(1)"},
        {**ITEMS[2], "url": "data:text/html,x"},
    ]
    answer(page, hostile)
    type_open(page)
    assert options(page).count() == 1
    assert options(page).locator("span").inner_text() == "<img src=x onerror=alert(1)>"
    assert page.locator("main [role=listbox] img").count() == 0


def test_earlier_queries_of_the_tab_come_first_and_are_kept_nowhere_else(page, box) -> None:
    answer(page, ITEMS[:1])
    page.keyboard.type("Đăng ký kết hôn")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem?*")
    page.goto("/")
    page.locator("main form [name=q]").press_sequentially("dang k")
    options(page).first.wait_for()
    assert options(page).first.inner_text().split("\n") == ["Đăng ký kết hôn", "Đã tìm"]
    assert page.evaluate("[localStorage.length, document.cookie]") == [0, ""]
    options(page).first.click()
    page.wait_for_url("**/tim-kiem?q=%C4%90%C4%83ng+k%C3%BD+k%E1%BA%BFt+h%C3%B4n")


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_list_fits_and_axe_finds_nothing(browser, site: str, width: int, scheme: str) -> None:
    context = browser.new_context(
        base_url=site, bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    page.goto("/")
    page.locator("main form [name=q]").press_sequentially("dang ky khai")
    options(page).first.wait_for()
    page.keyboard.press("ArrowDown")
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"suggestions-{width}-{scheme}.png")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("rules => axe.run('form.search', rules)", RULES)
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    context.close()


def test_the_scripts_of_a_page_are_small() -> None:
    static = Path(__file__).resolve().parents[2] / "search_api" / "static"
    names = ("js/suggest.js", "widget/thutuc-search.js")
    assert sum(len(gzip.compress((static / name).read_bytes(), 9)) for name in names) <= 15 * 1024
