"""If you apply today: which date each way promises, for which span of time, and why, in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.working_calendar import VIETNAM
from search_api.expected import Outlook, outlook
from search_api.explanations import moment_text, told, told_pieces
from search_api.words import WORDS
from tests.samples import procedure
from tests.working import CALENDAR, moment

WORKING_DAY = "working_day"


def way(channel: str, duration: float | None, unit: str | None = WORKING_DAY, **more: Any) -> dict[str, Any]:
    return {"channel": channel, "terms": [{"duration": duration, "unit": unit, **more}]}


def at(when: str, *ways: dict[str, Any]) -> Outlook:
    return outlook(procedure(methods=list(ways)), CALENDAR, moment(when))


def dates(found: Outlook) -> list[str | None]:
    return [one.due.at.date().isoformat() if one.due else None for one in found.rows]


def span(found: Outlook) -> tuple[str, str]:
    return tuple(f"{one:%Y-%m-%d %H:%M}" for one in (found.since, found.until))  # type: ignore[return-value]


# Dates -------------------------------------------------------------------------------------------------------


def test_every_way_and_case_has_a_row_and_equal_ways_share_one() -> None:
    terms = [
        {"duration": 3, "unit": WORKING_DAY, "case": "Thường"},
        {"duration": 30, "unit": "day", "case": "Phải xác minh"},
    ]
    found = at(
        "2026-11-16 10:00",
        {"channel": "in_person", "terms": terms},
        {"channel": "online", "terms": terms},
        way("post", 5),
    )
    assert [(one.way.channels, one.way.term.case) for one in found.rows] == [
        (("in_person", "online"), "Thường"),
        (("in_person", "online"), "Phải xác minh"),
        (("post",), None),
    ]
    # 16/11 + 30 days is 16/12, a Wednesday.
    assert dates(found) == ["2026-11-19", "2026-12-16", "2026-11-23"]


def test_what_the_source_does_not_say_is_not_counted() -> None:
    found = at("2026-11-16 10:00", way("in_person", 1, None), way("online", None, None), way("post", 1))
    assert dates(found) == [None, None, "2026-11-17"]
    assert found.known
    assert not at("2026-11-16 10:00", way("in_person", 1, None)).known
    assert not at("2026-11-16 10:00").known


@pytest.mark.parametrize(
    ("when", "is_open", "start"),
    [
        ("2026-11-16 10:00", True, None),
        ("2026-11-16 12:00", False, "2026-11-16 13:30"),
        ("2026-11-16 05:00", False, "2026-11-16 07:00"),
        ("2026-11-20 20:00", False, "2026-11-23 07:00"),
        ("2026-11-24 10:00", False, "2026-11-25 07:00"),
    ],
)
def test_outside_hours_counting_starts_at_the_next_opening(
    when: str, is_open: bool, start: str | None
) -> None:
    found = at(when, way("online", 1))
    assert found.open is is_open
    assert start is None or found.start == moment(start)


def test_who_sends_in_the_evening_waits_a_day_longer() -> None:
    assert dates(at("2026-11-16 16:30", way("online", 1))) == ["2026-11-17"]
    assert dates(at("2026-11-16 17:30", way("online", 1))) == ["2026-11-18"]


def test_remarks_belong_to_dates_only() -> None:
    with_date = at("2026-11-16 10:00", way("post", 2, "hour", note="Không kể thời gian xác minh."))
    assert (with_date.by_post, with_date.in_hours, with_date.noted) == (True, True, True)
    without = at("2026-11-16 10:00", way("post", None, "hour", note="Tùy trường hợp."), way("online", 1))
    assert (without.by_post, without.in_hours, without.noted) == (False, False, False)


# Spans -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "since", "until"),
    [
        ("2026-11-16 10:00", "2026-11-16 07:00", "2026-11-16 11:30"),
        ("2026-11-16 07:00", "2026-11-16 07:00", "2026-11-16 11:30"),
        ("2026-11-16 11:30", "2026-11-16 11:30", "2026-11-16 13:30"),
        ("2026-11-16 16:59", "2026-11-16 13:30", "2026-11-16 17:00"),
        ("2026-11-16 17:00", "2026-11-16 17:00", "2026-11-17 07:00"),
        ("2026-11-17 03:00", "2026-11-16 17:00", "2026-11-17 07:00"),
        ("2026-11-22 12:00", "2026-11-20 17:00", "2026-11-23 07:00"),
        ("2026-02-18 12:00", "2026-02-13 17:00", "2026-02-23 07:00"),
    ],
)
def test_an_answer_holds_between_opening_and_closing(when: str, since: str, until: str) -> None:
    assert span(at(when, way("online", 3))) == (since, until)


def test_an_answer_ends_at_a_cutoff() -> None:
    ways = way("online", 1, cutoff="15:00")
    before, after = at("2026-11-16 14:59", ways), at("2026-11-16 15:00", ways)
    assert (span(before), dates(before)) == (("2026-11-16 13:30", "2026-11-16 15:00"), ["2026-11-16"])
    assert (span(after), dates(after)) == (("2026-11-16 15:00", "2026-11-16 17:00"), ["2026-11-17"])


def test_a_cutoff_outside_hours_ends_nothing() -> None:
    assert span(at("2026-11-16 16:00", way("online", 1, cutoff="20:00"))) == (
        "2026-11-16 13:30",
        "2026-11-16 17:00",
    )


@pytest.mark.parametrize(("number", "unit"), [(2, "hour"), (10, "hour"), (0.25, WORKING_DAY)])
def test_an_answer_ends_where_the_hours_no_longer_fit_into_the_day(number: float, unit: str) -> None:
    # Two hours, alone or after a whole day of eight, end on the same day when received until 15:00.
    first, second = ("2026-11-16", "2026-11-17") if number != 10 else ("2026-11-17", "2026-11-18")
    before, after = (at(f"2026-11-16 {time}", way("online", number, unit)) for time in ("14:59", "15:01"))
    assert (before.until, dates(before)) == (moment("2026-11-16 15:00"), [first])
    assert (after.since, dates(after)) == (moment("2026-11-16 15:00"), [second])


TERMS = st.lists(
    st.tuples(
        st.sampled_from([0, 0.5, 1, 1.5, 2, 3, 5, 8, 10, 28, 30]),
        st.sampled_from([WORKING_DAY, "day", "hour", "month"]),
        st.sampled_from([None, "09:00", "15:00"]),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(
    st.datetimes(dt.datetime(2025, 12, 25), dt.datetime(2027, 2, 20)),  # noqa: DTZ001
    TERMS,
    st.floats(0.0001, 0.9999),
)
def test_within_a_span_every_moment_gets_the_same_answer(
    now: dt.datetime, terms: list[tuple[float, str, str | None]], part: float
) -> None:
    asked = procedure(
        methods=[
            way("online", n, unit, cutoff=cutoff, case=str(i)) for i, (n, unit, cutoff) in enumerate(terms)
        ]
    )
    found = outlook(asked, CALENDAR, now.replace(tzinfo=VIETNAM))
    other = (
        found.since + dt.timedelta(seconds=1) + part * (found.until - found.since - dt.timedelta(seconds=2))
    )
    assert outlook(asked, CALENDAR, other) == found
    # And it is the answer that counting from that very moment gives, as far as days go.
    exact = [due_day(asked, n, other) for n in range(len(terms))]
    assert exact == [one.due.at.date() for one in found.rows if one.due]


def due_day(asked: Any, number: int, now: dt.datetime) -> dt.date:
    from indexer.working_time import due

    found = due(CALENDAR, now, asked.methods[number].terms[0])
    assert found is not None
    return found.at.date()


# Words -------------------------------------------------------------------------------------------------------


def sentences(when: str, *ways: dict[str, Any], lang: Any = "vi") -> list[str]:
    (one,) = at(when, *ways).rows
    assert one.due is not None
    return [told(WORDS[lang], reason) for reason in one.due.reasons]


def test_an_evening_is_explained() -> None:
    assert sentences("2026-11-27 17:30", way("online", 3)) == [
        "Nhận 17 giờ thứ Sáu 27/11/2026, tính từ 7 giờ thứ Hai 30/11/2026."
    ]
    assert sentences("2026-11-27 17:30", way("online", 3), lang="en") == [
        "Received at 17:00 on Friday 27 November 2026, counted from 7:00 on Monday 30 November 2026."
    ]


@pytest.mark.parametrize(
    ("when", "one", "expected"),
    [
        (
            "2026-11-23 18:00",
            way("online", 1),
            [
                "Nhận 17 giờ thứ Hai 23/11/2026, tính từ 7 giờ thứ Tư 25/11/2026; "
                "ngày nghỉ: thứ Ba 24/11/2026 (Ngày Văn hóa Việt Nam)."
            ],
        ),
        (
            "2026-02-13 10:00",
            way("online", 1),
            ["Không tính 4 ngày nghỉ cuối tuần; từ 16/02/2026 đến 20/02/2026 (Tết Âm lịch)."],
        ),
        (
            "2026-08-21 10:00",
            way("online", 1),
            ["Có tính thứ Bảy 22/08/2026 (Làm bù cho thứ Hai 31/8)."],
        ),
        (
            "2026-11-16 18:00",
            way("online", 1, cutoff="15:00"),
            [
                "Nhận 17 giờ thứ Hai 16/11/2026, tính từ 7 giờ thứ Ba 17/11/2026.",
                "Bắt đầu tính trước 15 giờ nên ngày thứ nhất là thứ Ba 17/11/2026; "
                "trả chậm nhất khi hết giờ làm việc của ngày cuối.",
            ],
        ),
        (
            "2026-11-16 15:30",
            way("online", 1, cutoff="15:00"),
            [
                "Nhận từ 15 giờ trở đi nên ngày thứ nhất là thứ Ba 17/11/2026; "
                "trả chậm nhất khi hết giờ làm việc của ngày cuối."
            ],
        ),
        (
            "2026-11-16 10:00",
            way("online", 8, "day"),
            [
                "Ngày cuối là thứ Ba 24/11/2026, ngày nghỉ (Ngày Văn hóa Việt Nam), "
                "nên chuyển sang thứ Tư 25/11/2026."
            ],
        ),
        (
            "2025-10-31 10:00",
            way("online", 1, "month"),
            [
                "Tháng cuối không có ngày 31 nên hết hạn vào Chủ nhật 30/11/2025.",
                "Ngày cuối là Chủ nhật 30/11/2025, ngày nghỉ cuối tuần, nên chuyển sang thứ Hai 01/12/2025.",
            ],
        ),
        (
            "2027-12-28 10:00",
            way("online", 15, "day"),
            [
                "Lịch nghỉ năm 2027 mới là dự kiến nên ngày hẹn có thể thay đổi.",
                "Chưa có lịch nghỉ năm 2028 nên ngày hẹn có thể thay đổi.",
            ],
        ),
    ],
)
def test_a_reason_is_one_sentence(when: str, one: dict[str, Any], expected: list[str]) -> None:
    assert sentences(when, one) == expected


def test_days_off_of_two_years_for_one_reason_are_told_apart() -> None:
    (skipped, *_) = sentences("2025-12-31 10:00", way("online", 260))
    assert "thứ Năm 01/01/2026 (Tết Dương lịch)" in skipped
    assert "thứ Sáu 01/01/2027 (Tết Dương lịch)" in skipped


def test_words_of_the_data_are_parted_from_ours_so_that_their_language_can_be_marked() -> None:
    (one,) = at("2026-11-16 10:00", way("online", 8, "day")).rows
    assert one.due is not None
    (reason,) = one.due.reasons
    assert told_pieces(WORDS["en"], reason) == [
        ("The last day is Tuesday 24 November 2026, a day off (", False),
        ("Ngày Văn hóa Việt Nam", True),
        ("): moved to Wednesday 25 November 2026.", False),
    ]


def test_moments_are_told_as_people_say_them() -> None:
    assert moment_text(WORDS["vi"], moment("2026-11-29 07:05")) == "7 giờ 05 Chủ nhật 29/11/2026"
    assert moment_text(WORDS["en"], moment("2026-11-29 13:30")) == "13:30 on Sunday 29 November 2026"
