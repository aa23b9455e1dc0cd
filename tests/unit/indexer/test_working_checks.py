"""Complaints about hours and working days, and the reminder from October on."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from indexer.coming_year import coming_year
from indexer.load import load_folder
from search_api.checking import check_folder
from tests.working import DATA

OCTOBER = dt.date(2026, 10, 1)
PORTAL = "name: Cổng mẫu\nshort_name: Mẫu\n"
AGENCIES = "agencies:\n  - {id: mau, name: Cơ quan mẫu, level: commune, %s}\n"


def folder(root: Path, **files: str) -> Path:
    given = {
        "portal": PORTAL,
        "agencies": AGENCIES % "kind: null",
        "fields": "fields:\n  - {id: ho-tich, name: Hộ tịch}\n",
        **files,
    }
    for name, text in given.items():
        (root / f"{name}.yaml").write_text(text, "utf-8")
    return root


def rules(root: Path) -> list[tuple[str, int, str, str]]:
    return [(Path(c.path).name, c.line, c.rule, c.severity) for c in load_folder(root).complaints]


@pytest.mark.parametrize(
    "hours",
    [
        '[{start: "11:30", end: "07:00"}]',
        '[{start: "07:00", end: "07:00"}]',
        '[{start: "07:00", end: "12:00"}, {start: "11:30", end: "17:00"}]',
        '[{start: "13:30", end: "17:00"}, {start: "07:00", end: "11:30"}]',
    ],
)
def test_hours_out_of_order_are_an_error_of_portal_and_agency(tmp_path: Path, hours: str) -> None:
    written = f"working_hours: {hours}"
    folder(tmp_path, portal=f"{PORTAL}{written}\n", agencies=AGENCIES % written)
    assert rules(tmp_path) == [
        ("agencies.yaml", 2, "hours_order", "error"),
        ("portal.yaml", 3, "hours_order", "error"),
    ]


def test_an_hour_that_no_clock_shows_is_an_error(tmp_path: Path) -> None:
    folder(tmp_path, portal=f'{PORTAL}working_hours: [{{start: "07:00", end: "25:99"}}]\n')
    assert [one[2] for one in rules(tmp_path)] == ["pattern"]


def test_a_week_without_a_working_day_is_an_error(tmp_path: Path) -> None:
    week = "[monday, tuesday, wednesday, thursday, friday, saturday, sunday]"
    folder(tmp_path, portal=f"{PORTAL}deadlines: {{weekend: {week}}}\n")
    assert [one[2] for one in rules(tmp_path)] == ["long_list"]


def test_a_day_that_stands_twice_is_an_error_that_names_the_first(tmp_path: Path) -> None:
    days = (
        "days:\n"
        "  - {date: 2026-01-02, kind: observed, reason: Nghỉ}\n"
        "  - {date: 2026-01-10, kind: makeup_workday, reason: Làm bù}\n"
        "  - {date: 2026-01-02, kind: holiday, reason: Nghỉ}\n"
    )
    folder(tmp_path, working_days=days)
    (complaint,) = load_folder(tmp_path).complaints
    assert (complaint.line, complaint.rule) == (4, "doubled_day")
    assert "2026-01-02" in complaint.message("vi")
    assert "dòng 2" in complaint.message("vi")


def reminded(root: Path, today: dt.date) -> list[str]:
    return [one.text("vi") for one in coming_year(root, load_folder(root).registers, today)]


def test_from_october_on_a_coming_year_that_is_only_computed_brings_a_warning(tmp_path: Path) -> None:
    folder(tmp_path)
    shutil.copy(DATA / "working_days.yaml", tmp_path)
    assert reminded(tmp_path, dt.date(2026, 9, 30)) == []
    (told,) = reminded(tmp_path, OCTOBER)
    line = next(
        n
        for n, text in enumerate((DATA / "working_days.yaml").read_text("utf-8").splitlines(), 1)
        if "2027-" in text
    )
    assert told.startswith(f"{tmp_path / 'working_days.yaml'}:{line}:")
    assert "cảnh báo" in told
    assert "ngày nghỉ năm 2027 mới là dự kiến" in told
    assert len(reminded(tmp_path, dt.date(2026, 12, 31))) == 1


def test_from_october_on_a_coming_year_without_days_brings_a_warning(tmp_path: Path) -> None:
    folder(tmp_path, working_days="days:\n  - {date: 2026-01-01, kind: holiday, reason: Nghỉ}\n")
    (told,) = reminded(tmp_path, OCTOBER)
    assert "chưa có ngày nghỉ nào của năm 2027" in told


def test_an_announced_year_and_a_folder_without_a_calendar_bring_none(tmp_path: Path) -> None:
    folder(tmp_path)
    assert reminded(tmp_path, OCTOBER) == []
    folder(tmp_path, working_days="days:\n  - {date: 2027-01-01, kind: holiday, reason: Nghỉ}\n")
    assert reminded(tmp_path, OCTOBER) == []


def test_registers_with_mistakes_are_not_looked_through(tmp_path: Path) -> None:
    folder(tmp_path, working_days="days: 1\n")
    assert reminded(tmp_path, OCTOBER) == []


def test_the_check_of_a_folder_reminds_but_not_where_legal_bases_are_asked_about(tmp_path: Path) -> None:
    folder(tmp_path, working_days="days: []\n")
    found, _ = check_folder(tmp_path, basis=False, today=lambda: OCTOBER)
    assert [(one.rule, one.severity) for one in found] == [("year_missing", "warning")]
    assert check_folder(tmp_path, basis=True, today=lambda: OCTOBER)[0] == []
    assert check_folder(tmp_path, basis=False, today=lambda: dt.date(2026, 3, 1))[0] == []
