"""Small sealed cookies for the way between two pages before sign-in: nobody but us reads or makes one."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from starlette.responses import Response

from dossiers.routes.asking import Ask
from dossiers.sealing import SealError


def keep(ask: Ask, response: Response, name: str, values: dict[str, Any], life: dt.timedelta) -> None:
    """Lets the browser keep values for a while; the name is sealed in, so one cannot stand in for another."""
    until = (ask.now + life).timestamp()
    sealed = ask.house.seals.seal(json.dumps({**values, "for": name, "until": until}))
    ask.set_cookie(response, name, sealed, int(life.total_seconds()))


def kept(ask: Ask, name: str) -> dict[str, Any] | None:
    """What `keep` let the browser keep; None where there is nothing, or its time is over."""
    sealed = ask.request.cookies.get(ask.cookie(name))
    if not sealed:
        return None
    try:
        values: dict[str, Any] = json.loads(ask.house.seals.open(sealed))
    except SealError:
        return None
    return values if values.get("for") == name and values["until"] > ask.now.timestamp() else None
