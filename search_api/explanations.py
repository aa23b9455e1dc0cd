"""Why a due date is what it is, in words: the reasons of indexer/working_time.py as sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from indexer.catalog import WorkingDay
from indexer.working_time import Cutoff, MadeUp, Moved, Outside, Reason, ShortMonth, Skipped, Unsure
from search_api.words import Words

_OPEN, _CLOSE = "\x02", "\x03"
"""Around words that come from the data; no YAML file can hold these."""
_NEAR = dt.timedelta(days=4)
"""Days off for one reason are told together across a weekend, not across a year."""

Pieces = list[tuple[str, bool]]
"""(text, whether it is from the data and so Vietnamese in every language)."""


def told(t: Words, reason: Reason) -> str:
    """A reason as one sentence."""
    return _sentence(t, reason).replace(_OPEN, "").replace(_CLOSE, "")


def told_pieces(t: Words, reason: Reason) -> Pieces:
    """The same, cut where the language changes."""
    cut: Pieces = []
    for part in _sentence(t, reason).split(_OPEN):
        own, closed, after = part.partition(_CLOSE)
        cut += [(own, True), (after, False)] if closed else [(part, False)]
    return [piece for piece in cut if piece[0]]


def moment_text(t: Words, moment: dt.datetime) -> str:
    """A moment as people say it: 17 giờ 30 thứ Sáu 27/11/2026."""
    return t("working.moment", clock=clock_text(t, moment.hour, moment.minute), day=day_text(t, moment))


def day_text(t: Words, day: dt.date) -> str:
    """A day with its day of the week: thứ Hai 30/11/2026."""
    date = day.date() if isinstance(day, dt.datetime) else day
    return t("working.day", weekday=t(f"weekday.{day.weekday()}"), day=t.day(date))


def clock_text(t: Words, hour: int, minute: int) -> str:
    """A time of day: 7 giờ, 17 giờ 30."""
    if minute:
        return t("working.clock.minutes", hour=hour, minute=f"{minute:02}")
    return t("working.clock", hour=hour)


def _sentence(t: Words, reason: Reason) -> str:
    key, values = _key_and_values(t, reason)
    return t(key, **values)


def _key_and_values(t: Words, reason: Reason) -> tuple[str, dict[str, object]]:
    values: dict[str, object]
    match reason:
        case Outside(received, start, holidays):
            key = "working.outside.holidays" if holidays else "working.outside"
            values = {"received": moment_text(t, received), "start": moment_text(t, start)}
            values |= {"holidays": "; ".join(_runs(t, holidays))} if holidays else {}
        case Cutoff(time, in_time, day_one):
            key = "working.cutoff.in_time" if in_time else "working.cutoff.late"
            values = {"time": clock_text(t, *map(int, time.split(":"))), "day": day_text(t, day_one)}
        case Skipped(weekend_days, holidays):
            weekend = [t.counted("working.weekend", weekend_days)] if weekend_days else []
            key, values = "working.skipped", {"days": "; ".join((*weekend, *_runs(t, holidays)))}
        case MadeUp(days):
            key, values = "working.made_up", {"days": "; ".join(_runs(t, days))}
        case ShortMonth(wanted, day):
            key, values = "working.short_month", {"wanted": wanted, "day": day_text(t, day)}
        case Moved(last, holiday, to):
            key = "working.moved.holiday" if holiday else "working.moved.weekend"
            values = {"last": day_text(t, last), "to": day_text(t, to)}
            values |= {"reason": _data(holiday.reason)} if holiday else {}
        case Unsure(year, state):
            key, values = f"working.year.{state}", {"year": year}
    return key, values


def _runs(t: Words, rows: Iterable[WorkingDay]) -> list[str]:
    """Days with their reasons; neighbours with one reason together."""
    runs: list[list[WorkingDay]] = []
    for row in rows:
        last = runs[-1][-1] if runs else None
        if last and last.reason == row.reason and row.date - last.date <= _NEAR:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [_run(t, run) for run in runs]


def _run(t: Words, run: Sequence[WorkingDay]) -> str:
    reason = _data(run[0].reason)
    if len(run) == 1:
        return t("working.day_off", day=day_text(t, run[0].date), reason=reason)
    first, last = t.day(run[0].date), t.day(run[-1].date)
    return t("working.days_off", first=first, last=last, reason=reason)


def _data(text: str) -> str:
    return f"{_OPEN}{text}{_CLOSE}"
