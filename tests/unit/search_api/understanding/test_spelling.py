"""Writing a syllable out of its letters and its tone."""

from __future__ import annotations

import unicodedata

import pytest

from indexer.text import fold_key, spelled, tone_key
from search_api.understanding.spelling import TONE_MARKS, with_tone
from tests.unit.search_api.understanding.knowing import Bundled

I_FOR_Y = str.maketrans("iìíỉĩị", "yỳýỷỹỵ")


@pytest.mark.parametrize(
    ("letters", "tone", "syllable"),
    [
        # one vowel
        ("ma", "1", "má"),
        ("sinh", "2", "sình"),
        ("y", "1", "ý"),
        # two at the end: the first of them, by the older rule
        ("hoa", "2", "hòa"),
        ("khoe", "3", "khỏe"),
        ("huy", "3", "hủy"),
        ("mua", "4", "mũa"),
        ("tai", "5", "tại"),
        # two before a consonant: the second
        ("hoan", "2", "hoàn"),
        ("toan", "1", "toán"),
        ("huynh", "2", "huỳnh"),
        # three: the middle one
        ("ngoai", "2", "ngoài"),
        ("khuyu", "3", "khuỷu"),
        # a vowel with a mark of its own wins, of two the last
        ("viêt", "5", "việt"),
        ("thuê", "1", "thuế"),
        ("ngươi", "2", "người"),
        ("rươu", "5", "rượu"),
        ("mưa", "4", "mữa"),
        ("quyên", "2", "quyền"),
        ("chuyên", "3", "chuyển"),
        # qu and gi are consonants where a vowel follows
        ("quy", "4", "quỹ"),
        ("qua", "1", "quá"),
        ("gia", "1", "giá"),
        ("giay", "2", "giày"),
        ("gi", "2", "gì"),
        ("gin", "1", "gín"),
        ("giêng", "1", "giếng"),
        # nothing to put
        ("đang", "", "đang"),
        ("", "", ""),
    ],
)
def test_a_tone_stands_where_people_write_it(letters: str, tone: str, syllable: str):
    assert with_tone(letters, tone) == syllable


@pytest.mark.parametrize("letters", ["", "đkkt", "ng", "42"])
def test_letters_without_a_vowel_stay_as_they_are(letters: str):
    assert with_tone(letters, "1") == letters


@pytest.mark.parametrize("tone", TONE_MARKS)
def test_every_tone_is_written_composed(tone: str):
    made = with_tone("cươp", tone)
    assert unicodedata.is_normalized("NFC", made)
    assert tone_key(made) == f"cươp={tone}"
    assert fold_key(made) == "cuop"


def test_writing_a_key_and_reading_it_are_one_another(bundled: Bundled):
    """Of the i/y twins the key keeps the y, so kĩ comes back as kỹ."""
    for syllable in bundled.syllables():
        key = tone_key(syllable)
        made = with_tone(*key.partition("=")[::2])
        assert tone_key(made) == key
        assert made in {spelled(syllable), spelled(syllable).translate(I_FOR_Y)}
