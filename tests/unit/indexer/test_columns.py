"""One value a document."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import analyse
from indexer.catalog import Catalog
from indexer.columns import FOREVER, LEVELS, ONLINE, STATUSES, Columns, collation_key, make_columns
from indexer.procedure import Level, OnlineLevel, Status
from tests.samples import other_tone_place, procedure, registers


def columns(*procedures, popular=()) -> Columns:
    catalog = Catalog(registers())
    analyses = [analyse(one, catalog, lambda syllables: [0] * len(syllables)) for one in procedures]
    return make_columns(procedures, analyses, popular)


def test_ids_are_numbered():
    made = columns(procedure(agency="so-tu-phap"), procedure("1.000002", field="cu-tru", agency="bo-cong-an"))
    assert [made.agencies[i] for i in made.agency] == ["so-tu-phap", "bo-cong-an"]
    assert [made.field_ids[i] for i in made.field] == ["ho-tich", "cu-tru"]


def test_levels_are_bits():
    made = columns(procedure(levels=["commune", "ministry"]), procedure("1.000002", levels=["other"]))
    held = [{level for place, level in enumerate(LEVELS) if bits >> place & 1} for bits in made.levels]
    assert held == [{Level.COMMUNE, Level.MINISTRY}, {Level.OTHER}]


def test_an_unknown_online_level_is_a_value_of_its_own():
    made = columns(procedure(), procedure("1.000002", online_level="none"))
    assert [ONLINE[i] for i in made.online] == [None, OnlineLevel.NONE]


def test_days_are_day_numbers_and_unknown_ones_are_open():
    made = columns(
        procedure(),
        procedure("1.000002", valid_from="2026-01-02", valid_to="2026-03-04", updated_on="2026-01-01"),
    )
    assert made.valid_from.tolist() == [0, dt.date(2026, 1, 2).toordinal()]
    assert made.valid_to.tolist() == [FOREVER, dt.date(2026, 3, 4).toordinal()]
    assert made.updated.tolist() == [0, dt.date(2026, 1, 1).toordinal()]


def test_a_version_knows_when_the_next_one_begins():
    made = columns(
        procedure("1.000001"),
        procedure("1.000001", valid_from="2026-01-01"),
        procedure("1.000001", valid_from="2025-01-01"),
        procedure("1.000002", valid_from="2025-06-01"),
    )
    days = [dt.date.fromordinal(day) if day < FOREVER else None for day in made.followed.tolist()]
    assert days == [dt.date(2025, 1, 1), None, dt.date(2026, 1, 1), None]


def test_status_and_applicants_and_editorial_order_are_kept():
    made = columns(
        procedure(status="abolished", applicant_types=["vn_citizen", "enterprise"]),
        procedure("1.000002", applicant_types=["enterprise"]),
        popular=["1.000009", "1.000002"],
    )
    assert [STATUSES[i] for i in made.status] == [Status.ABOLISHED, Status.IN_FORCE]
    assert made.citizen.tolist() == [True, False]
    assert made.popular.tolist() == [0, 2]


def test_titles_that_differ_by_level_alone_make_one_group():
    made = columns(
        procedure("1.000001", "Khóa căn cước điện tử (thực hiện tại cấp tỉnh)"),
        procedure("1.000002", "Thủ tục khóa căn cước điện tử (thực hiện tại cấp trung ương)"),
        procedure("1.000003", "Mở khóa căn cước điện tử (thực hiện tại cấp tỉnh)"),
    )
    assert made.group[0] == made.group[1] != made.group[2]


def test_a_title_size_counts_distinct_syllables():
    assert columns(procedure(name="Nhận cha, nhận mẹ, nhận con")).title_size.tolist() == [4]


def test_names_rank_by_the_title_that_is_shown():
    made = columns(
        procedure(name="Z", short_name="Ăn"), procedure("1.000002", "Ân"), procedure("1.000003", "An")
    )
    assert made.name_rank.tolist() == [1, 2, 0]


ALPHABET = [
    "a",
    "ă",
    "â",
    "b",
    "c",
    "d",
    "đ",
    "e",
    "ê",
    "g",
    "h",
    "i",
    "k",
    "l",
    "m",
    "n",
    "o",
    "ô",
    "ơ",
    "p",
    "q",
    "r",
    "s",
    "t",
    "u",
    "ư",
    "v",
    "x",
    "y",
]
TONES = ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_letters_follow_the_vietnamese_alphabet():
    assert sorted(ALPHABET, key=collation_key) == ALPHABET
    assert sorted([one.upper() for one in ALPHABET], key=collation_key) == [a.upper() for a in ALPHABET]


def test_tones_follow_the_usual_order():
    assert sorted(TONES, key=collation_key) == TONES


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("má", "mà ba"[:2] + "n"),
        ("ca sĩ", "cá bò"),
        ("cá an", "cá ăn"),
        ("đa", "e"),
        ("do", "đa"),
        ("cấp", "cấp lại"),
        ("Cấp B", "chứng A"),
        ("1 a", "a"),
    ],
)
def test_letters_count_before_tones_and_syllables_one_after_the_other(first: str, second: str):
    assert collation_key(first) < collation_key(second)


@given(st.lists(st.sampled_from(["hòa", "thủy", "khỏe", "Đăng", "ký", "42", "a"]), max_size=5).map(" ".join))
def test_case_and_tone_place_do_not_move_a_name(name: str):
    assert collation_key(name.upper()) == collation_key(name) == collation_key(other_tone_place(name))


def test_columns_are_the_same_after_saving(tmp_path: Path):
    made = columns(procedure(), procedure("1.000002", valid_from="2026-01-02"))
    made.save(tmp_path / "columns")
    loaded = Columns.load(tmp_path / "columns")
    assert (loaded.agencies, loaded.field_ids) == (made.agencies, made.field_ids)
    for name in ("agency", "levels", "online", "valid_to", "followed", "group", "name_rank", "citizen"):
        assert np.array_equal(getattr(loaded, name), getattr(made, name))
