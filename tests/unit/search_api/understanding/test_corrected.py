"""What is shown of a reading: the mended query to offer, and the syllables to mark."""

from __future__ import annotations

import pytest

from search_api.results import Snippet
from search_api.understanding import STEPS, Knowledge, Reading, understand
from search_api.understanding.corrected import searched_for, suggested
from search_api.understanding.repair import repair
from tests.unit.search_api.understanding.knowing import NAMES, Bundled


def offered(typed: str, known: Knowledge, *names: str) -> tuple[str, list[str]] | None:
    """The mended query and the pieces of it that are marked."""
    snippet = suggested(repair(Reading.of(typed), known), names or NAMES)
    return None if snippet is None else (snippet.text, marked(snippet))


def marked(snippet: Snippet) -> list[str]:
    return [snippet.text[start:end] for start, end in snippet.marks]


@pytest.mark.parametrize(
    "typed", ["đăng ký khai sinh", "dang ky khai sinh", "xyzzy", "1.001193", "Khai Sinh"]
)
def test_nothing_is_offered_where_no_letter_changed(typed: str, often: Knowledge):
    assert offered(typed, often) is None


@pytest.mark.parametrize(
    ("typed", "text", "changed"),
    [
        ("đăng ký khia sinh", "đăng ký khai sinh", ["khai"]),
        ("đăng ký khia snih", "đăng ký khai sinh", ["khai", "sinh"]),
        ("khia sinh", "khai sinh", ["khai"]),
        ("cấp hộ chieuu", "cấp hộ chiếu", ["chiếu"]),
        # nothing typed with marks, nothing offered with them
        ("cap ho chieuu", "cap ho chieu", ["chieu"]),
        # stuck and torn syllables
        ("đăng ký khaisinh", "đăng ký khai sinh", ["khai", "sinh"]),
        ("đăng ký kh ai sinh", "đăng ký khai sinh", ["khai"]),
        ("dangky khai sinh", "dang ky khai sinh", ["dang", "ky"]),
    ],
)
def test_changed_syllables_are_marked_and_spelled_as_in_names(
    typed: str, text: str, changed: list[str], often: Knowledge
):
    assert offered(typed, often) == (text, changed)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("  Đăng ký: “khia” sinh ?", "  Đăng ký: “khai” sinh ?"),
        ("ĐĂNG KÝ khia SINH!", "ĐĂNG KÝ khai SINH!"),
        ("(đăng ký) khia-sinh, 1.001193", "(đăng ký) khai-sinh, 1.001193"),
    ],
)
def test_text_outside_the_changed_letters_stays_as_typed(typed: str, text: str, often: Knowledge):
    snippet = suggested(repair(Reading.of(typed), often), NAMES)
    assert snippet is not None
    assert snippet.text == text
    assert marked(snippet) == ["khai"]


def test_a_syllable_that_no_name_holds_is_offered_without_marks(often: Knowledge):
    assert offered("đăng ký tạm trsu", often, "Cấp hộ chiếu") == ("đăng ký tạm tru", ["tru"])
    assert offered("đăng ký tạm trsu", often, "Đăng ký TẠM TRÚ") == ("đăng ký tạm trú", ["trú"])


def test_the_first_name_tells_how_a_syllable_is_spelled(often: Knowledge):
    assert offered("đăng ký tạm trsu", often, "Tạm trú", "Tạm trữ") == ("đăng ký tạm trú", ["trú"])
    assert offered("đăng ký tạm trsu", often, "Tạm trữ", "Tạm trú") == ("đăng ký tạm trữ", ["trữ"])


def test_what_is_offered_needs_no_mending_again(bundled: Bundled):
    known = bundled.knowledge
    for typed in ("đăng ký khia sinh", "giay pehp lai xe", "cấp hộ chieuu ", "dangky tam trsu "):
        snippet = suggested(understand(typed, known, STEPS), bundled.names)
        assert snippet is not None
        assert not understand(snippet.text, known, STEPS).repaired


def test_words_left_out_of_the_search_stay_in_the_offer(bundled: Bundled):
    reading = understand("cho tôi hỏi đăng ký khia sinh ở Hà Nội", bundled.knowledge, STEPS)
    snippet = suggested(reading, ["Đăng ký khai sinh"])
    assert snippet is not None
    assert snippet.text == "cho tôi hỏi đăng ký khai sinh ở Hà Nội"


def test_marked_in_hits_is_what_was_typed_mended_and_meant(bundled: Bundled):
    known = bundled.knowledge
    assert searched_for(understand("hộ chiếu ", known, STEPS)) >= {"ho", "chieu"}
    assert searched_for(understand("đăng ký khia sinh ", known, STEPS)) >= {"khia", "khai", "sinh"}
    assert searched_for(understand("làm gplx ", known, STEPS)) >= {"gplx", "giay", "phep", "lai", "xe"}


def test_completions_are_marked_only_while_the_last_syllable_is_growing(bundled: Bundled):
    known = bundled.knowledge
    growing = understand("đăng ký khai sin", known, STEPS)
    assert growing.growing
    assert "sinh" in searched_for(growing)
    whole = understand("khai sinh", known, STEPS)
    assert searched_for(whole) == {"khai", "sinh", *_meant(whole)}


def _meant(reading: Reading) -> set[str]:
    return {token.folded for one in reading.expansions for token in one.meaning.tokens}
