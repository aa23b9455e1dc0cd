"""Where a reader tells of a mistake in the contents."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from indexer.portal import Portal
from search_api.addresses import address

_EMAIL = re.compile(r"[^\s@<>\"'(),;:\\]+@[^\s@<>\"'(),;:\\]+")


def report_url(portal: Portal | None, subject: str) -> str | None:
    """A mail to the portal with a subject, else its page for reports with a title; None where it has neither."""
    if portal is None:
        return None
    if portal.email and _EMAIL.fullmatch(portal.email):
        return f"mailto:{quote(portal.email, safe='@')}?subject={quote(subject)}"
    if portal.report_url:
        joint = "&" if urlsplit(portal.report_url).query else "?"
        return portal.report_url + joint + address("", [("title", subject)]).removeprefix("?")
    return None
