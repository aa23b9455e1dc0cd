"""The cross-site guard: a form of another site cannot act in the name of somebody who is signed in here.

For every method but GET, HEAD and OPTIONS, in this order: `Sec-Fetch-Site` (same-origin and none pass), else
`Origin` (must be ours), else, where neither came and a cookie of ours did, the form must bring its
token. The first two are decided here from headers alone; the third needs the form: routes/asking.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Verdict(StrEnum):
    """What headers tell about where a request comes from."""

    PASS = "pass"
    REFUSE = "refuse"
    ASK_TOKEN = "ask_token"
    """No header tells; with a cookie of ours the form must bring its token."""


def judge(method: str, headers: Mapping[str, str], own_origin: str, trusted: tuple[str, ...] = ()) -> Verdict:
    """Whether a request may act. `own_origin` is scheme and host as the browser sees them.

    `same-site` is refused on purpose: a neighbour's sub-domain is another house.
    """
    if method in SAFE_METHODS:
        return Verdict.PASS
    origin = headers.get("origin")
    site = headers.get("sec-fetch-site")
    if site in ("same-origin", "none"):
        return Verdict.PASS
    if site is not None:
        return Verdict.PASS if origin in trusted else Verdict.REFUSE
    if origin is not None:
        return Verdict.PASS if origin == own_origin or origin in trusted else Verdict.REFUSE
    return Verdict.ASK_TOKEN
