"""Where a mistake is told: the portal's mail, else its page for reports, else nowhere."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from indexer.portal import Portal
from search_api.reporting import report_url

SUBJECT = "Báo lỗi 1.001193 & bản 2026"


def portal(**more: Any) -> Portal:
    return Portal(name="Cổng", short_name="Cổng", **more)


def test_a_mail_carries_the_subject() -> None:
    url = urlsplit(
        report_url(portal(email="hotro@example.vn", report_url="https://example.vn/new"), SUBJECT) or ""
    )
    assert (url.scheme, url.path) == ("mailto", "hotro@example.vn")
    assert parse_qs(url.query) == {"subject": [SUBJECT]}


@pytest.mark.parametrize("page", ["https://example.vn/issues/new", "https://example.vn/new?labels=data"])
def test_a_page_for_reports_carries_the_title(page: str) -> None:
    url = urlsplit(report_url(portal(report_url=page), SUBJECT) or "")
    assert parse_qs(url.query)["title"] == [SUBJECT]
    assert (report_url(portal(report_url=page), SUBJECT) or "").startswith(page)


@pytest.mark.parametrize("email", [None, "gọi 1022", "a@b?bcc=c@d", "<a@b>", "a@b,c@d", "a b@c"])
def test_without_a_usable_address_there_is_no_link(email: str | None) -> None:
    assert report_url(portal(email=email), SUBJECT) is None


def test_nothing_in_an_address_adds_a_receiver() -> None:
    assert report_url(portal(email="a@b?cc=c"), SUBJECT) == f"mailto:a@b%3Fcc%3Dc?subject={quote(SUBJECT)}"


def test_without_a_portal_there_is_no_link() -> None:
    assert report_url(None, SUBJECT) is None
