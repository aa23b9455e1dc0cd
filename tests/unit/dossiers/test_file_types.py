"""What a file is, by content and ending; two of each forbidden kind are refused, with the rule that says why."""

from __future__ import annotations

import io
import zipfile

import pytest
from pypdf import PdfReader, PdfWriter

from dossiers.errors import RefusedFileError
from dossiers.file_types import TYPES, check, shown_endings
from dossiers.office_check import LARGE
from tests.unit.dossiers.file_samples import (
    EICAR,
    HTML,
    SVG,
    archive,
    chunk,
    exif,
    jpeg,
    office,
    pdf,
    png,
    relation,
    segment,
)

ALL = ("pdf", "jpg", "jpeg", "png", "docx", "xlsx")


def look(name: str, content: bytes, formats: tuple[str, ...] = ALL) -> str:
    """Kind and notes of a file, or the rule that refuses it."""
    try:
        found = check(io.BytesIO(content), name, formats)
    except RefusedFileError as error:
        return error.rule
    return " ".join((found.type.name, *found.notes))


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", pdf(), "pdf"),
        ("A.PDF", pdf(), "pdf"),
        ("a.jpg", jpeg(), "jpg"),
        ("a.JPEG", jpeg(), "jpg"),
        ("a.png", png(), "png"),
        ("a.docx", office(), "docx"),
        ("a.xlsx", office("xlsx"), "xlsx"),
    ],
)
def test_the_kinds_that_are_taken_are_known_by_content_and_ending(
    name: str, content: bytes, kind: str
) -> None:
    assert look(name, content) == kind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", SVG),
        ("a.html", HTML),
        ("a.txt", EICAR),
        ("a.zip", archive({"a": b"a"})),
        ("a.docm", office()),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("a.pdf.exe", pdf()),
        ("pdf", pdf()),
    ],
)
def test_other_endings_are_refused_whatever_is_inside(name: str, content: bytes) -> None:
    assert look(name, content) == "format"


def test_a_place_takes_only_its_own_formats() -> None:
    assert look("a.xlsx", office("xlsx"), ("pdf",)) == "format"
    assert look("a.jpeg", jpeg(), ("jpg",)) == "jpg"
    assert shown_endings(("jpeg", "pdf", "exe")) == "PDF, JPG"


@pytest.mark.parametrize(
    "content", [SVG, HTML, EICAR, b"MZ\x90\0", jpeg(), b" " + pdf(), b"\xef\xbb\xbf" + pdf()]
)
@pytest.mark.parametrize("kind", ["pdf", "png", "docx"])
def test_an_ending_that_the_content_belies_is_refused(kind: str, content: bytes) -> None:
    assert look(f"a.{kind}", content) == "content"


def test_the_refusal_tells_what_the_file_seems_to_be() -> None:
    with pytest.raises(RefusedFileError) as refused:
        check(io.BytesIO(png()), "a.pdf", ALL)
    assert refused.value.values == {"ending": "pdf", "found": "PNG"}


def test_an_empty_file_is_told_as_such() -> None:
    assert look("a.pdf", b"") == "empty"


# PDF ----------------------------------------------------------------------------------------------------------

SCRIPT = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (pdf(SCRIPT, catalog=b"/OpenAction 4 0 R"), "script"),
        (pdf(SCRIPT, catalog=b"/Names<</JavaScript<</Names[(a)4 0 R]>>>>"), "script"),
        (pdf(page=b"/AA<</O<</S/Launch/F(calc.exe)>>>>"), "script"),
        (pdf(SCRIPT), "script"),  # nothing refers to it, but a later version of the file could
        (pdf(b"<</Type/EmbeddedFile/Length 1>>stream\nx\nendstream"), "embedded"),
        (pdf(page=b"/Annots[<</Subtype/FileAttachment>>]"), "embedded"),
        (pdf(catalog=b"/Names<</EmbeddedFiles<</Names[(a)<<>>]>>>>"), "embedded"),
        (pdf() + archive({"a": b"a"}), "polyglot"),
        (pdf().replace(b"%PDF-1.7\n", b"%PDF-1.7\n%" + HTML + b"\n"), "polyglot"),
        (b"%PDF-1.7\n", "damaged"),
        (pdf()[:60], "damaged"),
    ],
)
def test_a_pdf_that_acts_or_hides_something_is_refused(content: bytes, rule: str) -> None:
    assert look("a.pdf", content) == rule


def test_empty_tables_of_scripts_and_files_do_no_harm() -> None:
    tables = b"/Names<</JavaScript<</Names[]>>/EmbeddedFiles<</Names[]>>>>"
    assert look("a.pdf", pdf(catalog=tables)) == "pdf"


@pytest.mark.parametrize("password", ["", "secret"])
def test_a_pdf_with_a_password_is_refused(password: str) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert look("a.pdf", out.getvalue()) == "encrypted"


def test_a_pdf_that_takes_too_long_is_refused_and_holds_nobody_up(monkeypatch) -> None:
    monkeypatch.setattr("dossiers.pdf_check.SECONDS", 0.001)
    assert look("a.pdf", pdf()) == "too_complex"


# Pictures -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("a.png", png(50_000, 50_000), "pixels"),
        ("a.jpg", jpeg(65_535, 65_535), "pixels"),
        ("a.png", png(0, 5), "damaged"),
        ("a.png", png()[:40], "damaged"),
        ("a.jpg", jpeg()[:12], "damaged"),
        ("a.jpg", b"\xff\xd8\xff\xd9", "damaged"),
        ("a.png", png() + archive({"a": b"a"}), "polyglot"),
        ("a.jpg", jpeg(tail=archive({"a.html": HTML})), "polyglot"),
        ("a.png", png(2, 2, chunk(b"tEXt", b"Comment\0" + HTML)), "polyglot"),
        ("a.jpg", jpeg(2, 2, segment(0xFE, b"<html ><body onload=x>")), "polyglot"),
    ],
)
def test_pictures_that_flood_or_hide_something_are_refused(name: str, content: bytes, rule: str) -> None:
    assert look(name, content) == rule


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_picture_that_tells_where_it_was_taken_is_taken_with_a_note(order: str) -> None:
    where, make = (b"Exif\0\0" + exif(gps=gps, order=order) for gps in (True, False))
    assert look("a.jpg", jpeg(2, 2, segment(0xE1, where))) == "jpg gps"
    assert look("a.jpg", jpeg(2, 2, segment(0xE1, make))) == "jpg"
    assert look("a.png", png(2, 2, chunk(b"eXIf", exif(gps=True, order=order)))) == "png gps"


def test_a_script_across_two_reads_is_found(monkeypatch) -> None:
    padding = b"\0" * ((1 << 20) - 30)
    assert look("a.jpg", jpeg(tail=padding + HTML)) == "polyglot"


# Word and Excel -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (archive({"a.txt": b"a"}), "content"),
        (office(main="application/vnd.ms-word.document.macroEnabled.main+xml"), "macro"),
        (office(parts={"word/vbaProject.bin": b"x"}), "macro"),
        (office(parts={"word/embeddings/oleObject1.bin": b"x"}), "macro"),
        (office(parts={"word/media/run.exe": b"x"}), "macro"),
        (
            office(parts={"word/_rels/settings.xml.rels": relation("attachedTemplate", "http://x.vn/a")}),
            "foreign",
        ),
        (office(parts={"word/_rels/settings.xml.rels": relation("attachedTemplate", "//x/a")}), "foreign"),
        (office(parts={"word/_rels/document.xml.rels": relation("image", "http://x.vn/>a")}), "foreign"),
        (office(parts={"word/_rels/document.xml.rels": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "bomb"),
        (office(parts={"word/_rels/document.xml.rels": b"<a"}), "damaged"),
        (office(parts={"../../etc/passwd": b"x"}), "damaged"),
        (office(parts={"C:/a.xml": b"x"}), "damaged"),
        (b"PK\x03\x04" + b"\0" * 40, "damaged"),
        (office()[:-30], "damaged"),
        (b"PK\x03\x04" + HTML + office(), "polyglot"),
        (office("xlsx"), "content"),
    ],
)
def test_an_office_file_that_acts_hides_or_fetches_is_refused(content: bytes, rule: str) -> None:
    assert look("a.docx", content) == rule


def test_links_to_pages_and_templates_of_the_own_machine_are_usual() -> None:
    parts = {
        "word/_rels/document.xml.rels": relation("hyperlink", "https://dichvucong.gov.vn/"),
        "word/_rels/settings.xml.rels": relation("attachedTemplate", "file:///C:/Users/An/Normal.dotm"),
    }
    assert look("a.docx", office(parts=parts)) == "docx"


def test_a_workbook_that_runs_programs_by_links_is_refused() -> None:
    links = {
        "xl/externalLinks/externalLink1.xml": b'<externalLink><ddeLink ddeService="cmd"/></externalLink>'
    }
    assert look("a.xlsx", office("xlsx", links)) == "foreign"


def test_a_bomb_is_refused_by_its_directory() -> None:
    assert look("a.docx", office(parts={"word/big.xml": b"\0" * (LARGE + 1)})) == "bomb"
    assert look("a.xlsx", office("xlsx", {f"xl/{i}.xml": b"" for i in range(4_100)})) == "bomb"


def test_a_bomb_whose_directory_lies_is_refused_while_reading() -> None:
    content = office(parts={"word/big.xml": b"\0" * 5_000_000})
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        told = made.getinfo("word/big.xml").file_size
    lied = content.replace(told.to_bytes(4, "little"), (5).to_bytes(4, "little"))
    assert lied != content
    assert look("a.docx", lied) == "damaged"


def test_encrypted_parts_are_refused() -> None:
    content = bytearray(office())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    assert look("a.docx", bytes(content)) == "damaged"


def test_every_kind_has_a_beginning_that_tells_it() -> None:
    assert all(one.begins and one.endings[0] == name for name, one in TYPES.items())
