"""Words for people: both languages complete, none in program code, times and fees as people say them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from indexer.card import Range
from search_api.messages import TABLES
from search_api.words import WORDS, preferred

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MODULES = [
    path
    for path in sorted((ROOT / "search_api").rglob("*.py"))
    if "messages" not in path.parts and path.name not in ("cli_words.py", "descriptions.py")
]
VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
SENTENCE = re.compile(r"\b[a-z]{2,} [a-z]{2,} [a-z]{2,} [a-z]{2,}\b")
QUOTED = re.compile(r"""["']([a-z_.\-]+)["'{]""")


def placeholders(message: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(message) if name}


@pytest.mark.parametrize("key", sorted(TABLES["vi"]))
def test_every_message_is_there_in_both_languages_with_the_same_values(key: str) -> None:
    vietnamese, english = TABLES["vi"][key], TABLES["en"][key]
    assert vietnamese.strip()
    assert english.strip()
    if not key.startswith("understood."):
        assert placeholders(vietnamese) == placeholders(english)


def texts() -> Iterator[str]:
    documents = (ROOT / "templates").rglob("*.xml")
    for path in [*TEMPLATES, *documents, *(ROOT / "search_api").rglob("*.py")]:
        if "messages" not in path.parts:
            yield path.read_text("utf-8")


def test_every_message_is_used() -> None:
    used = {key for text in texts() for key in QUOTED.findall(text)}
    beginnings = tuple(key for key in used if key.endswith((".", "_")))
    unused = [
        key
        for key in TABLES["vi"]
        if key not in used
        and key.removesuffix(".one").removesuffix(".other") not in used
        and not key.startswith(beginnings)
    ]
    assert not unused


def strings(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    documented = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield node.value


LETTERS = ("spelling", "telex", "twins")
"""Modules that spell syllables: letters, no words."""


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.stem not in LETTERS], ids=lambda path: path.stem
)
def test_no_vietnamese_sentence_stands_in_program_code(path: Path) -> None:
    assert not [text for text in strings(path) if VIETNAMESE.search(text)]


@pytest.mark.parametrize(
    "path",
    [p for p in MODULES if "routes" in p.parts or p.stem in ("visits", "wire", "problems", "showing")],
    ids=str,
)
def test_no_english_sentence_stands_in_program_code(path: Path) -> None:
    assert not [text for text in strings(path) if SENTENCE.search(text)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_sentence_stands_in_a_template(path: Path) -> None:
    code = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", " ", path.read_text("utf-8"), flags=re.DOTALL)
    attributes = r"[a-z-]+\s*=\s*\"[^\"]*\""  # macros write some outside of a tag
    text = re.sub(rf"<[^>]*>|{attributes}", " ", code)
    allowed = {
        "English",
        "Tiếng",
        "Việt",
        "JSON",
        "api",
        "v1",
        "openapi",
        "json",
        "DOCTYPE",
        "html",
        "lang",
        "SHA",
    }
    assert set(re.findall(r"[^\W\d_]{3,}", text)) <= allowed


DAY, VND = "working_day", "VND"


@pytest.mark.parametrize(
    ("known", "vietnamese", "english"),
    [
        (Range(3, 3, DAY), "3 ngày làm việc", "3 working days"),
        (Range(1, 1, DAY), "1 ngày làm việc", "1 working day"),
        (Range(3, 7, DAY), "3–7 ngày làm việc", "3–7 working days"),
        (Range(3, 3, DAY, partial=True), "Từ 3 ngày làm việc", "From 3 working days"),
        (
            Range(3, 7, DAY, partial=True),
            "3–7 ngày làm việc, tùy trường hợp",
            "3–7 working days, depending on the case",
        ),
        (Range(0.5, 0.5, "day"), "0,5 ngày", "0.5 days"),
        (Range(None, None, None), "Chưa rõ", "Not known"),
        (Range(None, None, None, partial=True), "Tùy trường hợp", "Depends on the case"),
    ],
)
def test_times_are_told_as_people_say_them(known: Range, vietnamese: str, english: str) -> None:
    assert (WORDS["vi"].time(known), WORDS["en"].time(known)) == (vietnamese, english)


@pytest.mark.parametrize(
    ("known", "vietnamese", "english"),
    [
        (Range(0, 0, VND), "Miễn phí", "Free of charge"),
        (Range(20000, 20000, VND), "20.000 đồng", "20,000 VND"),
        (Range(10000, 20000, VND), "10.000–20.000 đồng", "10,000–20,000 VND"),
        (Range(20000, 20000, VND, partial=True), "Từ 20.000 đồng", "From 20,000 VND"),
        (Range(0, 0, VND, partial=True), "Miễn phí, tùy trường hợp", "Free of charge, depending on the case"),
        (Range(25, 25, "USD"), "25 đô la Mỹ", "25 USD"),
        (Range(None, None, None), "Chưa rõ", "Not known"),
    ],
)
def test_fees_are_told_as_people_say_them(known: Range, vietnamese: str, english: str) -> None:
    assert (WORDS["vi"].fee(known), WORDS["en"].fee(known)) == (vietnamese, english)


def test_days_are_told_as_people_say_them() -> None:
    assert (WORDS["vi"].day("2026-11-04"), WORDS["en"].day("2026-11-04")) == ("04/11/2026", "4 November 2026")


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("", "vi"),
        ("en", "en"),
        ("en-US,en;q=0.9,vi;q=0.8", "en"),
        ("vi-VN,en;q=0.5", "vi"),
        ("fr,de", "vi"),
        ("en;q=0.1,vi;q=0.2", "vi"),
        ("en;q=oops", "vi"),
        ("en;q=0", "vi"),
        (",;;==", "vi"),
        ("*", "vi"),
    ],
)
def test_the_language_preferred_is_understood(header: str, lang: str) -> None:
    assert preferred(header) == lang
