"""`<thutuc-search>` on pages of another origin: strict policies, keyboard, events, themes, failures, the iframe."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.e2e.answers import ADDRESS, CORS, ITEMS, RECORD, SETTLED, answer, until
from tests.e2e.conftest import PICTURES
from tests.e2e.hosts import Host, hosting
from tests.e2e.test_site import AXE, RULES

pytestmark = pytest.mark.browser

FAILED = "Chưa có gợi ý. Bạn vẫn tìm được bằng nút bên cạnh."
WATCH = """<script nonce="abc">window.broken = []; window.events = []; window.cancel = '';
document.addEventListener('securitypolicyviolation', (event) => broken.push(event.violatedDirective));
for (const name of ['select', 'submit', 'error'])
  document.addEventListener('thutuc-' + name, (event) => {
    if (cancel === name) event.preventDefault();
    events.push([name, event.detail, event.cancelable, event.composed]);
  });</script>"""
Show = Callable[..., Any]


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    with hosting() as one:
        yield one


@pytest.fixture(scope="module")
def release(site: str) -> dict[str, str]:
    """The newest release as the site lists it."""
    with urllib.request.urlopen(f"{site}/widget/versions.json") as found:  # noqa: S310 - loopback
        return json.load(found)["versions"][-1]


def element(site: str, attributes: str = "") -> str:
    return f"""<thutuc-search api="{site}" lang="vi" {attributes}>
  <form role="search" action="{site}/tim-kiem"><label for="tt-q">Tìm thủ tục</label>
  <input id="tt-q" name="q"><button>Tìm</button></form></thutuc-search>"""


def script(site: str, release: dict[str, str], **more: str) -> str:
    attributes = " ".join(f'{name}="{value}"' for name, value in more.items())
    hashed = f'integrity="{release["integrity"]}" crossorigin="anonymous"'
    return f'<script type="module" src="{site}{release["file"]}" {hashed} {attributes}></script>'


def strict(site: str, scripts: str) -> str:
    """The policy of the handbook: nothing but what the box needs, and Trusted Types without any policy."""
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; connect-src {site}; form-action {site}; "
        "base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


POLICIES = {"nonce": "'nonce-abc' 'strict-dynamic'", "host": "{site} 'nonce-abc'"}


@pytest.fixture(scope="module")
def elsewhere(host: Host, site: str, release: dict[str, str]) -> tuple[Host, str, dict[str, str]]:
    return host, site, release


@pytest.fixture
def show(page: Any, host: Host, site: str, release: dict[str, str]) -> Iterator[Show]:
    """Opens a page of another origin under the strict policy; at the end nothing broke the policy or was logged."""
    page.set_default_timeout(8000)
    logged: list[str] = []
    page.on("console", lambda said: logged.append(said.text) if said.type in ("error", "warning") else None)

    def opened(*attributes: str, policy: str = "nonce", before: str = "") -> Any:
        scripts = POLICIES[policy].format(site=site)
        nonce = {"nonce": "abc"} if policy == "nonce" else {}
        boxes = "".join(element(site, one) for one in attributes or ("",))
        body = WATCH + before + boxes + script(site, release, **nonce)
        page.goto(host.serve(body, Content_Security_Policy=strict(site, scripts)))
        page.locator("thutuc-search input#q").first.wait_for()
        return page.locator("thutuc-search").first

    yield opened
    if page.url.startswith(host.address):
        assert page.evaluate("broken") == []
    assert [one for one in logged if "Failed to load resource" not in one] == []


def options(page: Any) -> Any:
    return page.locator("thutuc-search [role=option]")


def type_open(page: Any, text: str = "dang", box: int = 0) -> None:
    page.locator("thutuc-search input#q").nth(box).press_sequentially(text)
    options(page).first.wait_for()


def inside(box: Any, script: str) -> Any:
    """Value of an expression about the input inside."""
    return box.evaluate(f"one => {{ const q = one.shadowRoot.querySelector('input'); return {script} }}")


@pytest.mark.parametrize("policy", POLICIES)
def test_everything_works_under_the_strictest_policy(page, show: Show, site: str, policy: str) -> None:
    box = show(policy=policy)
    assert inside(box, "getComputedStyle(q).minHeight") == "44px"
    type_open(page, "dang ky khai sinh")
    assert options(page).first.locator("mark").inner_text().lower() == "đăng ký khai sinh"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    assert not page.locator("thutuc-search [role=listbox]").is_visible()
    assert page.evaluate("broken") == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/thu-tuc/1.001193")


def test_enter_without_a_choice_searches_on_the_site(page, show: Show, site: str) -> None:
    show('agency="ubnd-cap-xa" field="ho-tich"')
    type_open(page, "khai sinh")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/tim-kiem?q=khai+sinh&agency=ubnd-cap-xa&field=ho-tich")


def test_a_request_is_simple_and_carries_no_cookie_and_no_path(page, show: Show, site: str) -> None:
    page.context.add_cookies([{"name": "a", "value": "b", "url": site}])
    seen: list[Any] = []
    page.on("request", lambda request: seen.append(request) if "/suggest" in request.url else None)
    show('agency="ubnd-cap-xa, so-tu-phap" limit="3"')
    type_open(page, "khai")
    assert {one.method for one in seen} == {"GET"}
    headers = seen[-1].all_headers()
    assert "cookie" not in headers
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", headers["referer"])
    assert seen[-1].url.endswith("?q=khai&limit=3&agency=ubnd-cap-xa&agency=so-tu-phap")
    assert options(page).count() <= 3


def test_markup_stays_text_and_a_javascript_address_is_refused(page, show: Show) -> None:
    answer(page, [{**ITEMS[0], "title": "<b>x</b>"}, {**ITEMS[1], "url": "javascript:alert(1)"}])
    show()
    type_open(page)
    assert options(page).locator("span").all_inner_texts() == ["<b>x</b>"]


@pytest.mark.parametrize("api", ["javascript:alert(1)", "data:text/html,x", "http://"])
def test_with_an_address_that_is_none_the_form_inside_stays(
    page, host: Host, site, release, api: str
) -> None:
    body = element(site).replace(f'api="{site}"', f'api="{api}"') + script(site, release)
    page.goto(host.serve(body))
    page.wait_for_function("document.querySelector('thutuc-search').shadowRoot")
    page.get_by_label("Tìm thủ tục").fill("khai sinh")
    page.get_by_role("button", name="Tìm").click()
    page.wait_for_url(f"{site}/tim-kiem?q=khai+sinh")


def test_without_javascript_the_form_inside_searches(browser, host: Host, site: str, release) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host.serve(element(site) + script(site, release)))
    page.get_by_label("Tìm thủ tục").fill("khai sinh")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/tim-kiem?q=khai+sinh")
    context.close()


def test_what_was_typed_before_the_script_came_is_kept(page, host: Host, site: str, release) -> None:
    held: list[Any] = []
    page.route("**/widget/**", lambda route, _: held.append(route))
    page.goto(host.serve(element(site) + script(site, release)), wait_until="commit")
    page.get_by_label("Tìm thủ tục").fill("khai")
    until(page, lambda: bool(held))
    held[0].continue_()
    field = page.locator("thutuc-search input#q")
    field.wait_for()
    assert field.input_value() == "khai"
    assert not page.locator("#tt-q").is_visible()


def test_two_boxes_on_a_page_do_not_mix(page, show: Show) -> None:
    requests = answer(page)
    show('agency="so-tu-phap"', 'agency="ubnd-cap-xa"')
    type_open(page, "dang", box=1)
    assert requests[-1]["agency"] == ["ubnd-cap-xa"]
    lists = page.locator("thutuc-search [role=listbox]")
    assert [one.is_visible() for one in lists.all()] == [False, True]


def test_an_option_tells_the_page_and_opens(page, show: Show, site: str) -> None:
    answer(page)
    show()
    page.evaluate("cancel = 'select'")
    type_open(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    ((name, detail, cancelable, composed),) = page.evaluate("events")
    assert (name, cancelable, composed) == ("select", True, True)
    assert detail["kind"] == "procedure"
    assert (detail["code"], detail["url"]) == ("1.001193", f"{site}/thu-tuc/1.001193")
    page.wait_for_timeout(200)
    assert not page.url.startswith(site)
    page.evaluate("cancel = ''")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/thu-tuc/1.001193")


def test_a_page_can_keep_a_search_to_itself(page, show: Show, site: str) -> None:
    answer(page)
    show('field="ho-tich"')
    page.evaluate("cancel = 'submit'")
    type_open(page, "khai")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    detail = {"q": "khai", "url": f"{site}/tim-kiem?q=khai&field=ho-tich"}
    assert page.evaluate("events") == [["submit", detail, True, True]]
    assert not page.url.startswith(site)


def test_failures_are_told_once_and_retry_after_is_kept(page, show: Show, site: str) -> None:
    requests = answer(page, [], 429, retry_after="60")
    show()
    page.locator("thutuc-search input#q").press_sequentially("dang")
    page.get_by_text(FAILED).wait_for()
    page.keyboard.type(" ky kh", delay=200)
    page.wait_for_timeout(SETTLED)
    assert len(requests) == 1
    ((name, detail, _, _),) = page.evaluate("events")
    assert (name, detail) == ("error", {"status": 429, "wait": 60})
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/tim-kiem?q=dang+ky+kh")


def test_offline_a_form_with_one_sentence_is_left(page, show: Show) -> None:
    show()
    page.route(ADDRESS, lambda route: route.abort("internetdisconnected"))
    page.evaluate(RECORD)
    page.locator("thutuc-search input#q").press_sequentially("dang")
    page.get_by_text(FAILED).wait_for()
    assert page.evaluate("told") == [FAILED]
    page.unroute(ADDRESS)
    answer(page)
    type_open(page, " k")


def test_a_failure_is_not_overwritten_by_an_older_count(page, show: Show) -> None:
    page.route(
        ADDRESS,
        lambda route: (
            route.fulfill(json={"items": ITEMS}, headers=CORS)
            if "q=dang&" in route.request.url
            else route.fulfill(status=503, headers=CORS)
        ),
    )
    show()
    page.evaluate(RECORD)
    type_open(page)
    page.keyboard.type("x")
    page.wait_for_timeout(SETTLED)
    assert page.evaluate("told") == [FAILED]


def test_focus_and_clear_are_there_for_the_page(page, show: Show) -> None:
    answer(page)
    box = show()
    box.evaluate("one => one.focus()")
    assert inside(box, "one.shadowRoot.activeElement === q") is True
    type_open(page)
    box.evaluate("one => one.clear()")
    assert inside(box, "[q.value, q.getAttribute('aria-expanded')]") == ["", "false"]
    assert not page.locator("thutuc-search [role=listbox]").is_visible()


def test_escape_stays_inside_while_it_closes_and_clears(page, show: Show) -> None:
    answer(page)
    box = show()
    page.evaluate("window.keys = []; document.addEventListener('keydown', (event) => keys.push(event.key))")
    type_open(page)
    for _ in range(3):
        page.keyboard.press("Escape")
    assert page.evaluate("keys") == ["Escape"]
    assert inside(box, "q.value") == ""


def test_letters_stay_inside_and_combined_keys_pass(page, show: Show) -> None:
    show()
    page.evaluate(
        """() => { window.keys = []; for (const kind of ['keydown', 'keypress', 'keyup'])
        document.addEventListener(kind, (event) => keys.push(kind + event.key)) }"""
    )
    page.locator("thutuc-search input#q").press_sequentially("s/ ")
    assert page.evaluate("keys") == []
    page.keyboard.press("Tab")
    assert "keydownTab" in page.evaluate("keys")


def test_a_shortcut_exists_only_where_it_is_asked_for(page, show: Show) -> None:
    box = show()
    page.keyboard.press("Control+k")
    assert inside(box, "one.shadowRoot.activeElement") is None
    box.evaluate("one => one.setAttribute('shortcut', 'mod+k')")
    page.keyboard.press("k")
    assert inside(box, "one.shadowRoot.activeElement") is None
    page.keyboard.press("Control+k")
    assert inside(box, "one.shadowRoot.activeElement === q") is True


def test_moving_and_changing_a_box_keeps_what_is_typed(page, show: Show) -> None:
    requests = answer(page)
    box = show()
    page.locator("thutuc-search input#q").fill("dang")
    box.evaluate("one => document.body.append(one)")
    box.evaluate("one => one.setAttribute('field', 'cu-tru')")
    assert inside(box, "[q.value, one.shadowRoot.querySelectorAll('form').length]") == ["dang", 1]
    page.locator("thutuc-search input#q").press_sequentially(" ky")
    options(page).first.wait_for()
    assert requests[-1]["field"] == ["cu-tru"]
    box.evaluate("one => one.remove()")
    assert page.locator("thutuc-search").count() == 0


def test_a_second_definition_is_ignored(page, show: Show, site: str) -> None:
    show()
    page.evaluate("site => import(site + '/widget/v1/thutuc-search.js?again')", site)
    type_open(page, "khai")


def test_a_new_tab_is_opened_where_the_page_wants_it(page, show: Show, site: str) -> None:
    answer(page)
    show('target="_blank"')
    type_open(page)
    with page.context.expect_page() as opened:
        options(page).nth(1).click()
    assert opened.value.url == f"{site}/co-quan/so-tu-phap"
    assert opened.value.evaluate("opener") is None


def test_english_words_lead_to_english_pages(page, show: Show, site: str) -> None:
    answer(page)
    box = show()
    box.evaluate("one => one.setAttribute('lang', 'en')")
    type_open(page)
    assert options(page).nth(1).locator("small").inner_text() == "Agency"
    options(page).nth(1).click()
    page.wait_for_url(f"{site}/en/co-quan/so-tu-phap")


def test_nothing_is_stored(page, show: Show, site: str) -> None:
    show()
    type_open(page, "khai")
    stored = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    assert (stored, page.context.cookies()) == ([0, 0, ""], [])


def test_while_composing_the_box_is_left_alone(page, show: Show) -> None:
    requests = answer(page)
    box = show()
    box.evaluate("one => one.focus()")
    session = page.context.new_cdp_session(page)
    for text in ("d", "dd", "đ", "đă", "đăn", "đăng"):
        session.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        )
    options(page).first.wait_for()
    assert inside(box, "q.value") == "đăng"
    assert [one["q"] for one in requests] == [["đăng"]]


@pytest.mark.parametrize(
    ("theme", "scheme", "dark"),
    [
        ("", "dark", False),
        ("dark", "light", True),
        ("light", "dark", False),
        ("auto", "dark", True),
        ("auto", "light", False),
    ],
)
def test_the_theme_is_the_one_asked_for(page, show: Show, theme: str, scheme: str, dark: bool) -> None:
    page.emulate_media(color_scheme=scheme)
    box = show(f'theme="{theme}"')
    assert inside(box, "getComputedStyle(q).backgroundColor") == (
        "rgb(20, 24, 29)" if dark else "rgb(255, 255, 255)"
    )


def test_a_page_can_colour_and_reach_the_parts(page, show: Show) -> None:
    box = show()
    for name, value in (("accent", "#123456"), ("radius", "0px")):
        box.evaluate(
            "(one, [name, value]) => one.style.setProperty(name, value)", [f"--thutuc-{name}", value]
        )
    style = "getComputedStyle(one.shadowRoot.querySelector('[part=button]'))"
    assert inside(box, f"[{style}.backgroundColor, {style}.borderRadius]") == ["rgb(18, 52, 86)", "0px"]
    parts = "[...one.shadowRoot.querySelectorAll('[part]')].map((part) => part.part.value)"
    assert inside(box, parts) == ["input", "list", "button"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    browser, elsewhere, theme: str, width: int
) -> None:
    host, site, release = elsewhere
    context = browser.new_context(viewport={"width": width, "height": 700})
    page = context.new_page()
    answer(page)
    main = f"<main><h1>Trang của xã</h1>{element(site, f'theme={theme}')}</main>"
    page.goto(host.serve(main + script(site, release)))
    type_open(page)
    page.keyboard.press("ArrowDown")
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"widget-{width}-{theme}.png")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    heights = [
        one.bounding_box()["height"]
        for one in page.locator("thutuc-search :is([part=input], [part=button], [part=option])").all()
    ]
    assert min(heights) >= 44
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("rules => axe.run(document, rules)", RULES)
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    context.close()


def test_the_frame_works_on_a_page_that_allows_frames_only(page, host: Host, site: str) -> None:
    logged: list[str] = []
    page.on("console", lambda said: logged.append(said.text) if said.type == "error" else None)
    frame = f'<iframe src="{site}/nhung?frame=1&field=ho-tich" title="Tìm" width="400" height="420"></iframe>'
    page.goto(host.serve(frame, Content_Security_Policy=f"default-src 'none'; frame-src {site}"))
    inner = page.frame_locator("iframe")
    inner.locator("thutuc-search input#q").press_sequentially("khai sinh")
    inner.locator("[role=option]").first.click()
    page.wait_for_url(f"{site}/thu-tuc/**")
    assert page.context.cookies() == []
    assert logged == []


@pytest.mark.parametrize("path", ["/nhung", "/", "/tim-kiem?q=a"])
def test_no_other_page_lets_itself_be_framed(browser, host: Host, site: str, path: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(host.serve(f'<iframe src="{site}{path}" title="x"></iframe>'))
    page.wait_for_timeout(500)
    assert all(not frame.url.startswith(site) for frame in page.frames)
    context.close()


def test_the_generator_follows_each_choice(page, site: str) -> None:
    page.goto("/nhung")
    page.get_by_label("Chỉ thủ tục thuộc lĩnh vực").select_option("ho-tich")
    page.get_by_label("Màu nền").select_option("dark")
    page.get_by_label("Phiên bản").select_option("exact")
    page.wait_for_url("**/nhung?field=ho-tich&theme=dark&version=exact")
    until(page, lambda: "integrity" in page.locator(".embed-code").first.inner_text())
    box = page.locator("#embed-made thutuc-search")
    assert (box.get_attribute("field"), box.get_attribute("theme")) == ("ho-tich", "dark")
    box.locator("input#q").press_sequentially("khai sinh")
    box.locator("[role=option]").first.wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["/nhung", "/en/nhung?theme=dark", "/nhung?frame=1", "/en/nhung?frame=1&theme=auto"]
)
def test_axe_finds_nothing_on_the_pages_about_the_box(browser, site: str, path: str, scheme: str) -> None:
    context = browser.new_context(
        base_url=site, bypass_csp=True, color_scheme=scheme, viewport={"width": 320, "height": 700}
    )
    page = context.new_page()
    page.goto(path)
    page.locator("thutuc-search input#q").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("rules => axe.run(document, rules)", RULES)
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    context.close()


def test_the_lines_of_the_generator_work_on_another_site(page, host: Host, site: str, browser) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    plain = context.new_page()
    plain.goto("/nhung")
    plain.get_by_label("Chỉ thủ tục thuộc lĩnh vực").select_option("ho-tich")
    plain.get_by_label("Phiên bản").select_option("exact")
    plain.get_by_role("button", name="Tạo mã nhúng").click()
    lines, policy = (plain.locator(".embed-code").nth(number).inner_text() for number in (0, 1))
    context.close()
    page.goto(host.serve(lines, Content_Security_Policy=f"default-src 'none'; {policy}"))
    type_open(page, "khai sinh")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/tim-kiem?q=khai+sinh&field=ho-tich")
