"""The part "Nếu nộp hôm nay" of a page: dates, words, both languages, and how long an answer may be kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.testclient import TestClient

from search_api.app import create_app
from search_api.visits import CACHE_CONTROL, cache_control
from tests.samples import build_index, procedure, registers
from tests.web.conftest import Page, settings, source
from tests.working import CALENDAR, moment

SHORT, PLAIN, UNKNOWN, SUSPENDED, VERSIONS, LATE_OFFICE, TWO_OFFICES = (f"1.90000{n}" for n in range(1, 8))
At = Callable[..., Any]


def way(channel: str, *terms: dict[str, Any]) -> dict[str, Any]:
    return {"channel": channel, "terms": list(terms)}


THREE_DAYS = {"duration": 3, "unit": "working_day"}
PROCEDURES = (
    procedure(
        SHORT,
        "Thủ tục trả trong ngày",
        methods=[
            way("in_person", {"duration": 1, "unit": "working_day", "cutoff": "15:00"}),
            way(
                "online",
                {"duration": 2, "unit": "hour", "case": "Không phải xác minh <b>"},
                {"duration": None, "unit": None, "case": "Phải xác minh", "note": "Kéo dài thêm."},
            ),
            way("post", {"duration": 15, "unit": "day", "note": "Kể từ ngày nhận đủ hồ sơ."}),
        ],
    ),
    procedure(PLAIN, "Thủ tục ba ngày", methods=[way("online", THREE_DAYS)]),
    procedure(UNKNOWN, "Thủ tục chưa rõ", methods=[way("online", {"duration": 1, "unit": None})]),
    procedure(SUSPENDED, "Thủ tục tạm ngừng", methods=[way("online", THREE_DAYS)], status="suspended"),
    procedure(VERSIONS, "Bản cũ", methods=[way("online", THREE_DAYS)], valid_to="2026-06-30"),
    procedure(VERSIONS, "Bản mới", methods=[way("online", THREE_DAYS)], valid_from="2026-07-01"),
    procedure(LATE_OFFICE, "Thủ tục của một xã", methods=[way("online", THREE_DAYS)], agency="ubnd-xa-mau"),
    procedure(TWO_OFFICES, "Thủ tục ở hai xã", methods=[way("online", THREE_DAYS)], agency="ubnd-cap-xa"),
)
REGISTERS = registers(
    working_days=[one.model_dump(mode="json") for one in CALENDAR.rows.values()],
    agencies=[
        *(
            one.model_dump(mode="json", exclude_none=True)
            for one in registers().agencies
            if one.id != "ubnd-xa-mau"
        ),
        {
            "id": "ubnd-xa-mau",
            "name": "Ủy ban nhân dân xã Mẫu",
            "level": "commune",
            "kind": "ubnd-cap-xa",
            "working_hours": [{"start": "09:00", "end": "15:00"}],
        },
        {"id": "ubnd-xa-khac", "name": "Ủy ban nhân dân xã Khác", "level": "commune", "kind": "ubnd-cap-xa"},
    ],
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_index(tmp_path_factory.mktemp("expected"), PROCEDURES, REGISTERS)


@pytest.fixture(scope="module")
def at(folder: Path) -> At:
    """Asks for a page at a moment."""
    live = source(folder)

    def ask(when: str, path: str, headers: dict[str, str] | None = None) -> Any:
        now = moment(when)
        fixed = SimpleNamespace(**{**vars(live), "now": lambda: now, "today": now.date})
        return TestClient(create_app(settings(), fixed), follow_redirects=False).get(path, headers=headers)

    return ask


def part(answer: Any) -> str:
    """The words of the part, tags taken away."""
    text = answer.text
    start = text.index('id="expected"')
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text[start : text.index("</section>", start)]))


def page(code: str, prefix: str = "") -> str:
    return f"{prefix}/thu-tuc/{code}"


def test_each_way_tells_its_date_with_the_day_of_the_week(at: At) -> None:
    words = part(at("2026-11-16 10:00", page(SHORT)))
    assert "Trực tiếp 1 ngày làm việc thứ Hai 16/11/2026" in words
    assert "Trực tuyến Không phải xác minh &lt;b&gt; 2 giờ thứ Hai 16/11/2026" in words
    assert "Bưu chính công ích 15 ngày thứ Ba 01/12/2026" in words


def test_what_depends_on_the_case_or_is_not_stated_is_said_so(at: At) -> None:
    words = part(at("2026-11-16 10:00", page(SHORT)))
    assert "Phải xác minh Chưa rõ Chưa tính được: nguồn không nêu thời hạn" in words
    assert "Nguồn có ghi chú về thời hạn, ngày hẹn có thể khác" in words


def test_that_counting_starts_with_acceptance_is_said_first(at: At) -> None:
    words = part(at("2026-11-16 10:00", page(PLAIN)))
    assert "Thời hạn chỉ bắt đầu tính khi cơ quan tiếp nhận hồ sơ đầy đủ" in words
    assert words.index("tiếp nhận hồ sơ đầy đủ") < words.index("19/11/2026")


def test_remarks_stand_where_they_matter_only(at: At) -> None:
    remarks = ("thời gian chuyển phát", "giờ làm việc, mỗi ngày 8 giờ", "xem bảng cách thức")
    for remark in remarks:
        assert remark in part(at("2026-11-16 10:00", page(SHORT)))
        assert remark not in part(at("2026-11-16 10:00", page(PLAIN)))


def test_at_night_the_page_says_from_when_an_online_dossier_counts(at: At) -> None:
    words = part(at("2026-11-20 21:15", page(PLAIN)))
    assert "hồ sơ nộp trực tuyến lúc này được tính từ 7 giờ thứ Hai 23/11/2026." in words
    # From Mon 23: not 24/11, Wed 25, Thu 26, Fri 27.
    assert "thứ Sáu 27/11/2026" in words
    assert "Không tính thứ Ba 24/11/2026 (Ngày Văn hóa Việt Nam)." in words
    assert "ngoài giờ làm việc" not in part(at("2026-11-20 10:00", page(PLAIN)))


def test_the_explanation_is_folded_away_in_details(at: At) -> None:
    text = at("2026-11-20 21:15", page(PLAIN)).text
    assert re.search(r"<details><summary>Cách tính</summary><ul><li>Nhận 17 giờ thứ Sáu 20/11/2026", text)


def test_a_year_that_is_not_announced_makes_the_date_provisional(at: At) -> None:
    words = part(at("2026-12-30 10:00", page(PLAIN)))
    # Thu 31/12, not Fri 1/1, Mon 4/1, Tue 5/1.
    assert "thứ Ba 05/01/2027 dự kiến" in words
    assert "Lịch nghỉ năm 2027 mới là dự kiến nên ngày hẹn có thể thay đổi." in words
    assert "dự kiến" not in part(at("2026-11-16 10:00", page(PLAIN)))


def test_the_same_in_english_with_vietnamese_words_marked(at: At) -> None:
    answer = at("2026-11-20 21:15", page(PLAIN, "/en"))
    assert "If you apply today" in answer.text
    assert "Friday 27 November 2026" in part(answer)
    assert '<span lang="vi">Ngày Văn hóa Việt Nam</span>' in answer.text


def test_the_hours_are_those_of_the_agency(at: At) -> None:
    assert "đến trước 15 giờ thứ Hai 16/11/2026" in part(at("2026-11-16 12:00", page(LATE_OFFICE)))
    assert "từ 11 giờ 30 thứ Hai 16/11/2026 đến trước 13 giờ 30" in part(at("2026-11-16 12:00", page(PLAIN)))


def test_where_somebody_chose_an_agency_its_hours_count(at: At) -> None:
    # 16:00: counters of the portal are open, those of the agency closed an hour ago.
    chosen = part(at("2026-11-16 16:00", f"{page(TWO_OFFICES)}?agency=ubnd-xa-mau"))
    assert "được tính từ 9 giờ thứ Ba 17/11/2026." in chosen
    assert "thứ Sáu 20/11/2026" in chosen
    for other in ("", "?agency=ubnd-xa-khac", "?agency=nobody"):
        assert "thứ Năm 19/11/2026" in part(at("2026-11-16 16:00", f"{page(TWO_OFFICES)}{other}"))


@pytest.mark.parametrize(
    "path",
    [page(UNKNOWN), page(SUSPENDED), f"{page(VERSIONS)}?as_of=2026-01-01", f"{page(PLAIN)}?as_of=2026-01-01"],
)
def test_where_nothing_can_be_expected_now_the_part_is_not_there(at: At, path: str) -> None:
    answer = at("2026-11-16 10:00", path)
    assert answer.status_code == 200
    assert 'id="expected"' not in answer.text
    assert 'href="#expected"' not in answer.text
    assert answer.headers["cache-control"] == CACHE_CONTROL


def test_the_version_of_today_has_the_part_also_where_today_is_asked_for(at: At) -> None:
    for path in (page(VERSIONS), f"{page(VERSIONS)}?as_of=2026-11-16"):
        assert 'id="expected"' in at("2026-11-16 10:00", path).text


def test_the_part_stands_behind_the_ways_and_in_the_contents(at: At) -> None:
    text = at("2026-11-16 10:00", page(PLAIN)).text
    assert 'href="#expected"' in text
    assert text.index('id="methods"') < text.index('id="expected"') < text.index('id="source"')


def test_no_cell_of_the_table_is_without_its_label(at: At) -> None:
    found = Page(200, at("2026-11-16 10:00", page(SHORT)).text, {})
    cells = [
        attrs
        for tag, attrs in found.tags
        if tag in ("td", "th") and attrs.get("role") in ("cell", "rowheader")
    ]
    assert cells
    assert all(attrs.get("data-label") for attrs in cells)


# Keeping -----------------------------------------------------------------------------------------------------


def tag(at: At, when: str, code: str) -> str:
    return str(at(when, page(code)).headers["etag"])


@pytest.mark.parametrize(
    ("first", "second", "code", "same"),
    [
        ("2026-11-16 07:00", "2026-11-16 11:29:59", PLAIN, True),
        ("2026-11-16 11:29:59", "2026-11-16 11:30", PLAIN, False),
        ("2026-11-16 14:00", "2026-11-16 16:00", PLAIN, True),
        ("2026-11-16 14:59:59", "2026-11-16 15:00", SHORT, False),
        ("2026-11-16 17:00", "2026-11-16 23:59:59", PLAIN, True),
        ("2026-11-16 10:00", "2026-11-16 20:00", UNKNOWN, True),
        ("2026-11-16 10:00", "2026-11-16 20:00", SUSPENDED, True),
    ],
)
def test_the_tag_changes_when_the_answer_does(at: At, first: str, second: str, code: str, same: bool) -> None:
    assert (tag(at, first, code) == tag(at, second, code)) is same
    assert (at(first, page(code)).text == at(second, page(code)).text) is same


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-11-16 10:00", "public, max-age=60, stale-while-revalidate=600"),
        ("2026-11-16 11:25", "public, max-age=60, stale-while-revalidate=240"),
        ("2026-11-16 11:29:30", "public, max-age=30, stale-while-revalidate=0"),
        ("2026-11-16 11:29:59", "public, max-age=1, stale-while-revalidate=0"),
        ("2026-11-16 11:30", "public, max-age=60, stale-while-revalidate=600"),
    ],
)
def test_nobody_keeps_the_page_beyond_the_moment_it_changes(at: At, when: str, expected: str) -> None:
    answer = at(when, page(PLAIN))
    assert answer.headers["cache-control"] == expected


def test_an_answer_that_is_held_already_is_not_sent_again_and_has_its_new_bounds(at: At) -> None:
    first = at("2026-11-16 10:00", page(PLAIN))
    held = {"if-none-match": first.headers["etag"]}
    again = at("2026-11-16 11:29:30", page(PLAIN), held)
    assert (again.status_code, again.headers["cache-control"]) == (
        304,
        "public, max-age=30, stale-while-revalidate=0",
    )
    assert at("2026-11-16 11:30", page(PLAIN), held).status_code == 200


@pytest.mark.parametrize("seconds", [0, 0.4, -3.0])
def test_an_answer_about_to_change_is_not_kept(seconds: float) -> None:
    assert cache_control(seconds) == "public, max-age=0, stale-while-revalidate=0"
