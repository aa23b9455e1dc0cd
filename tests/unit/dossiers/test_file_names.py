"""Names of files: shown as they were meant, harmless wherever they land."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossiers.file_names import MOST_BYTES, clean_name, disposition, ending


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Giấy chứng sinh.pdf", "Giấy chứng sinh.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("a/b/", "b"),
        ("..", "file"),
        ("", "file"),
        (".pdf", "file.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("a\0b\r\nc.pdf", "ab c.pdf"),
        ("CON", "_CON"),
        ("con.pdf", "_con.pdf"),
        ("Lpt1.tar.pdf", "_Lpt1.tar.pdf"),
        ("console.pdf", "console.pdf"),
        ('a<b>:"c|d?*.pdf', "a_b___c_d__.pdf"),
        ("  hai   cách . pdf. ", "hai cách.pdf"),
        ("\ud800x.pdf", "x.pdf"),
    ],
)
def test_a_name_loses_folders_unseen_signs_and_what_systems_refuse(given_name: str, kept: str) -> None:
    assert clean_name(given_name) == kept


def test_decomposed_vietnamese_is_composed() -> None:
    assert clean_name(unicodedata.normalize("NFD", "Tờ khai.pdf")) == "Tờ khai.pdf"


@pytest.mark.parametrize("letter", ["a", "ệ", "😀"])
def test_300_letters_are_cut_and_the_ending_stays(letter: str) -> None:
    name = clean_name(letter * 300 + ".pdf")
    assert len(name.encode()) <= MOST_BYTES
    assert name.endswith(f"{letter}.pdf")


@given(st.text())
def test_whatever_comes_a_clean_name_is_short_visible_and_stays_itself(text: str) -> None:
    name = clean_name(text)
    assert name
    assert len(name.encode()) <= MOST_BYTES
    assert not set(name) & set('/\\\0\r\n<>:"|?*')
    assert clean_name(name) == name


def test_the_ending_is_what_follows_the_last_dot_in_small_letters() -> None:
    assert [ending(one) for one in ("a.PDF", "a.pdf.exe", "pdf", ".pdf")] == ["pdf", "exe", "", ""]


def test_the_header_carries_the_real_name_and_plain_letters_beside() -> None:
    header = disposition('Đơn "gấp"; 1.pdf')
    assert header == (
        'attachment; filename="Don _gap__ 1.pdf"; '
        "filename*=UTF-8''%C4%90%C6%A1n%20%22g%E1%BA%A5p%22%3B%201.pdf"
    )
    assert disposition("a.pdf", inline=True).startswith("inline; ")
