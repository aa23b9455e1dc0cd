"""Makes the committed pictures of the site with the system's Chromium: `.venv/bin/python scripts/make_pictures.py`.

search_api/static/preview.png (1200 x 630) from scripts/preview.html in the site's own typeface, and
apple-touch-icon.png (180 x 180) from favicon.svg. Needs the extra `e2e`; run it after one of these changed.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

STATIC = Path(__file__).resolve().parent.parent / "search_api" / "static"
TEMPLATE = Path(__file__).with_name("preview.html")


def preview_page() -> str:
    """The page of the preview with the typeface inside: a page without an address may load nothing."""
    page = TEMPLATE.read_text("utf-8")
    for weight in (400, 600):
        (font,) = (STATIC / "fonts").glob(f"be-vietnam-pro-{weight}.*.woff2")
        page = page.replace(f"FONT-{weight}", _inside(font, "font/woff2"))
    return page


def icon_page() -> str:
    """The icon on its own ground: telephones cut the corners themselves."""
    ground = re.findall(r'fill="(#[0-9a-f]{6})"', (STATIC / "favicon.svg").read_text("utf-8"))[0]
    icon = _inside(STATIC / "favicon.svg", "image/svg+xml")
    return f'<body style="margin:0;background:{ground}"><img src="{icon}" width=180 style="display:block">'


def _inside(path: Path, media: str) -> str:
    return f"data:{media};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"


def take(browser: Browser, page: str, name: str, width: int, height: int) -> None:
    """One picture of a page."""
    shown = browser.new_page(viewport={"width": width, "height": height})
    shown.set_content(page)
    shown.evaluate("document.fonts.ready")
    shown.screenshot(path=STATIC / name)


def main() -> None:
    """Makes both pictures."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("no Chromium: install the system's chromium or set CHROMIUM=path")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--headless", "--no-sandbox"])
        take(browser, preview_page(), "preview.png", 1200, 630)
        take(browser, icon_page(), "apple-touch-icon.png", 180, 180)
        browser.close()


if __name__ == "__main__":
    main()
