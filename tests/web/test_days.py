"""The day a search asks about: what each hit says of it, and where its links lead."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import Read

UNTIL_2025 = "1.900005"
TWO_VERSIONS = "1.900007"
FUTURE = "1.900006"
REPLACED = "1.900008"


def hits(client: TestClient, query: str) -> dict[str, Any]:
    found = client.get(f"/api/v1/search?per_page=50&{query}").json()["hits"]
    return {one["code"]: one for one in found}


@pytest.mark.parametrize(
    ("query", "code", "standing"),
    [
        ("q=1.900002", "1.900002", "in_force"),
        ("q=1.900004", "1.900004", "suspended"),
        ("q=1.900005", UNTIL_2025, "abolished"),
        ("q=1.900006", FUTURE, "future"),
        ("q=1.900008", REPLACED, "replaced"),
        ("q=1.900008&as_of=2025-06-01", REPLACED, "in_force"),
        ("q=cap+ho+chieu&as_of=2026-05-01", TWO_VERSIONS, "in_force"),
    ],
)
def test_a_hit_says_where_it_stands_on_the_day(
    client: TestClient, query: str, code: str, standing: str
) -> None:
    assert hits(client, query)[code]["standing"] == standing


def test_the_day_of_a_search_stands_in_the_addresses_of_its_hits(client: TestClient, read: Read) -> None:
    assert (
        hits(client, "q=ho+chieu&as_of=2026-05-01")[TWO_VERSIONS]["url"]
        == "/thu-tuc/1.900007?as_of=2026-05-01"
    )
    assert hits(client, "q=ho+chieu")[TWO_VERSIONS]["url"] == "/thu-tuc/1.900007"
    assert read("/tim-kiem?q=ho+chieu&as_of=2026-05-01").all("a", href="/thu-tuc/1.900007?as_of=2026-05-01")


@pytest.mark.parametrize(
    "query", ["as_of=2026-05-01&status=all", "as_of=2026-05-01", "q=1.900006&as_of=2026-05-01"]
)
def test_every_address_of_a_hit_answers(client: TestClient, query: str) -> None:
    for one in hits(client, query).values():
        for url in (one["url"], *(variant["url"] for variant in one["variants"])):
            assert client.get(url).status_code == 200, url


def test_what_held_on_the_day_is_not_called_replaced(read: Read) -> None:
    assert "đã được thay thế" not in read("/tim-kiem?q=1.900008&as_of=2025-06-01").text
    assert "đã được thay thế" in read("/tim-kiem?q=1.900008").text


def test_what_begins_later_says_when(read: Read) -> None:
    assert "Có hiệu lực từ ngày 01/03/2027." in read("/tim-kiem?q=1.900006").text
