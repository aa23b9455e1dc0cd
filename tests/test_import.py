"""The import of whole sources: nothing lost, nothing invented, the same folder every time."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from pydantic import BaseModel

from indexer.importers.errors import OccupiedError, SourceError
from indexer.importers.folder import MARKER
from indexer.importers.national import import_national
from indexer.importers.portal import import_portal
from indexer.importers.report import ImportReport
from indexer.importers.wording import says_none
from indexer.load import Loaded, load_folder
from indexer.procedure import Procedure
from tests.samples import national

CHECKOUT = Path(__file__).resolve().parent.parent
BUNDLED = CHECKOUT / "data"
RECORD: dict[str, Any] = {
    "code": "1.999001",
    "name": "Cấp thẻ thử nghiệm",
    "field": "Hộ tịch",
    "level": "Cấp xã",
    "agency": "Ủy ban nhân dân cấp xã",
    "steps": "Bước 1: Nộp hồ sơ.\nBước 2: Nhận thẻ.",
    "methods": [{"channel": "Trực tiếp", "deadline": "3 Ngày làm việc", "fee": "Miễn phí"}],
    "decision": "12/QĐ-BTP",
    "ministry": "Bộ Tư pháp",
}


def records_file(folder: Path, *records: dict[str, Any] | bytes) -> Path:
    path = folder / "records.jsonl"
    rows = [one if isinstance(one, bytes) else orjson.dumps(one) for one in records]
    path.write_bytes(b"\n".join(rows) + b"\n")
    return path


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def errors(loaded: Loaded) -> list[str]:
    return [one.text("en") for one in loaded.complaints if one.severity == "error"]


# Small sources ---------------------------------------------------------------------------------------------------


def test_the_folder_needs_nothing_else_to_be_loaded(tmp_path: Path) -> None:
    import_national(records_file(tmp_path, RECORD), tmp_path / "out", BUNDLED)
    loaded = load_folder(tmp_path / "out")
    assert errors(loaded) == []
    assert [one.code for one in loaded.procedures] == ["1.999001"]
    assert {"aliases.yaml", "abbreviations.yaml", "everyday_words.yaml"} <= {
        path.name for path in (tmp_path / "out").iterdir()
    }


def test_bundled_aliases_and_situations_are_keyed_by_code(tmp_path: Path) -> None:
    import_national(records_file(tmp_path, RECORD), tmp_path / "out", BUNDLED)
    registers = load_folder(tmp_path / "out").registers
    own = next(one for one in load_folder(BUNDLED).procedures if one.aliases and one.situations)
    assert registers is not None
    assert set(own.aliases) <= set(registers.aliases[own.code].aliases)
    assert set(own.situations) == set(registers.aliases[own.code].situations)


def test_offers_of_procedures_that_are_not_there_stay_behind(tmp_path: Path) -> None:
    import_national(records_file(tmp_path, RECORD), tmp_path / "out", BUNDLED)
    registers = load_folder(tmp_path / "out").registers
    assert registers is not None
    assert registers.offers == ()


def test_every_file_says_where_it_comes_from(tmp_path: Path) -> None:
    import_national(records_file(tmp_path, RECORD), tmp_path / "out", BUNDLED)
    for path in (tmp_path / "out").rglob("*.yaml"):
        assert path.read_text("utf-8").startswith("# "), path


def test_a_gzip_file_and_a_plain_one_are_the_same_source(tmp_path: Path) -> None:
    plain = records_file(tmp_path, RECORD)
    packed = tmp_path / "packed.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    import_national(plain, tmp_path / "a", BUNDLED)
    import_national(packed, tmp_path / "b", BUNDLED)
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_each_refused_record_is_named_with_its_reason(tmp_path: Path) -> None:
    source = records_file(
        tmp_path,
        RECORD,
        {**RECORD, "name": "Bản sau"},
        {**RECORD, "code": "12.34"},
        {**RECORD, "code": "1.999002", "name": " "},
        {**RECORD, "code": "1.999003", "methods": "x"},
        {"title": "x"},
        b"{",
    )
    report = import_national(source, tmp_path / "out", BUNDLED)
    assert [(one.place.split(" ")[0], one.rule) for one in report.refused] == [
        ("records.jsonl:2", "doubled"),
        ("records.jsonl:3", "bad_code"),
        ("records.jsonl:4", "no_name"),
        ("records.jsonl:5", "not_valid"),
        ("records.jsonl:6", "not_a_record"),
        ("records.jsonl:7", "not_json"),
    ]
    assert (report.read, report.written) == (7, 1)


def test_a_code_with_the_ending_of_a_local_version_is_taken(tmp_path: Path) -> None:
    source = records_file(tmp_path, {**RECORD, "code": "1.999001.000.00.00.H40"})
    import_national(source, tmp_path / "out", BUNDLED)
    assert load_folder(tmp_path / "out").procedures[0].code == "1.999001.000.00.00.H40"


def test_keys_that_are_not_known_stay_in_the_note(tmp_path: Path) -> None:
    source = records_file(tmp_path, {**RECORD, "hotline": "1900 1234"})
    report = import_national(source, tmp_path / "out", BUNDLED)
    assert load_folder(tmp_path / "out").procedures[0].note == "hotline: 1900 1234"
    assert report.counts() == {"unknown_key": 1}


def test_the_report_is_plain_values_and_words_in_both_languages(tmp_path: Path) -> None:
    source = records_file(tmp_path, {**RECORD, "methods": [{"channel": "Trực tiếp", "deadline": "1"}]})
    report = import_national(source, tmp_path / "out", BUNDLED)
    record = json.loads(json.dumps(report.record("en")))
    assert record["repaired"]["bare_duration"] == {
        "count": 1,
        "records": [
            '1.999001: methods[0].terms[0]: "1" without a unit: the number is kept, unit: null',
        ],
    }
    assert report.lines("vi")[0].startswith("đọc 1 bản ghi")
    assert report.lines("en")[0].startswith("1 records read")


def test_progress_tells_each_record(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    source = records_file(tmp_path, RECORD, {**RECORD, "code": "1.999002"})
    import_national(source, tmp_path / "out", BUNDLED, lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


# The folder to write ---------------------------------------------------------------------------------------------


def test_an_earlier_import_is_written_anew(tmp_path: Path) -> None:
    source = records_file(tmp_path, RECORD)
    import_national(source, tmp_path / "out", BUNDLED)
    before = files(tmp_path / "out")
    import_national(source, tmp_path / "out", BUNDLED)
    assert files(tmp_path / "out") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "records.jsonl"]


def test_an_import_that_somebody_edited_is_left_alone(tmp_path: Path) -> None:
    source, out = records_file(tmp_path, RECORD), tmp_path / "out"
    import_national(source, out, BUNDLED)
    edited = next((out / "procedures").rglob("*.yaml"))
    edited.write_text(edited.read_text("utf-8") + "short_name: Thẻ\n", "utf-8")
    with pytest.raises(OccupiedError, match=re.escape("1.999001.yaml")):
        import_national(source, out, BUNDLED)
    assert "short_name" in edited.read_text("utf-8")


def test_a_file_put_beside_the_imported_ones_is_left_alone(tmp_path: Path) -> None:
    source, out = records_file(tmp_path, RECORD), tmp_path / "out"
    import_national(source, out, BUNDLED)
    (out / "forms").mkdir()
    (out / "forms" / "a.docx").write_bytes(b"x")
    with pytest.raises(OccupiedError, match=r"forms/a\.docx"):
        import_national(source, out, BUNDLED)


@pytest.mark.parametrize("name", ["notes.txt", MARKER])
def test_somebody_elses_folder_is_never_overwritten(tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / name).write_text("mine", "utf-8")
    with pytest.raises(OccupiedError):
        import_national(records_file(tmp_path, RECORD), out, BUNDLED)
    assert (out / name).read_text("utf-8") == "mine"


def test_an_empty_folder_is_taken_and_a_file_is_not(tmp_path: Path) -> None:
    source, out = records_file(tmp_path, RECORD), tmp_path / "out"
    out.mkdir()
    import_national(source, out, BUNDLED)
    assert (out / "portal.yaml").is_file()
    with pytest.raises(OccupiedError):
        import_national(source, source, BUNDLED)


def test_a_missing_or_broken_source_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as missing:
        import_national(tmp_path / "none.gz", tmp_path / "out", BUNDLED)
    assert "no such file" in missing.value.text("en")
    torn = tmp_path / "torn.gz"
    torn.write_bytes(gzip.compress(b"{}" * 100)[:20])
    for source in (torn, tmp_path / "none"):
        with pytest.raises(SourceError):
            import_national(source, tmp_path / "out", BUNDLED)
    with pytest.raises(SourceError):
        import_portal(tmp_path / "none", tmp_path / "out", BUNDLED)
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError):
        import_portal(tmp_path / "empty", tmp_path / "out", BUNDLED)
    assert not (tmp_path / "out").exists()


def test_bundled_data_with_mistakes_is_no_ground_to_build_on(tmp_path: Path) -> None:
    (tmp_path / "bundled").mkdir()
    with pytest.raises(SourceError):
        import_national(records_file(tmp_path, RECORD), tmp_path / "out", tmp_path / "bundled")


# The real records ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def imported(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[ImportReport, Path]:
    out = tmp_path_factory.mktemp("national") / "out"
    report = import_national(shared / "data" / "national" / "procedures.jsonl.gz", out, BUNDLED)
    return report, out


@pytest.fixture(scope="module")
def loaded(imported: tuple[ImportReport, Path]) -> Loaded:
    return load_folder(imported[1])


@pytest.fixture(scope="module")
def from_portal(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[ImportReport, Path]:
    out = tmp_path_factory.mktemp("portal") / "out"
    return import_portal(shared / "data" / "portal_json", out, BUNDLED), out


@pytest.mark.shared
def test_every_national_record_is_accounted_for(
    imported: tuple[ImportReport, Path], loaded: Loaded, shared: Path
) -> None:
    report, _ = imported
    records = national(shared)
    assert report.read == len(records) == report.written + len(report.refused)
    assert {one.code for one in loaded.procedures} == {one["code"] for one in records}
    assert errors(loaded) == []


@pytest.mark.shared
def test_the_same_records_give_the_same_bytes(
    imported: tuple[ImportReport, Path], shared: Path, tmp_path: Path
) -> None:
    source = shared / "data" / "national" / "procedures.jsonl.gz"
    import_national(source, tmp_path / "again", BUNDLED)
    assert files(tmp_path / "again") == files(imported[1])


@pytest.mark.shared
def test_no_sentence_of_a_national_record_is_lost(loaded: Loaded, shared: Path) -> None:
    written = {one.code: squeezed(" ".join([*texts(one), *names(one, loaded)])) for one in loaded.procedures}
    sample = random.Random(20261124).sample(national(shared), 200)  # noqa: S311
    lost = [
        (record["code"], key, piece)
        for record in sample
        for key, text in source_texts(record)
        for piece in pieces(text)
        if not covered(piece, written[record["code"]])
    ]
    assert lost == []


@pytest.mark.shared
def test_numbers_of_originals_and_copies_are_those_of_the_record(loaded: Loaded, shared: Path) -> None:
    found = {one.code: one for one in loaded.procedures}
    for record in national(shared):
        papers = [d for group in found[record["code"]].components for d in group.documents]
        rows = [one for one in record.get("components", []) if not says_none(one["name"])]
        counts = sorted(one["original"] for one in rows if one.get("original", 100) <= 99)
        ours = sorted(one.originals for one in papers if one.originals is not None)
        remarks = "Lưu ý về thành phần hồ sơ" in (found[record["code"]].note or "")
        mended = any(one.get("original", 0) > 99 for one in rows)
        assert remarks or mended or ours == counts, record["code"]


@pytest.mark.shared
def test_a_deadline_without_a_unit_never_gets_one(loaded: Loaded, shared: Path) -> None:
    found = {one.code: one for one in loaded.procedures}
    for record in national(shared):
        bare = [
            one["deadline"] for one in record.get("methods", []) if one.get("deadline", "").strip().isdigit()
        ]
        if bare and all(one.get("deadline", "x").strip().isdigit() for one in record["methods"]):
            units = {t.unit for method in found[record["code"]].methods for t in method.terms}
            assert units == {None}, record["code"]


@pytest.mark.shared
def test_no_amount_is_smaller_than_money_can_be(loaded: Loaded) -> None:
    for procedure in loaded.procedures:
        for method in procedure.methods:
            for term in method.terms:
                for fee in term.fees:
                    small = fee.currency == "VND" and fee.amount and fee.amount < 1_000
                    assert not small, procedure.code


@pytest.mark.shared
def test_the_six_portal_records_are_written(from_portal: tuple[ImportReport, Path]) -> None:
    report, out = from_portal
    folder = load_folder(out)
    assert (report.read, report.written, report.refused) == (6, 6, [])
    assert errors(folder) == []
    assert {"attachments[].filePath" in key for key in report.left_out} == {True, False}


@pytest.mark.shared
def test_no_sentence_of_a_portal_record_is_lost(from_portal: tuple[ImportReport, Path], shared: Path) -> None:
    folder = load_folder(from_portal[1])
    written = {one.code: squeezed(" ".join([*texts(one), *names(one, folder)])) for one in folder.procedures}
    lost = []
    for path in sorted((shared / "data" / "portal_json").glob("*.json")):
        record = json.loads(path.read_text("utf-8"))
        for key, text in portal_texts(record):
            lost += [
                (record["code"], key, p) for p in pieces(text) if not covered(p, written[record["code"]])
            ]
    assert lost == []


@pytest.mark.shared
def test_a_portal_channel_that_comes_twice_has_two_terms(from_portal: tuple[ImportReport, Path]) -> None:
    found = {one.code: one for one in load_folder(from_portal[1]).procedures}
    assert [
        [(term.duration, term.unit) for term in method.terms] for method in found["1.012569"].methods
    ] == [[(45, "day"), (30, "day")]] * 3
    assert found["1.014216"].decision is not None
    assert str(found["1.014216"].decision.date) == "2025-08-01"


# What was written, as one text -----------------------------------------------------------------------------------


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)
    elif isinstance(value, str):
        yield value


def names(procedure: Procedure, loaded: Loaded) -> Iterator[str]:
    """Names of the ids that a procedure refers to."""
    assert loaded.registers is not None
    registers = loaded.registers
    everyone = {one.id: one.name for one in (*registers.kinds, *registers.agencies, *registers.fields)}
    ids = (
        procedure.agency,
        procedure.field,
        procedure.publishing_agency,
        *procedure.competent_agencies,
        *procedure.delegated_agencies,
        *procedure.coordinating_agencies,
    )
    yield from (everyone[id] for id in ids if id)


def squeezed(text: str) -> str:
    """Letters and signs of a text without blanks, bullets, capitals, invisible signs: what must not get lost."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return re.sub(r"[\W_]", "", composed)


def pieces(text: str) -> list[str]:
    parts = re.split(r"\n|(?<=[.;:!?])\s", text)
    return [piece for piece in parts if squeezed(piece) and not says_none(piece)]


def covered(piece: str, written: str) -> bool:
    """Whether a sentence is there, in at most four stretches: glued cells were cut apart."""
    rest = squeezed(piece)
    for _ in range(4):
        length = next((n for n in range(len(rest), 0, -1) if rest[:n] in written), 0)
        rest = rest[length:]
        if not rest:
            return True
    return False


PARSED_DEADLINE = re.compile(r"\d+([.,]\d+)?\s*(ngày làm việc|ngày|giờ|tháng)?", re.IGNORECASE)
PAGE_WORDS = re.compile(r"(?:Từ khóa|Chọn cơ quan thực hiện).*", re.DOTALL)


def source_texts(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Texts of a national record that must be found again; what became a number or a choice has its own test."""
    for key in (
        "name",
        "field",
        "steps",
        "result",
        "keywords",
        "agency",
        "authority",
        "coordinating",
        "ministry",
    ):
        yield key, record.get(key) or ""
    yield "conditions", PAGE_WORDS.sub("", record.get("conditions") or "")
    for key in ("receiving_address", "components_text", "methods_text", "source_url", "source_repo"):
        yield key, record.get(key) or ""
    yield "decision", re.sub(r"(?i)^quyết định số|^số", "", record["decision"])
    for method in record.get("methods", []):
        yield "note", method.get("note") or ""
        if not PARSED_DEADLINE.fullmatch(method.get("deadline") or "0"):
            yield "deadline", method["deadline"]
        yield "fee", bracket(method.get("fee") or "")
    for paper in record.get("components", []):
        yield "paper", paper["name"]
        yield "case", paper.get("case") or ""
        yield "form", paper.get("form") or ""
    for basis in record.get("legal_basis", []):
        yield "basis", re.sub(r"(\d{1,4})/$", "", basis.get("title") or "")
        yield "issuer", basis.get("issuer") or ""


def bracket(fee: str) -> str:
    """The text in brackets behind the amounts of a fee."""
    return "\n".join(re.findall(r"\((.*)\)", fee))


def portal_texts(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("name", "description", "note", "keywords", "executingAgencies", "requirementsAndConditions"):
        yield key, record.get(key) or ""
    for step in record["executionSteps"]:
        yield "step", f"{step['name']}\n{step['description']}"
    for method in record["executionMethods"]:
        yield "method", method.get("description") or ""
        for fee in method["fees"]:
            yield "fee", fee.get("description") or ""
    for case in record["executionCases"]:
        yield "case", case["name"]
        for paper in case["profileComponents"]:
            yield "paper", paper["name"]
            yield "files", "\n".join(one["fileName"] for one in paper["attachments"])
    for key in ("categoriesDetails", "legalBasisesDetails", "resultsDetails", "serviceGroupsDetails"):
        for one in record[key]:
            yield (
                key,
                f"{one['name']}\n{re.sub('^Thông tư ', '', one.get('code') or '')}"
                if (key != "categoriesDetails")
                else one["name"],
            )
