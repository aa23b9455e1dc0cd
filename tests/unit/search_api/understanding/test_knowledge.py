"""What is known of a generation: which syllables are ones, which are misprints, what its registers name."""

from __future__ import annotations

import pytest

from indexer.catalog import Catalog
from indexer.text import Token, tokenize
from search_api.understanding import Knowledge, Reading
from search_api.understanding.knowledge import SEEN, bare_name, shortened
from tests.samples import procedure, registers
from tests.unit.search_api.understanding.knowing import knowledge_of, learnt


def token(typed: str) -> Token:
    (one,) = tokenize(typed)
    return one


COMMUNE = {"id": "ubnd-cap-xa", "name": "Ủy ban nhân dân cấp xã", "level": "commune"}


def test_a_syllable_of_a_name_is_known_one_of_a_single_body_may_be_a_misprint():
    once = procedure("1.000001", "Một", steps=["nộp tờ khia"])
    many = [procedure(f"1.00001{n}", "Hai", steps=["nộp lệ phí"]) for n in range(5)]
    known = learnt([once, *many], Catalog(registers()))
    assert known.known("mot")
    assert not known.known("khia")
    assert not known.known("xyz")
    assert known.known("phi")
    assert known.counts["khia"] < SEEN <= known.counts["phi"]


def test_a_syllable_is_right_with_just_the_marks_of_the_corpus(known: Knowledge):
    assert known.right(token("khai"))
    assert known.right(token("ký"))
    assert known.right(token("kí"))
    assert known.right(token("KÝ"))
    assert known.right(token("ky"))
    assert not known.right(token("kỷ"))
    assert not known.right(token("khải"))


def test_neighbours_are_found_by_leaving_out_a_letter(known: Knowledge):
    assert "khai" in known.neighbours["kha"]
    assert "khai" in known.neighbours["khai"]
    assert "khai" in known.neighbours["kai"]
    assert "khai" not in known.neighbours.get("ka", ())
    assert "1" not in known.neighbours


def test_a_word_that_one_body_alone_holds_may_be_a_misprint_and_mends_nothing():
    once = learnt([procedure("1.000001", "Đăng ký khai sinh", steps=["Nộp tờ kjai."])], Catalog(registers()))
    assert once.counts["kjai"] > 0
    assert not once.known("kjai")
    assert "kjai" not in once.neighbours.get("kai", ())
    assert "khai" in once.neighbours["kai"]


@pytest.mark.parametrize(
    ("syllable", "shorter"), [("", []), ("a", [""]), ("abc", ["bc", "ac", "ab"]), ("aa", ["a", "a"])]
)
def test_shortened(syllable: str, shorter: list[str]):
    assert list(shortened(syllable)) == shorter


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Thành phố Hà Nội", "Hà Nội"),
        ("Tỉnh Ninh Bình", "Ninh Bình"),
        ("Thị xã Sơn Tây", "Sơn Tây"),
        ("Xã Mễ Trì", "Mễ Trì"),
        ("TP Huế", "Huế"),
        ("Đặc khu Phú Quốc", "Phú Quốc"),
        ("Hà Nội", "Hà Nội"),
        ("Xãcũ", "Xãcũ"),
        ("", ""),
    ],
)
def test_the_bare_name_of_an_area(name: str, bare: str):
    assert bare_name(name) == bare


def test_agencies_are_known_by_names_that_nothing_else_can_be():
    known = knowledge_of()
    (found,) = known.agencies.find(Reading.of("Bộ Công an").tokens, marked=True)
    assert found.values[0].id == "bo-cong-an"
    court = {"id": "so-a", "name": "Sở A", "aliases": ["toà", "TAND"], "level": "province"}
    known = knowledge_of(kinds=(court, COMMUNE))
    assert known.agencies.find(Reading.of("tand").tokens, marked=False)
    assert not known.agencies.find(Reading.of("toà").tokens, marked=True)


def test_everything_a_register_says_is_a_meaning_with_its_weight():
    known = knowledge_of(
        abbreviations=[{"short": "HK", "means": ["hộ khẩu", "thường trú"], "weight": 0.6}],
        words=[{"say": ["heo"], "means": ["lợn"], "weight": 0.7, "fields": ["ho-tich"]}],
    )
    (one,) = known.meanings.find(Reading.of("hk").tokens, marked=False)
    assert [(m.step, m.words, m.weight, m.fields) for m in one.values] == [
        ("abbreviation", "hộ khẩu", 0.6, ()),
        ("abbreviation", "thường trú", 0.6, ()),
    ]
    (two,) = known.meanings.find(Reading.of("heo").tokens, marked=False)
    assert [(m.step, m.words, m.weight, m.fields) for m in two.values] == [
        ("everyday", "lợn", 0.7, ("ho-tich",))
    ]
