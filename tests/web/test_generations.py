"""A new generation is picked up without a failed request; a damaged one is refused."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from search_api.app import create_app
from tests.samples import build_index, procedure
from tests.web.conftest import settings

SECONDS = 10.0
"""Patience; the index is looked at every 20 ms."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    build_index(tmp_path / "index", [procedure("1.000001", "Bản thứ nhất")])
    return tmp_path / "index"


@pytest.fixture
def running(root: Path) -> Iterator[TestClient]:
    with TestClient(create_app(settings(index=root, poll_seconds=0.02))) as client:
        yield client


def generation(client: TestClient) -> str:
    return str(client.get("/readyz").json()["generation"])


def wait_for(client: TestClient, status: str, before: str | None = None) -> bool:
    """Asks on until the probe says so; no request on the way may fail."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        for path in ("/api/v1/search?q=ban", "/", "/tim-kiem?q=ban", "/thu-tuc/1.000001"):
            assert client.get(path).status_code == 200
        answer = client.get("/readyz").json()
        if answer["status"] == status and answer["generation"] != before:
            return True
    return False


def test_a_new_generation_serves_without_a_failed_request(running: TestClient, root: Path) -> None:
    before = generation(running)
    build_index(root, [procedure("1.000001", "Bản thứ hai")])
    assert wait_for(running, "ready", before)
    assert running.get("/api/v1/procedures/1.000001").json()["name"] == "Bản thứ hai"


def test_the_tag_of_an_old_generation_is_not_good_for_the_new_one(running: TestClient, root: Path) -> None:
    before, tag = generation(running), running.get("/api/v1/search").headers["etag"]
    build_index(root, [procedure("1.000001", "Bản thứ hai")])
    assert wait_for(running, "ready", before)
    assert running.get("/api/v1/search", headers={"if-none-match": tag}).status_code == 200


def test_a_damaged_generation_is_refused_and_the_old_one_serves_on(
    running: TestClient, root: Path, tmp_path: Path
) -> None:
    before = generation(running)
    made = build_index(tmp_path / "other", [procedure("1.000001", "Bản hỏng")])
    damaged = root / made.name
    shutil.copytree(made, damaged)
    raw = bytearray((damaged / "procedures.jsonl").read_bytes())
    raw[10] ^= 1
    (damaged / "procedures.jsonl").write_bytes(raw)
    (root / "CURRENT").write_text(damaged.name + "\n")
    assert wait_for(running, "degraded")
    assert generation(running) == before
    assert running.get("/api/v1/procedures/1.000001").json()["name"] == "Bản thứ nhất"


def test_a_service_that_began_without_an_index_serves_once_there_is_one(tmp_path: Path) -> None:
    root = tmp_path / "later"
    with TestClient(create_app(settings(index=root, poll_seconds=0.02))) as client:
        assert client.get("/readyz").status_code == 503
        build_index(root, [procedure("1.000001", "Bản thứ nhất")])
        until = time.monotonic() + SECONDS
        while client.get("/readyz").status_code == 503 and time.monotonic() < until:
            time.sleep(0.02)
        assert client.get("/api/v1/search?q=ban").status_code == 200
