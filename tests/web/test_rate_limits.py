"""How often an address may ask."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from search_api.app import create_app
from search_api.limiting import counted_address
from tests.web.conftest import settings


def client(live: Any, address: str = "192.0.2.1", rate: str = "3 per 10 second") -> TestClient:
    return TestClient(create_app(settings(rate_limit=rate), live), client=(address, 1))


def test_too_many_requests_are_429_with_retry_after(live: Any) -> None:
    asker = client(live)
    statuses = [asker.get("/api/v1/suggest?q=dang").status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    refused = asker.get("/api/v1/search")
    assert 1 <= int(refused.headers["retry-after"]) <= 20
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["type"].endswith("/loi/qua-nhieu-yeu-cau")


def test_browsers_get_a_page(live: Any) -> None:
    asker = client(live, rate="1 per minute")
    answers = [asker.get("/", headers={"accept": "text/html"}) for _ in range(2)]
    assert "Quá nhiều yêu cầu" in answers[1].text


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/startupz", "/static/thutuc.css", "/favicon.ico"])
def test_probes_and_static_files_are_never_refused(live: Any, path: str) -> None:
    asker = client(live)
    assert {asker.get(path).status_code for _ in range(8)} == {200}


def test_other_addresses_are_not_disturbed(live: Any) -> None:
    app = create_app(settings(rate_limit="1 per minute"), live)
    first, second = (TestClient(app, client=(address, 1)) for address in ("192.0.2.1", "192.0.2.2"))
    assert [first.get("/").status_code for _ in range(2)] == [200, 429]
    assert second.get("/").status_code == 200


def test_a_forged_forwarding_header_changes_nothing(live: Any) -> None:
    asker = client(live, rate="2 per minute")
    statuses = [asker.get("/", headers={"x-forwarded-for": f"198.51.100.{n}"}).status_code for n in range(3)]
    assert statuses == [200, 200, 429]


def test_every_limit_of_several_counts(live: Any) -> None:
    asker = client(live, rate="100 per 10 second; 2 per 5 minute")
    assert [asker.get("/").status_code for _ in range(3)] == [200, 200, 429]


def test_off_is_without_limit(live: Any) -> None:
    asker = client(live, rate="off")
    assert {asker.get("/api/v1/suggest?q=da").status_code for _ in range(50)} == {200}


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("testclient", "testclient"),
    ],
)
def test_an_ipv6_customer_counts_once(address: str, counted: str) -> None:
    assert counted_address(address) == counted


def asked_from(live: Any, *origins: str, rate: str = "off") -> list[int]:
    app = create_app(settings(rate_limit=rate, origin_rate_limit="2 per 1 minute"), live)
    asker = TestClient(app)
    return [asker.get("/api/v1/suggest?q=dang", headers={"origin": one}).status_code for one in origins]


def test_visitors_of_one_site_have_a_limit_together_where_it_is_set(live: Any) -> None:
    one, other = "https://xa.example.vn", "https://tinh.example.vn"
    assert asked_from(live, one, one, one, other) == [200, 200, 429, 200]


def test_requests_that_name_no_site_count_for_none(live: Any) -> None:
    assert set(asked_from(live, *["null", "https://a b", "x"] * 2)) == {200}


def test_pages_are_not_counted_for_a_site(live: Any) -> None:
    app = create_app(settings(origin_rate_limit="1 per 1 minute"), live)
    asker = TestClient(app, headers={"origin": "https://xa.example.vn"})
    assert {asker.get("/").status_code for _ in range(3)} == {200}
