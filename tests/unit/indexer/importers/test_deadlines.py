"""Times with a unit become one, bare numbers never get one, sentences stay sentences."""

from __future__ import annotations

import pytest

from indexer.importers.deadlines import Deadline, read_deadline
from indexer.procedure import Unit


@pytest.mark.parametrize(
    ("said", "duration", "unit"),
    [
        ("7 Ngày làm việc", 7, Unit.WORKING_DAY),
        ("30 Ngày", 30, Unit.DAY),
        ("1.5 Giờ", 1.5, Unit.HOUR),
        ("0,5 Ngày làm việc", 0.5, Unit.WORKING_DAY),
        ("2\u00a0tháng", 2, Unit.MONTH),
    ],
)
def test_a_number_with_a_unit_is_a_time(said: str, duration: float, unit: Unit) -> None:
    assert read_deadline(said) == Deadline(duration, unit)


def test_a_bare_number_keeps_the_number_and_says_so() -> None:
    assert read_deadline("1") == Deadline(1, None, "Nguồn chỉ ghi “1”, không có đơn vị.", "bare_duration")


@pytest.mark.parametrize("said", ["3-5", "Trước khi tàu rời bến", "7 tuần", "1 Ngày và 2 Giờ", "12345 Ngày"])
def test_what_is_no_number_with_a_unit_stays_as_text(said: str) -> None:
    assert read_deadline(said) == Deadline(note=said, rule="deadline_as_text")


@pytest.mark.parametrize("said", [None, "", "Không quy định", "Không có thông tin"])
def test_nothing_is_nothing(said: str | None) -> None:
    assert read_deadline(said) == Deadline()
