"""A QR code holds its address, whole."""

from __future__ import annotations

import re

import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from printing.qr import LONGEST, MARGIN, make_code

ADDRESS = "https://thutuc.example.vn/thu-tuc/1.001193"


def squares(runs: tuple[tuple[int, int, int], ...]) -> set[tuple[int, int]]:
    return {(x + step, y) for x, y, length in runs for step in range(length)}


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=120))
@settings(max_examples=40, deadline=None)
def test_the_runs_are_the_dark_squares_of_the_code(address: str) -> None:
    code = make_code(address)
    assert code is not None
    matrix = segno.make(address, error="m", micro=False).matrix
    dark = {(x + MARGIN, y + MARGIN) for y, row in enumerate(matrix) for x, one in enumerate(row) if one}
    assert squares(code.runs) == dark
    assert code.size == len(matrix) + 2 * MARGIN


def test_a_margin_of_white_is_left_on_every_side() -> None:
    code = make_code(ADDRESS)
    assert code is not None
    used = {place for square in squares(code.runs) for place in square}
    assert min(used) == MARGIN
    assert max(used) == code.size - MARGIN - 1


def test_the_path_draws_each_run_and_nothing_else() -> None:
    code = make_code(ADDRESS)
    assert code is not None
    drawn = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", code.path)
    assert tuple(tuple(map(int, one)) for one in drawn) == code.runs
    assert "".join(f"M{x} {y}h{n}v1h-{n}z" for x, y, n in code.runs) == code.path


def test_an_address_too_long_for_a_camera_has_no_code() -> None:
    assert make_code("a" * LONGEST) is not None
    assert make_code("a" * (LONGEST + 1)) is None
    assert make_code("") is None
