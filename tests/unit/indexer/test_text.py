"""The normaliser: keys, offsets, codes, borders."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer import text
from indexer.text import Joint, Kind, fold, nfc, tokenize
from tests.samples import other_tone_place, streams, without_marks

SYLLABLES = [
    "đăng",
    "ký",
    "khai",
    "sinh",
    "hòa",
    "giải",
    "hủy",
    "tòa",
    "khỏe",
    "tùy",
    "quý",
    "quả",
    "thuỷ",
    "kỹ",
    "tỉ",
    "lệ",
    "người",
    "nghiệm",
    "ưu",
    "đãi",
    "giữ",
    "gìn",
    "ẵm",
    "ịch",
    "nguyễn",
    "khuỷu",
    "xoè",
    "uý",
    "oẳn",
    "ỳ",
    "ạch",
    "A1",
    "b2",
    "42",
    "2022",
    "CCCD",
]
VIETNAMESE = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=12).map(" ".join)
ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "aăâđĐÐðeêioôơuưyáạảãàẤợ\u0301\u0323\u0302\u200b\u00ad\u2060\u00a0\n.,;:-–/_@=1½ﬁﷺİǅ"
        ),
    ),
    max_size=40,
)


def keys(written: str) -> list[tuple[str, str]]:
    return [(token.key, token.folded) for token in tokenize(nfc(written))]


@pytest.mark.parametrize(
    ("written", "key", "folded"),
    [
        ("hòa", "hoa=2", "hoa"),
        ("hoà", "hoa=2", "hoa"),
        ("kỹ", "ky=4", "ky"),
        ("kĩ", "ky=4", "ky"),
        ("quí", "quy=1", "quy"),
        ("Đường", "đương=2", "duong"),
        ("Ðường", "đương=2", "duong"),
        ("đương", "đương", "duong"),
        ("dương", "dương", "duong"),
        ("ẤM", "âm=1", "am"),
        ("ｋｈａｉ", "khai", "khai"),
        ("mi", "my", "my"),
        ("in", "in", "in"),
    ],
)
def test_a_syllable_has_an_accented_and_a_folded_key(written: str, key: str, folded: str):
    assert keys(written) == [(key, folded)]


def test_licence_classes_are_not_syllables_with_a_tone():
    assert keys("A1 A2 A3 A4 A5") == [(f"a{n}", f"a{n}") for n in range(1, 6)]
    assert not {key for key, _ in keys("A1 A2 A3 A4 A5")} & {key for key, _ in keys("á à ả ã ạ")}


def test_different_words_have_different_accented_keys():
    assert len({key for key, _ in keys("dương đương đường dưỡng dượng dường đưỡng đượng")}) == 8


@given(VIETNAMESE)
def test_nfd_capitals_and_the_other_tone_place_give_the_same_streams(written: str):
    plain = streams(written)
    assert streams(unicodedata.normalize("NFD", written)) == plain
    assert streams(written.upper()) == plain
    assert streams(other_tone_place(written)) == plain


@given(VIETNAMESE, st.sampled_from("\u200b\u200c\u200d\u2060\ufeff\u00ad"), st.randoms(use_true_random=False))
def test_zero_width_signs_change_nothing(written: str, sign: str, random):
    places = sorted(random.sample(range(len(written) + 1), min(3, len(written))), reverse=True)
    twin = written
    for place in places:
        twin = twin[:place] + sign + twin[place:]
    assert streams(twin) == streams(written)


@given(VIETNAMESE, st.sampled_from("\u00a0\u202f\u2007\t"))
def test_every_blank_is_a_blank(written: str, blank: str):
    assert streams(written.replace(" ", blank)) == streams(written)


@given(VIETNAMESE)
def test_without_marks_only_the_folded_keys_remain(written: str):
    assert [folded for _, folded in keys(without_marks(written))] == [folded for _, folded in keys(written)]


@given(ODD)
def test_folding_twice_is_folding_once(written: str):
    assert fold(fold(written)) == fold(written)


@given(ODD)
@example("x\u0301@a.vn https://x\u0301.vn/\u0323")
def test_folded_text_has_no_mark_and_no_capital(written: str):
    folded = fold(written)
    assert not [c for c in folded if unicodedata.category(c) == "Mn"]
    assert not [c for c in folded if "A" <= c <= "Z"]


@given(ODD)
def test_keys_are_words_and_their_tone(written: str):
    for token in tokenize(nfc(written)):
        if token.kind is Kind.SYLLABLE:
            assert re.fullmatch(r"[^\s_=]+(=[1-5])?", token.key), token
            assert re.fullmatch(r"[^\s_=]+", token.folded), token


@given(ODD)
def test_tokens_lie_apart_in_order_inside_the_text(written: str):
    stored = nfc(written)
    end = 0
    for token in tokenize(stored):
        assert end <= token.start < token.end <= len(stored)
        end = token.end


@given(ODD)
def test_the_slice_of_a_token_reads_as_the_token(written: str):
    stored = nfc(written)
    for token in tokenize(stored):
        if token.kind is Kind.SYLLABLE:
            (again,) = tokenize(stored[token.start : token.end])
            assert (again.key, again.folded) == (token.key, token.folded)


def test_offsets_fit_the_composed_text_of_decomposed_input():
    stored = nfc(unicodedata.normalize("NFD", "Đăng ký khai sinh"))
    assert [stored[t.start : t.end] for t in tokenize(stored)] == ["Đăng", "ký", "khai", "sinh"]


def test_offsets_span_zero_width_signs_inside_a_token():
    stored = "khai si\u200bnh"
    (_, last) = tokenize(stored)
    assert (stored[last.start : last.end], last.key) == ("si\u200bnh", "sinh")


def test_nothing_but_composition_changes_the_stored_text():
    written = "  Đăng\u00a0ký\u200b – “Khai” Ð\n"
    assert nfc(unicodedata.normalize("NFD", written)) == written


@pytest.mark.parametrize("sign", [". ", "; ", "! ", "? ", "\n", "\n- ", "… ", ": ", " • ", ".\u200b "])
def test_pairs_do_not_cross_the_end_of_a_sentence_or_a_list_item(sign: str):
    tokens = tokenize(f"nộp hồ{sign}sơ xin")
    assert text.folded_pairs(tokens) == ["nop_ho", "so_xin"]
    assert text.pairs(tokens) == [
        f"{text.tone_key('nộp')}_{text.tone_key('hồ')}",
        f"{text.tone_key('sơ')}_xin",
    ]


@pytest.mark.parametrize("sign", [" ", ", ", " (", "-", " – ", "/", "  ", "\u00a0", '" '])
def test_pairs_cross_blanks_and_signs_inside_a_sentence(sign: str):
    assert text.folded_pairs(tokenize(f"nộp hồ{sign}sơ")) == ["nop_ho", "ho_so"]


@pytest.mark.parametrize(
    ("written", "joint"),
    [
        ("a b", Joint.BLANK),
        ("a \u200b b", Joint.BLANK),
        ("a, b", Joint.SIGN),
        ("a. b", Joint.BORDER),
        ("a_b", Joint.SIGN),
    ],
)
def test_a_token_knows_what_stands_before_it(written: str, joint: Joint):
    assert tokenize(written)[1].joint is joint


def test_words_are_cut_from_stretches_that_only_blanks_part():
    stored = "Hoá đơn, chứng từ (hoặc 1.001193) bản  sao"
    found = [spelled for spelled, _ in text.runs(stored, tokenize(stored))]
    assert found == [["hóa", "đơn"], ["chứng", "từ"], ["hoặc"], ["bản", "sao"]]


@pytest.mark.parametrize(
    ("written", "spelled"),
    [("Hoá", "hóa"), ("hoà", "hòa"), ("khoẻ", "khỏe"), ("tuỳ", "tùy"), ("quý", "quý"), ("quà", "quà")],
)
def test_words_are_spelled_with_the_tone_in_the_old_place(written: str, spelled: str):
    assert text.spelled(written) == spelled


@pytest.mark.parametrize(
    ("typed", "starts"),
    [
        ("si", ("si", "sy")),
        ("Hộ", ("ho",)),
        ("sy", ("sy",)),
        ("QUÍ", ("qui", "quy")),
        ("t\u200bi", ("ti", "ty")),
    ],
)
def test_an_unfinished_syllable_may_go_on_in_either_spelling(typed: str, starts: tuple[str, ...]):
    assert text.beginnings(typed) == starts


@given(st.sampled_from(SYLLABLES), st.integers(1, 6))
def test_a_key_begins_with_one_of_the_beginnings_of_what_was_typed(syllable: str, letters: int):
    whole = without_marks(syllable).lower()
    starts = text.beginnings(whole[:letters])
    assert keys(syllable)[0][1].startswith(starts) or whole == text.beginnings(whole)[0] != keys(whole)[0][1]


@pytest.mark.parametrize("piece", ["a. ", "a.", "_", "-+", ".", "1/", "1.0 ", "1.001193 "])
def test_a_long_row_of_one_thing_is_cut_like_a_short_one(piece: str):
    short, long = (tokenize(piece * times) for times in (10, 20_000))
    assert len(long) == 2_000 * len(short)
    assert {token.folded for token in long} == {token.folded for token in short}
