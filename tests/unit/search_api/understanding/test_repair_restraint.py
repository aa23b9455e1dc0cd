"""What the repair leaves alone: a right query must never change."""

from __future__ import annotations

import pytest

from indexer.text import folded
from search_api.understanding import Knowledge, Reading
from search_api.understanding.repair import LEAST_PAIR, repair
from search_api.understanding.shared_words import expand
from tests.samples import without_marks
from tests.unit.search_api.understanding.knowing import MANY, NAMES, Bundled, knowledge_of, mended, said


@pytest.mark.parametrize("name", NAMES)
def test_right_queries_are_left_alone(name: str, often: Knowledge):
    for typed in (name, without_marks(name), name.upper(), f"{name} "):
        assert mended(typed, often) is None


def test_a_known_syllable_needs_neighbours_that_speak_for_another(often: Knowledge):
    """ "bo" and "an" are right syllables; "khai" beside "sinh" alone says nothing against them."""
    assert often.known("bo")
    assert mended("bộ sinh", often) is None
    assert mended("sống bộ", often) is None


def test_a_right_syllable_is_mended_where_all_its_neighbours_speak_for_another():
    known = knowledge_of([*MANY, "Khi cần"])
    assert known.right(Reading.of("khi").tokens[0])
    assert mended("đăng ký khi sinh", known) == "dang ky khai sinh"
    # At the end only one neighbour speaks, and the word before it says nothing of "khai".
    assert mended("khi công trình", known) is None
    assert mended("cần khi sinh", known) is None


def test_a_pair_that_was_seen_is_not_mended():
    known = knowledge_of([*MANY, "Đăng ký khi mới"])
    assert mended("đăng ký khi sinh", known) is None


def test_a_misprint_in_one_name_is_mended_where_many_have_it_right():
    many = [f"Giấy phép {word}" for word in ("một", "hai", "ba", "bốn", "năm") for _ in range(8)]
    known = knowledge_of([*many, "Giấp phép sáu"])
    assert known.known("giap")
    assert mended("giấp phép hai", known) == "giay phep hai"
    assert mended("giấy phép sáu", known) is None


def test_neighbours_must_stand_together_often():
    rarely = knowledge_of(["Đăng ký khai sinh", "Khi cần"])
    assert rarely.pairs["ky_khai"] < LEAST_PAIR
    assert mended("đăng ký khi sinh", rarely) is None
    assert mended("đăng ký khia sinh", rarely) == "dang ky khai sinh"


@pytest.mark.parametrize(
    "typed",
    ["khai sinh 1.001193", "khai sinh 42/2022/NĐ-CP", "khai sinh a@khia.vn", "khai sinh 0912345678", "x1y2"],
)
def test_codes_numbers_and_addresses_are_never_mended(typed: str, often: Knowledge):
    assert mended(typed, often) is None


def test_what_has_a_meaning_of_its_own_is_not_mended():
    known = knowledge_of(MANY, abbreviations=[{"short": "khia", "means": ["khai sinh"]}])
    reading = expand(Reading.of("đăng ký khia sinh"), known)
    assert reading.expansions
    assert repair(reading, known) is reading


def test_a_last_syllable_that_is_still_typed_is_not_mended(often: Knowledge):
    assert mended("đăng ký kha", often) is None
    assert mended("đăng ký khai sin", often) is None
    # A blank behind it says that it is finished; what nothing continues is a slip at once.
    assert mended("đăng ký khai sin ", often) == "dang ky khai sinh"
    assert mended("đăng ký khai snih", often) == "dang ky khai sinh"


def test_syllables_of_two_letters_are_not_edited(often: Knowledge):
    """Of two letters everything is near."""
    assert mended("kq khai sinh ", often) is None


@pytest.mark.parametrize("typed", ["xyzzy", "qwrtp xyzzy", "wwwww", "zzz zzz zzz"])
def test_what_resembles_nothing_is_left_alone(typed: str, often: Knowledge):
    before = Reading.of(typed)
    assert repair(before, often) is before


def test_every_name_of_the_data_is_left_alone(bundled: Bundled):
    """Titles, short names, everyday names and situations, marked and without marks."""
    for name in bundled.names:
        for typed in (name, without_marks(name)):
            reading = repair(expand(Reading.of(typed), bundled.knowledge), bundled.knowledge)
            assert not reading.repaired, said(reading)


def test_most_slips_in_names_of_the_data_are_mended_and_none_makes_it_worse_often(bundled: Bundled):
    """Two letters of the longest syllable change places: three names in four come back."""
    names = [name for name in bundled.names if 3 <= len(name.split()) <= 8][::5]
    asked = [(name, slip) for name in names if (slip := _slipped(name)) is not None]
    right = 0
    for name, slip in asked:
        back = mended(f"{slip} ", bundled.knowledge)
        right += back == " ".join(folded(Reading.of(name).tokens))
    assert len(asked) > 100
    assert right >= 0.75 * len(asked)


def _slipped(name: str) -> str | None:
    words = without_marks(name).lower().split()
    longest = max(range(len(words)), key=lambda at: len(words[at]))
    word = words[longest]
    if len(word) < 4 or not word.isalpha():
        return None
    words[longest] = word[:2] + word[3] + word[2] + word[4:]
    return " ".join(words) if words[longest] != word else None
