"""Left-overs of typing: Telex and VNI that the keyboard did not turn into marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from indexer.text import tone_key
from search_api.understanding import Knowledge, Reading
from search_api.understanding.telex import decode_telex, from_telex, from_vni, readings
from tests.unit.search_api.understanding.knowing import Bundled, knowledge_of, said

TELEX = {"â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd"}
TELEX_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
VNI = {"â": "a6", "ê": "e6", "ô": "o6", "ă": "a8", "ơ": "o7", "ư": "u7", "đ": "d9"}
VNI_TONES = {mark: str(number) for number, mark in enumerate(TELEX_TONES, start=1)}


def in_parts(syllable: str) -> list[tuple[str, str]]:
    """Each letter without its tone, and the tone that stood on it."""
    parts = []
    for letter in unicodedata.normalize("NFC", syllable):
        marks = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in marks if mark in TELEX_TONES)
        parts.append((unicodedata.normalize("NFC", "".join(m for m in marks if m not in TELEX_TONES)), tone))
    return parts


def telex_tone_last(syllable: str) -> str:
    parts = in_parts(syllable)
    return "".join(TELEX.get(letter, letter) for letter, _ in parts) + "".join(
        TELEX_TONES[tone] for _, tone in parts if tone
    )


def telex_tone_behind_its_vowel(syllable: str) -> str:
    return "".join(
        TELEX.get(letter, letter) + TELEX_TONES.get(tone, "") for letter, tone in in_parts(syllable)
    )


def telex_marks_last(syllable: str) -> str:
    """Letters first, then hat or horn, then tone: thuongwf for thường, vietej for việt."""
    parts = in_parts(syllable)
    bare = "".join("dd" if letter == "đ" else TELEX.get(letter, letter)[0] for letter, _ in parts)
    keys = dict.fromkeys(TELEX[letter][1] for letter, _ in parts if letter in TELEX and letter != "đ")
    return bare + "".join(keys) + "".join(TELEX_TONES[tone] for _, tone in parts if tone)


def vni_behind_the_letters(syllable: str) -> str:
    return "".join(VNI.get(letter, letter) + VNI_TONES.get(tone, "") for letter, tone in in_parts(syllable))


def vni_at_the_end(syllable: str) -> str:
    typed = [(VNI.get(letter, letter), VNI_TONES.get(tone, "")) for letter, tone in in_parts(syllable)]
    return "".join(keys[0] for keys, _ in typed) + "".join(keys[1:] + tone for keys, tone in typed)


WAYS = (
    telex_tone_last,
    telex_tone_behind_its_vowel,
    telex_marks_last,
    vni_behind_the_letters,
    vni_at_the_end,
)


@pytest.mark.parametrize(
    ("typed", "syllable"),
    [
        # the tone last, or behind its vowel
        ("khais", "khái"),
        ("khasi", "khái"),
        ("hooj", "hộ"),
        ("hojo", "hộ"),
        ("giays", "giáy"),
        ("chieeus", "chiếu"),
        ("chieesu", "chiếu"),
        ("ddeef", "đề"),
        # đ: twice at the beginning, or once more at the end
        ("ddang", "đang"),
        ("dand", "đan"),
        ("ddawng", "đăng"),
        ("did", "đi"),
        # hats: twice, or once more at the end
        ("caan", "cân"),
        ("cana", "cân"),
        ("hete", "hêt"),
        ("hoon", "hôn"),
        ("hono", "hôn"),
        ("giayas", "giấy"),
        ("nhieuef", "nhiều"),
        # horns and breves
        ("ddawng", "đăng"),
        ("ow", "ơ"),
        ("thuwowng", "thương"),
        ("thuowng", "thương"),
        ("thuwong", "thương"),
        ("truwowngf", "trường"),
        ("truongwf", "trường"),
        ("thuongw", "thương"),
        ("tuw", "tư"),
        ("mow", "mơ"),
        ("nangw", "năng"),
        ("muaw", "mưa"),
        ("suawr", "sửa"),
        ("quawngj", "quặng"),
        ("cuuws", "cứu"),
        ("ruouwj", "rượu"),
        ("hoacwj", "hoặc"),
        # qu and gi
        ("quyeenf", "quyền"),
        ("quyx", "quỹ"),
        ("giaays", "giấy"),
        ("gif", "gì"),
        ("giaf", "già"),
    ],
)
def test_telex_is_read_whatever_the_order_of_its_keys(typed: str, syllable: str):
    made = from_telex(typed)
    assert made is not None
    assert tone_key(made) == tone_key(syllable)


@pytest.mark.parametrize("typed", ["w", "wa", "nwg", "khinhw", "wwx", "sw"])
def test_telex_of_which_keys_are_left_is_no_syllable(typed: str):
    assert from_telex(typed) is None


@pytest.mark.parametrize("typed", ["", "s", "brr", "đkkt", "xyz", "sfrxj"])
def test_telex_never_puts_a_tone_where_there_is_no_vowel(typed: str):
    made = from_telex(typed)
    assert made is None or "=" not in tone_key(made)


@pytest.mark.parametrize(
    ("typed", "syllable"),
    [
        # behind the letter, or at the end
        ("d9a8ng", "đăng"),
        ("dang98", "đăng"),
        ("dang89", "đăng"),
        ("ky1", "ký"),
        ("ho65", "hộ"),
        ("ho6", "hô"),
        ("chie6u1", "chiếu"),
        ("chieu61", "chiếu"),
        ("cha61p", "chấp"),
        ("quye6n2", "quyền"),
        # the horn of ươ once or once for each letter
        ("thuo7ng2", "thường"),
        ("thu7o7ng2", "thường"),
        ("thuong72", "thường"),
        ("thuong772", "thường"),
        ("tu7", "tư"),
        ("mo7", "mơ"),
    ],
)
def test_vni_is_read_with_digits_anywhere_behind_their_letter(typed: str, syllable: str):
    made = from_vni(typed)
    assert made is not None
    assert tone_key(made) == tone_key(syllable)


@pytest.mark.parametrize(
    "typed", ["a12", "ky11", "ho66", "ho888", "ng1", "b6", "ky7", "ho8", "khai9", "a7", "thuo777"]
)
def test_vni_of_which_digits_are_left_is_no_syllable(typed: str):
    assert from_vni(typed) is None


@pytest.mark.parametrize("typed", ["42", "h40", "qd1", "nd-cp", "x1y2z3", "a0", "ho10", "1a"])
def test_numbers_are_no_vni(typed: str, known: Knowledge):
    before = Reading.of(typed)
    assert decode_telex(before, known).tokens == before.tokens


@pytest.mark.parametrize("typed", ["khai-sinh", "khai1.", "ĐKKS", "", "ký42", "ỹ1"])
def test_readings_are_made_of_small_letters_alone(typed: str):
    assert list(readings(typed)) == [] or typed.islower()


def decoded(typed: str, known: Knowledge) -> str:
    return " ".join(token.key for token in decode_telex(Reading.of(typed), known).tokens)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("ddawng kys khai sinh", "đăng ky=1 khai sinh"),
        ("d9a8ng ky1 khai sinh", "đăng ky=1 khai sinh"),
        ("caaps hooj chieeus", "câp=1 hô=5 chiêu=1"),
        ("DDAWNG KYS", "đăng ky=1"),
        # Keys inside a text whose other marks came out, and inside one syllable.
        ("đawng ký", "đăng ky=1"),
        ("khai sinhs", "khai sinh=1"),
    ],
)
def test_a_token_is_decoded_where_it_becomes_a_syllable_by_that(typed: str, key: str, known: Knowledge):
    assert decoded(typed, known) == key


@pytest.mark.parametrize("typed", ["khaisinh", "ddawngkys", "xyzzys", "google", "wifi", "ddd", "ng1"])
def test_a_token_is_decoded_whole_or_not_at_all(typed: str, known: Knowledge):
    assert decoded(typed, known) == typed


def test_a_known_syllable_never_changes_though_it_could_be_read_as_keys():
    """ "as" is a syllable of the corpus here, so it is not á."""
    known = knowledge_of(["Chuẩn as quốc tế", "Ăn á"])
    assert decoded("as", known) == "as"
    assert decoded("as", knowledge_of(["Ăn á"])) == "a=1"


@pytest.mark.parametrize(
    "typed", ["khai sinh", "đăng ký", "khải sĩnh", "1.001193", "a@ho.vn", "42/2022/NĐ-CP"]
)
def test_where_nothing_is_decoded_nothing_is_noted(typed: str, known: Knowledge):
    before = Reading.of(typed)
    assert decode_telex(before, known) == before


def test_a_decoded_token_keeps_its_place_and_is_explained_as_typed(known: Knowledge):
    reading = decode_telex(Reading.of("cap HOOJ chieeus"), known)
    assert said(reading) == [("telex", "HOOJ", "hộ"), ("telex", "chieeus", "chiếu")]
    assert [reading.typed(at, at + 1) for at in range(3)] == ["cap", "HOOJ", "chieeus"]
    assert [token.folded for token in reading.tokens] == ["cap", "ho", "chieu"]
    assert reading.marked


def spellable(bundled: Bundled) -> list[str]:
    """Syllables with a mark; abbreviations such as HĐĐT are none."""
    return [one for one in bundled.syllables() if tone_key(one) != one and not one.isascii() and vowels(one)]


def vowels(syllable: str) -> str:
    plain = unicodedata.normalize("NFD", syllable)
    return "".join(letter for letter in plain if letter in "aeiouy")


@pytest.mark.parametrize("way", WAYS)
def test_every_syllable_of_the_data_comes_back_from_its_keys(bundled: Bundled, way: Callable[[str], str]):
    asked = spellable(bundled)
    assert len(asked) > 600
    lost = [
        syllable
        for syllable in asked
        if decode_telex(Reading.of(way(syllable)), bundled.knowledge).tokens[0].key != tone_key(syllable)
        and not bundled.knowledge.known(way(syllable))
    ]
    assert lost == []


def test_no_name_of_the_data_is_changed(bundled: Bundled):
    """Marked, and as it is typed without marks."""
    for name in bundled.names:
        for typed in (name, " ".join(token.folded for token in Reading.of(name).tokens)):
            before = Reading.of(typed)
            assert decode_telex(before, bundled.knowledge) == before
