"""Files in a real browser: progress, refusals, trying again, and a preview in which nothing runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dossiers.routes.asking import SESSION_COOKIE
from dossiers.sessions import Sessions
from dossiers.settings import DossierSettings
from dossiers.store.database import Database
from dossiers.store.tables import new_id
from indexer.build import build_generation
from tests.dossier_database import person
from tests.e2e.conftest import PICTURES
from tests.e2e.test_site import AXE, RULES
from tests.running import serving
from tests.unit.dossiers.file_samples import SVG, pdf, png

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Database]]:
    """Address of a portal with dossiers, and its database."""
    folder = tmp_path_factory.mktemp("portal")
    build_generation(CHECKOUT / "data", folder / "index")
    url = f"sqlite:///{folder}/thutuc.db"
    given = {"THUTUC_DOSSIERS": "on", "THUTUC_DATABASE": url, "THUTUC_FILES": str(folder / "files")}
    with serving(folder / "index", THUTUC_RATE_LIMIT="off", **given) as address:
        database = Database(url)
        yield address, database
        database.close()


@pytest.fixture(params=[360, 1280])
def page(request: pytest.FixtureRequest, browser: Any, portal: tuple[str, Database]) -> Iterator[Any]:
    """The empty locker of somebody, without JavaScript errors."""
    address, database = portal
    somebody = person(database, new_id().lower())
    token = Sessions(database, DossierSettings()).open(somebody, "Firefox", dt.datetime.now(dt.UTC))
    context = browser.new_context(base_url=address, viewport={"width": request.param, "height": 800})
    context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": address}])
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto("/giay-to")
    yield page
    context.close()
    assert faults == []


def choose(page: Any, name: str, content: bytes) -> None:
    """Chooses a file as the dialogue of the browser does."""
    file = {"name": name, "mimeType": "application/pdf", "buffer": content}
    page.locator('input[type="file"]').set_input_files(file)


def violations(page: Any) -> list[str]:
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run(document, rules)", RULES)
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]


@pytest.mark.browser
def test_a_chosen_file_goes_up_at_once_and_stands_in_the_list(page) -> None:
    assert page.get_by_role("button", name="Tải lên").count() == 0
    choose(page, "Căn cước.pdf", pdf())
    page.get_by_text("Đã đính kèm Căn cước.pdf.").wait_for()
    assert page.get_by_role("link", name="Căn cước.pdf").count() == 1
    page.get_by_role("button", name="Bỏ khỏi kho").click()
    page.get_by_text("Kho chưa có giấy tờ nào.").wait_for()


@pytest.mark.browser
def test_a_refused_file_is_explained_at_the_input(page) -> None:
    choose(page, "a.svg", SVG)
    page.get_by_text("Không nhận a.svg.").wait_for()
    told = page.locator('input[type="file"]').get_attribute("aria-describedby")
    assert "không thuộc loại được nhận" in page.locator(f'[id="{told.split()[0]}"]').inner_text()
    choose(page, "a.pdf", pdf() + b"\0" * (21 << 20))
    page.get_by_text("lớn hơn 20 MB").wait_for()


@pytest.mark.browser
def test_a_broken_connection_is_told_and_tried_again(page) -> None:
    page.route(
        "**/giay-to", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    choose(page, "a.pdf", pdf())
    page.get_by_text("Chưa tải được a.pdf.").wait_for()
    page.unroute("**/giay-to")
    page.get_by_role("button", name="Thử lại").click()
    page.get_by_text("Đã đính kèm a.pdf.").wait_for()


@pytest.mark.browser
def test_a_lost_sign_in_is_told_and_nothing_is_shown_as_attached(page) -> None:
    page.context.clear_cookies()
    choose(page, "a.pdf", pdf())
    page.get_by_text("Phiên đăng nhập đã hết").wait_for()
    assert page.get_by_role("link", name="a.pdf").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(page, theme: str) -> None:
    page.emulate_media(color_scheme=theme)
    choose(page, f"{'x' * 150}.png", png())
    page.get_by_role("button", name="Bỏ khỏi kho").wait_for()
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"locker-{page.viewport_size['width']}-{theme}.png", full_page=True)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        "[...document.querySelectorAll('main button')].filter(b => !b.hidden && b.offsetHeight < 44).length"
    )
    assert small == 0


@pytest.mark.browser
def test_a_preview_shows_the_file_in_a_frame(page) -> None:
    choose(page, "a.png", png(40, 40))
    page.get_by_text("Đã đính kèm a.png.").wait_for()
    page.get_by_role("link", name="a.png").click()
    frame = page.frame_locator("iframe.preview")
    frame.locator("img").wait_for()
    assert frame.locator("img").evaluate("image => image.naturalWidth") == 40
    assert violations(page) == []
