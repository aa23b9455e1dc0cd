"""Words in front of a name that say what is done."""

from __future__ import annotations

import pytest

from search_api.acts import ACTS, without_acts


@pytest.mark.parametrize(
    ("line", "rests"),
    [
        ("dang ky khai sinh", ["khai sinh"]),
        ("xin cap ho tich", ["cap ho tich", "ho tich"]),
        ("thu tuc cap lai the", ["cap lai the", "lai the", "the"]),
        ("cap", []),
        ("capital", []),
        ("sinh hoat", []),
        ("", []),
    ],
)
def test_acts_in_front_are_left_out_one_by_one(line: str, rests: list[str]):
    assert without_acts(line) == rests


@pytest.mark.parametrize("act", ACTS)
def test_something_always_remains(act: str):
    assert without_acts(f"{act} sao y")[-1] == "sao y"
    assert "" not in without_acts(act)


def test_the_work_is_bounded_by_the_words():
    assert len(without_acts("cap " * 40)) == 40
