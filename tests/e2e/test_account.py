"""Accounts in a real browser: with and without JavaScript, on a narrow window, in both themes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dossiers import officers
from dossiers.store.database import Database
from dossiers.store.tables import Account
from indexer.build import build_generation
from tests.dossier_database import NOW
from tests.e2e.test_site import AXE, RULES
from tests.running import serving
from tests.web.dossiers.conftest import outbox
from tests.web.dossiers.test_registration import PERSON

CHECKOUT = Path(__file__).resolve().parents[2]
PAGES = ("dang-nhap", "dang-ky", "dang-ky?loai=to-chuc", "quen-mat-khau", "khoi-phuc", "da-gui")
OWN = ("", "/chi-tiet", "/mat-khau", "/thiet-bi", "/du-lieu", "/dien-thoai", "/thu-dien-tu", "/dang-xuat")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Database]]:
    """Address of a portal with dossiers, and its database."""
    folder = tmp_path_factory.mktemp("portal")
    build_generation(CHECKOUT / "data", folder / "index")
    url = f"sqlite:///{folder}/thutuc.db"
    given = {"THUTUC_DOSSIERS": "on", "THUTUC_DATABASE": url, "THUTUC_FILES": str(folder / "files")}
    with serving(folder / "index", THUTUC_RATE_LIMIT="off", **given) as address:
        database = Database(url)
        yield address, database
        database.close()


def fill(page: Any, values: dict[str, str]) -> None:
    """Fills a form in as a person does: choices are clicked, the rest is typed."""
    for name, value in values.items():
        field = page.locator(f'[name="{name}"]').first
        kind = field.get_attribute("type")
        if kind in ("radio", "checkbox"):
            page.locator(f'[name="{name}"][value="{value}"]').check()
        elif field.evaluate("field => field.localName") == "select":
            field.select_option(value)
        else:
            field.fill(value)


def register(page: Any, database: Database, **more: str) -> None:
    """Registers somebody and enters the code that was sent."""
    page.goto("/tai-khoan/dang-ky")
    fill(page, {**PERSON, **more})
    page.get_by_role("button", name="Đăng ký").click()
    address = more.get("email", PERSON["email"]).lower()
    code = next(row.payload["values"]["code"] for row in outbox(database) if row.payload["to"] == address)
    fill(page, {"code": code})
    page.get_by_role("button", name="Xác minh").click()


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_a_person_registers_edits_and_signs_out(browser, place, scripts: bool) -> None:
    address, database = place
    with browser.new_context(
        base_url=address, java_script_enabled=scripts, viewport={"width": 320, "height": 700}
    ) as context:
        page = context.new_page()
        register(page, database, email=f"mau-{scripts}@example.vn".lower())
        assert page.locator("h1").inner_text() == "Hồ sơ cá nhân"
        page.get_by_role("link", name="Chi tiết").click()
        fill(page, {"full_name": "Nguyễn Thị Đổi"})
        page.get_by_role("button", name="Lưu lại").click()
        assert page.get_by_text("Nguyễn Thị Đổi").count() == 1
        page.get_by_role("button", name="Đăng xuất").click()
        page.goto("/tai-khoan")
        assert page.locator("h1").inner_text() == "Đăng nhập"


@pytest.mark.browser
def test_after_a_mistake_the_summary_has_the_focus_and_leads_to_the_field(browser, place) -> None:
    with browser.new_context(base_url=place[0]) as context:
        page = context.new_page()
        page.goto("/tai-khoan/dang-ky")
        fill(page, {**PERSON, "phone": "12"})
        page.get_by_role("button", name="Đăng ký").click()
        assert page.title().startswith("Lỗi:")
        assert page.evaluate("document.activeElement.id") == "errors"
        page.locator("#errors a").first.click()
        assert page.evaluate("document.activeElement.id") == "phone"
        described = page.locator("#phone").get_attribute("aria-describedby").split()
        assert "bắt đầu bằng" in page.locator(f"#{described[0]}").inner_text()


@pytest.mark.browser
def test_only_the_number_of_the_chosen_paper_is_asked_for(browser, place) -> None:
    with browser.new_context(base_url=place[0]) as context:
        page = context.new_page()
        page.goto("/tai-khoan/dang-ky")
        passport, card = page.locator("#passport"), page.locator("#citizen_id")
        for chosen, shown, hidden in (("passport", passport, card), ("citizen_id", card, passport)):
            page.locator(f'[name="paper_kind"][value="{chosen}"]').check()
            shown.wait_for(state="visible")
            assert hidden.is_hidden()


@pytest.mark.browser
def test_a_password_can_be_shown(browser, place) -> None:
    with browser.new_context(base_url=place[0]) as context:
        page = context.new_page()
        page.goto("/tai-khoan/dang-nhap")
        fill(page, {"password": "hoa sen"})
        shows = page.get_by_role("button", name="Hiện mật khẩu")
        shows.click()
        assert page.locator("#password").get_attribute("type") == "text"
        assert shows.get_attribute("aria-pressed") == "true"


def check(page: Any) -> list[Any]:
    """What axe finds, and whether anything is wider than the window."""
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("rules => axe.run(document, rules)", RULES)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    small = page.evaluate(
        """[...document.querySelectorAll("main button, main input:not([type=hidden]), main select")]
        .filter(one => one.checkVisibility() && !["radio", "checkbox"].includes(one.type))
        .filter(one => one.getBoundingClientRect().height < 44)
        .map(one => one.outerHTML)"""
    )
    names = [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]]
    return [*names, *([("wider", wide)] if wide > 0 else []), *small]


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_axe_finds_nothing_on_pages_and_errors(browser, place, prefix: str, scheme: str) -> None:
    with browser.new_context(
        base_url=place[0], color_scheme=scheme, viewport={"width": 320, "height": 700}, bypass_csp=True
    ) as context:
        page = context.new_page()
        for path in PAGES:
            page.goto(f"{prefix}/tai-khoan/{path}")
            assert check(page) == [], path
        for path in ("dang-ky", "dang-nhap", "khoi-phuc"):
            page.goto(f"{prefix}/tai-khoan/{path}")
            page.locator("main form").first.evaluate("form => form.submit()")
            page.wait_for_selector("#errors")
            assert check(page) == [], path


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_ones_own_pages(browser, place, scheme: str) -> None:
    with browser.new_context(
        base_url=place[0], color_scheme=scheme, viewport={"width": 320, "height": 700}, bypass_csp=True
    ) as context:
        page = context.new_page()
        register(page, place[1], email=f"truc-{scheme}@example.vn")
        for path in OWN:
            page.goto(f"/tai-khoan{path}")
            assert check(page) == [], path


@pytest.mark.browser
def test_axe_finds_nothing_while_an_officer_sets_up_a_device(browser, place) -> None:
    told = officers.Officer("can-bo@example.vn", "Lê Văn Mẫu", "clerk", "ubnd-cap-xa")
    account, password = officers.create(place[1], told, NOW)
    with browser.new_context(
        base_url=place[0], viewport={"width": 320, "height": 700}, bypass_csp=True
    ) as context:
        page = context.new_page()
        page.goto("/tai-khoan/dang-nhap")
        fill(page, {"account": told.email, "password": password})
        page.get_by_role("button", name="Đăng nhập").click()
        assert page.locator("svg.qr").is_visible()
        assert check(page) == []
    with place[1].read() as session:
        assert session.get_one(Account, account).totp_sealed is None
