"""Data folders: every complaint of every file in one run, with its place; nothing is lost or guessed."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from indexer.catalog import Catalog
from indexer.complaints import Complaint
from indexer.errors import DataError
from indexer.load import load_folder, load_procedure
from indexer.messages import MESSAGES

PORTAL = "name: Cổng mẫu\nshort_name: Mẫu\n"
AGENCIES = """\
kinds:
  - {id: ubnd-cap-xa, name: Ủy ban nhân dân cấp xã, level: commune}
agencies:
  - {id: bo-tu-phap, name: Bộ Tư pháp, level: ministry}
"""
FIELDS = "fields:\n  - {id: ho-tich, name: Hộ tịch, sector: bo-tu-phap}\n"
BIRTH = """\
code: "1.001193"
name: Đăng ký khai sinh
agency: ubnd-cap-xa
field: ho-tich
levels: [commune]
source: {url: "https://example.org/"}
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A small sound data folder with one procedure."""
    write(tmp_path, "portal.yaml", PORTAL)
    write(tmp_path, "agencies.yaml", AGENCIES)
    write(tmp_path, "fields.yaml", FIELDS)
    write(tmp_path, "procedures/ho-tich/1.001193.yaml", BIRTH)
    return tmp_path


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def complaints(folder: Path) -> list[tuple[str, int, str, str]]:
    """(file name, line, key, rule) of each complaint."""
    return [(Path(one.path).name, one.line, one.key, one.rule) for one in load_folder(folder).complaints]


def rules(folder: Path) -> list[str]:
    return [rule for *_, rule in complaints(folder)]


def birth(folder: Path, *lines: str, **changed: str) -> None:
    """Writes the procedure with lines added and, by key, lines replaced."""
    text = BIRTH
    for key, line in changed.items():
        text = "\n".join(line if one.startswith(f"{key}:") else one for one in text.splitlines()) + "\n"
    write(folder, "procedures/ho-tich/1.001193.yaml", text + "\n".join(lines) + "\n")


def test_a_sound_folder_has_no_complaints(data: Path) -> None:
    loaded = load_folder(data)
    assert loaded.complaints == ()
    assert [one.code for one in loaded.procedures] == ["1.001193"]
    assert loaded.registers is not None


def test_six_mistakes_in_one_file_give_six_complaints_with_their_lines(data: Path) -> None:
    write(
        data,
        "procedures/ho-tich/1.001193.yaml",
        """\
code: 1.001193
name: Đăng ký khai sinh
agency: ubnd-cap-xb
agency: ubnd-cap-xa
field: ho-tich
levels: [comune]
methods:
  - channel: in_person
    terms:
      - {duration: 1, unit: ngày}
valid_from: 2026-02-30
summry: x
source: {url: "https://example.org/"}
""",
    )
    assert complaints(data) == [
        ("1.001193.yaml", 1, "code", "number_not_text"),
        ("1.001193.yaml", 3, "agency", "unknown_agency"),
        ("1.001193.yaml", 4, "agency", "doubled_key"),
        ("1.001193.yaml", 6, "levels[0]", "not_one_of"),
        ("1.001193.yaml", 10, "methods[0].terms[0].unit", "not_one_of"),
        ("1.001193.yaml", 11, "valid_from", "not_day"),
        ("1.001193.yaml", 12, "summry", "unknown_key"),
    ]


def test_complaints_of_all_files_come_in_one_run(data: Path) -> None:
    write(data, "agencies.yaml", "agencies: 3\n")
    write(data, "fields.yaml", FIELDS + "more: 1\n")
    birth(data, code="code: 7")
    assert {name for name, *_ in complaints(data)} == {"agencies.yaml", "fields.yaml", "1.001193.yaml"}


@pytest.mark.parametrize(
    ("line", "key", "rule"),
    [
        ("short_name: ''", "short_name", "empty_text"),
        ("short_name: true", "short_name", "bool_not_text"),
        ("short_name: [a]", "short_name", "not_text"),
        ("related: [1.010040]", "related[0]", "number_not_text"),
        ("related: ['1.01']", "related[0]", "pattern"),
        ("aliases: khai sinh", "aliases", "not_list"),
        ("decision: 12/QĐ", "decision", "not_mapping"),
        ("decision: {}", "decision.number", "missing"),
        ("sets: 0", "sets", "too_small"),
        ("sets: 21", "sets", "too_big"),
        ("sets: 1.5", "sets", "not_integer"),
        ("sets: '1'", "sets", "not_integer"),
        ("sensitive: 'no'", "sensitive", "not_bool"),
        ("steps: [{items: []}]", "steps[0].items", "short_list"),
        ("partial_reason: {kind: presence}", "partial_reason", "reason_without_partial"),
        ("valid_from: 2026-02-02\nvalid_to: 2026-01-01", "valid_to", "days_reversed"),
        ("publishing_agency: bo-tu-phab", "publishing_agency", "unknown_agency"),
        ("competent_agencies: [nobody]", "competent_agencies[0]", "unknown_agency"),
        ("decision: {number: 1/QĐ, agency: nobody}", "decision.agency", "unknown_agency"),
        ("reception_places: [{address: A, agency: nobody}]", "reception_places[0].agency", "unknown_agency"),
        (
            "components: [{documents: [{code: a, name: A}, {code: a, name: B}]}]",
            "components[0].documents[1].code",
            "doubled_document",
        ),
        (
            "components: [{documents: [{code: a, name: A, form: {name: F, file: forms/f.docx}}]}]",
            "components[0].documents[0].form.file",
            "missing_form_file",
        ),
        (
            "components: [{documents: [{code: a, name: A, show_if: {question: q, is: true}}]}]",
            "components[0].documents[0].show_if",
            "no_form",
        ),
    ],
)
def test_each_rule_names_its_key(data: Path, line: str, key: str, rule: str) -> None:
    birth(data, line)
    assert [(k, r) for _, _, k, r in complaints(data)] == [(key, rule)]


FORM = """\
form:
  version: 1
  pages:
    - id: one
      title: Một
      questions:
        - {id: married, type: yes_no, label: Đã kết hôn?}
        - %s
"""


@pytest.mark.parametrize(
    ("question", "key", "rule"),
    [
        ("{id: x, type: txt, label: X}", "type", "not_one_of"),
        ("{id: x, label: X}", "type", "missing"),
        ("{id: x, type: text}", "label", "missing"),
        ("{id: x, type: text, labl: X, label: X}", "labl", "unknown_key"),
        (
            "{id: x, type: text, label: X, show_if: {question: maried, is: true}}",
            "show_if.question",
            "unknown_question",
        ),
        (
            "{id: x, type: text, label: X, show_if: {question: married, is: maybe}}",
            "show_if.is",
            "value_type",
        ),
        (
            "{id: x, type: text, label: X, show_if: {question: married, from: 3}}",
            "show_if.from",
            "operator_type",
        ),
        ("{id: x, type: text, label: X, show_if: {question: married}}", "show_if", "condition_shape"),
        ("{id: married, type: text, label: X}", "id", "doubled_question"),
        ("{id: x, type: code_list, label: X, list: dan-tocc}", "list", "unknown_code_list"),
        ("{id: x, type: number, label: X, min: 3, max: 2}", "min", "min_above_max"),
        (
            "{id: x, type: choose_one, label: X, options: [{value: a, label: A}, {value: a, label: B}]}",
            "options[1].value",
            "doubled_option",
        ),
    ],
)
def test_each_rule_of_a_form_names_its_key(data: Path, question: str, key: str, rule: str) -> None:
    birth(data, FORM % question)
    assert [(k, r) for _, _, k, r in complaints(data)] == [(f"form.pages[0].questions[1].{key}", rule)]


def test_a_mistyped_key_or_id_is_told_the_near_one(data: Path) -> None:
    birth(data, "sumary: x", agency="agency: ubnd-cap-xaa")
    said = {one.rule: one.message("vi") for one in load_folder(data).complaints}
    assert '"summary"' in said["unknown_key"]
    assert '"ubnd-cap-xa"' in said["unknown_agency"]


def test_the_near_key_is_one_that_is_allowed_there(data: Path) -> None:
    birth(data, "methods: [{channel: online, terms: [{duration: 1, unit: null, cse: x}]}]")
    (complaint,) = load_folder(data).complaints
    assert '"case"' in complaint.message("en")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_message_can_be_written_with_the_values_its_complaints_carry(data: Path, lang: str) -> None:
    birth(data, "sets: 30", "summry: x", "related: [1.5]", agency="agency: nobody", code="code: [1]")
    found = load_folder(data).complaints
    assert len(found) == 5
    assert all("{" not in one.text(lang) for one in found)  # type: ignore[arg-type]


def test_every_rule_has_words_in_both_languages() -> None:
    assert all(vi.strip() and en.strip() and vi != en for vi, en in MESSAGES.values())


def test_a_complaint_reads_file_line_column_key_message() -> None:
    complaint = Complaint("a.yaml", 3, 7, "sets", "too_small", (("least", 1),))
    assert complaint.text("en") == "a.yaml:3:7: sets: must be 1 or more; mend the number."
    assert complaint.annotation("en").startswith("::error file=a.yaml,line=3,col=7::sets: ")


def test_an_annotation_cannot_be_ended_by_what_a_file_holds() -> None:
    complaint = Complaint("a.yaml", 1, 1, "x", "unknown_agency", (("value", "a\n::error::b%"),))
    assert "\n" not in complaint.annotation("en")


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        (b"a: \xd0\xe3", "not_utf8"),
        ("a: x".encode("utf-16"), "utf16"),
        (b"a: &x [1]\nb: *x", "alias"),
        (b"a: !!python/object/apply:os.system [ls]", "tag"),
        (b"- a", "not_mapping"),
        (b"3", "not_mapping"),
        (b"", "empty_file"),
    ],
)
def test_a_broken_file_gives_one_complaint(data: Path, raw: bytes, rule: str) -> None:
    write(data, "procedures/ho-tich/1.001193.yaml", raw)
    assert rules(data) == [rule]


def test_nfd_crlf_and_a_byte_order_mark_give_the_same_procedure(data: Path) -> None:
    (plain,) = load_folder(data).procedures
    other = unicodedata.normalize("NFD", BIRTH).replace("\n", "\r\n")
    write(data, "procedures/ho-tich/1.001193.yaml", b"\xef\xbb\xbf" + other.encode("utf-8"))
    assert load_folder(data).procedures == (plain,)


def test_a_required_file_that_is_missing_is_named(data: Path) -> None:
    (data / "fields.yaml").unlink()
    assert ("fields.yaml", 1, "", "missing_file") in complaints(data)
    assert load_folder(data).registers is None


def test_a_file_that_would_be_passed_over_is_reported(data: Path) -> None:
    write(data, "agencys.yaml", "a: 1")
    write(data, "procedures/ho-tich/1.000001.yml", BIRTH)
    assert sorted(rules(data)) == ["unknown_file", "wrong_ending"]


def test_two_files_with_one_version_of_one_code_are_refused(data: Path) -> None:
    write(data, "procedures/other/1.001193.yaml", BIRTH)
    assert "doubled_version" in rules(data)


def test_versions_of_one_code_are_told_apart_by_their_first_day(data: Path) -> None:
    write(data, "procedures/ho-tich/1.001193@2027-03-01.yaml", BIRTH + "valid_from: 2027-03-01\n")
    assert rules(data) == []
    assert [one.key for one in load_folder(data).procedures] == ["1.001193", "1.001193@2027-03-01"]


def test_a_file_is_named_after_its_code(data: Path) -> None:
    write(data, "procedures/ho-tich/1.000777.yaml", BIRTH.replace("1.001193", "1.000778"))
    assert rules(data) == ["file_name"]


def test_a_procedure_with_a_mistake_is_left_out_and_the_others_stay(data: Path) -> None:
    write(data, "procedures/ho-tich/1.000778.yaml", BIRTH.replace("1.001193", "1.000778").replace("xa", "xx"))
    loaded = load_folder(data)
    assert [one.code for one in loaded.procedures] == ["1.001193"]
    assert loaded.usable


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        ("agencies.yaml", AGENCIES + "  - {id: ubnd-cap-xa, name: X, level: commune}\n", "doubled_id"),
        ("agencies.yaml", AGENCIES + "  - {id: x, name: X, level: other, parent: y}\n", "unknown_agency"),
        ("agencies.yaml", AGENCIES + "  - {id: x, name: X, level: other, kind: bo-tu-phap}\n", "not_a_kind"),
        ("agencies.yaml", AGENCIES + "  - {id: x, name: X, level: other, parent: x}\n", "cycle"),
        ("agencies.yaml", AGENCIES + '  - {id: x, name: X, level: other, area: "99"}\n', "unknown_area"),
        (
            "agencies.yaml",
            AGENCIES + "  - {id: x, name: X, level: other, successors: [z]}\n",
            "unknown_agency",
        ),
        ("fields.yaml", FIELDS + "  - {id: ho-tich, name: X}\n", "doubled_id"),
        ("fields.yaml", FIELDS + "  - {id: x, name: X, sector: nobody}\n", "unknown_agency"),
        ("portal.yaml", PORTAL + 'province: "99"\n', "unknown_area"),
        ("portal.yaml", PORTAL + 'guide_video: "http://video.example.vn"\n', "pattern"),
        ("areas.yaml", 'areas: [{code: "37", name: X, kind: province, successors: ["38"]}]', "unknown_area"),
        ("offers.yaml", 'offers: [{procedure: "1.999999", agency: bo-tu-phap}]', "unknown_procedure"),
        ("popular.yaml", 'popular: ["1.999999"]', "unknown_procedure"),
        ("life_events.yaml", 'events: [{id: x, name: X, procedures: ["1.999999"]}]', "unknown_procedure"),
    ],
)
def test_registers_refer_to_what_exists(data: Path, name: str, text: str, rule: str) -> None:
    write(data, name, text)
    assert rule in rules(data)


def test_a_name_that_two_procedures_share_is_a_warning_not_an_error(data: Path) -> None:
    birth(data, "aliases: [giấy nhỏ]")
    other = BIRTH.replace("1.001193", "1.000778").replace("khai sinh", "kết hôn")
    write(data, "procedures/ho-tich/1.000778.yaml", other + "aliases: [Giấy nhỏ]\n")
    (complaint,) = load_folder(data).complaints
    assert (complaint.rule, complaint.severity) == ("clashing_alias", "warning")


def test_one_procedure_can_be_loaded_alone(data: Path) -> None:
    registers = load_folder(data).registers
    assert registers is not None
    path = data / "procedures/ho-tich/1.001193.yaml"
    assert load_procedure(path, Catalog(registers)).code == "1.001193"
    birth(data, agency="agency: nobody")
    with pytest.raises(DataError) as caught:
        load_procedure(path, Catalog(registers))
    assert [one.rule for one in caught.value.complaints] == ["unknown_agency"]
