"""The present day in Vietnam: what is in force depends on it, wherever the machine stands."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def today_in_vietnam() -> dt.date:
    """The present day in Vietnam."""
    return dt.datetime.now(VIETNAM).date()
