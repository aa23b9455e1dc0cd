"""Answers of /api/v1/suggest that tests give themselves, and what a live region told."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

ADDRESS = "**/api/v1/suggest?*"
CORS = {"access-control-allow-origin": "*", "access-control-expose-headers": "Retry-After"}
ITEMS = [
    {
        "kind": "procedure",
        "title": "Đăng ký khai sinh",
        "marks": [[0, 7]],
        "agency": "UBND cấp xã",
        "url": "/thu-tuc/1.001193",
        "code": "1.001193",
    },
    {"kind": "agency", "title": "Sở Tư pháp", "marks": [], "agency": None, "url": "/co-quan/so-tu-phap"},
    {"kind": "field", "title": "Hộ tịch", "marks": [[0, 2]], "agency": None, "url": "/linh-vuc/ho-tich"},
]
SETTLED = 1000
"""Milliseconds after which a pause in typing, an answer and its announcement are over."""
RECORD = """() => {
  window.told = [];
  const watch = (root) => {
    const region = root.querySelector('[role=status]');
    new MutationObserver(() => told.push(region.textContent)).observe(region, {childList: true});
  };
  const element = document.querySelector('thutuc-search');
  watch(element?.shadowRoot ?? document.querySelector('main form'));
}"""
"""Script: from now on `told` is everything that the live region tells."""


def asked(request: Any) -> dict[str, list[str]]:
    """Parameters of a request."""
    return parse_qs(urlsplit(request.url).query)


def answer(page: Any, items: Any = ITEMS, status: int = 200, **headers: str) -> list[dict[str, list[str]]]:
    """Every request for suggestions is answered so; returns the growing list of what is asked."""
    requests: list[dict[str, list[str]]] = []

    def fulfil(route: Any) -> None:
        requests.append(asked(route.request))
        body = items(requests[-1]["q"][0]) if callable(items) else items
        route.fulfill(
            status=status,
            content_type="application/json",
            headers={**CORS, **{name.replace("_", "-"): value for name, value in headers.items()}},
            body=json.dumps({"items": body}),
        )

    page.route(ADDRESS, fulfil)
    return requests


def until(page: Any, true: Callable[[], bool]) -> None:
    """Waits until something is true; an AssertionError after five seconds."""
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end
        page.wait_for_timeout(20)
