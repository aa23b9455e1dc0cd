"""What pages weigh over the line, measured on the bundled data: somebody with a cheap phone pays for it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from indexer.build import build_generation
from search_api.app import create_app
from tests.web.conftest import settings, source

ROOT = Path(__file__).resolve().parents[2]
FIRST = 14 * 1024
"""Bytes of a first page with its style sheet: they fit into the first round trip of a connection."""
NEXT = 15 * 1024
"""Bytes of a page that comes after it."""
ARRIVALS = ["/", "/tim-kiem?q=dang+ky+khai+sinh", "/tim-kiem?q=dang+ky", "/tim-kiem"]
FOLLOWING = [
    "/thu-tuc/1.001193",
    "/thu-tuc-hanh-chinh",
    "/co-quan/ubnd-cap-xa",
    "/linh-vuc/ho-tich",
    "/su-kien/mat-giay-to",
    "/gioi-thieu",
    "/tim-kiem?q=xyzzy+qwerty",
]


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """The application over the bundled data."""
    root = tmp_path_factory.mktemp("bundled")
    build_generation(ROOT / "data", root)
    return TestClient(create_app(settings(), source(next(root.glob("gen-*")))))


def weight(client: TestClient, path: str) -> int:
    answer = client.get(path, headers={"accept": "text/html"})
    assert answer.status_code == 200
    return len(gzip.compress(answer.content, 9))


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", ARRIVALS)
def test_a_first_page_comes_in_one_round_trip(bundled: TestClient, prefix: str, path: str) -> None:
    assert weight(bundled, prefix + path) + weight(bundled, "/static/thutuc.css") <= FIRST


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", FOLLOWING)
def test_a_following_page_is_light(bundled: TestClient, prefix: str, path: str) -> None:
    assert weight(bundled, prefix + path) <= NEXT
