"""Everyday phrases that collide, say nothing, or take a name away."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from indexer.alias_lint import LONGEST, RULES, SHORTEST, lint_folder
from indexer.complaints import Complaint
from indexer.messages import MESSAGES
from indexer.official_names import GENERAL

REGISTERS = {
    "portal.yaml": "name: Cổng mẫu\nshort_name: Mẫu\n",
    "agencies.yaml": "kinds: [{id: ubnd-cap-xa, name: Ủy ban nhân dân cấp xã, aliases: [xã], level: commune}]\n",
    "fields.yaml": "fields: [{id: ho-tich, name: Hộ tịch}, {id: cu-tru, name: Cư trú}]\n",
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name, text in REGISTERS.items():
        (tmp_path / name).write_text(text, "utf-8")
    write(tmp_path, "1.000001", "Thủ tục đăng ký khai sinh", short_name="Khai sinh")
    write(tmp_path, "1.000002", "Đăng ký kết hôn")
    return tmp_path


def write(data: Path, code: str, name: str, **parts: str) -> None:
    given = {
        "code": f'"{code}"',
        "name": name,
        "agency": "ubnd-cap-xa",
        "field": "ho-tich",
        "levels": "[commune]",
        "source": '{url: "https://example.org/"}',
        **parts,
    }
    path = data / "procedures" / given["field"] / f"{code}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{key}: {value}\n" for key, value in given.items()), "utf-8")


def shared(data: Path, text: str) -> None:
    (data / "aliases.yaml").write_text(f"procedures:\n{text}", "utf-8")


def found(data: Path) -> list[tuple[str, str, str]]:
    """(file, key, rule) of each complaint."""
    return [(Path(one.path).name, one.key, one.rule) for one in lint_folder(data)[0]]


def only(data: Path) -> Complaint:
    (one,) = lint_folder(data)[0]
    return one


def test_phrases_that_say_something_of_their_own_are_no_complaint(data: Path):
    write(
        data, "1.000002", "Đăng ký kết hôn", aliases="[giấy hôn thú]", situations="[sắp cưới thì cần làm gì]"
    )
    shared(data, '  "1.000001": {aliases: [làm khai sanh]}\n')
    assert lint_folder(data) == ([], 3)


@pytest.mark.parametrize(
    "name", ["đăng ký khai sinh", "Thủ tục Đăng ký KHAI SINH", "dang ky khai sinh", "khai sinh"]
)
def test_an_official_name_of_another_procedure_is_stolen_an_error(data: Path, name: str):
    write(data, "1.000002", "Đăng ký kết hôn", aliases=f"[giấy hôn thú, {name}]")
    one = only(data)
    assert (one.rule, one.severity, one.key) == ("alias_stolen", "error", "aliases[1]")
    assert dict(one.values)["other"] == "1.000001"


def test_what_is_over_or_not_out_yet_has_no_name_to_be_stolen(data: Path):
    write(data, "1.000002", "Đăng ký kết hôn", aliases="[ghi hôn thú, ghi chú cưới]")
    write(data, "1.000003", "Ghi hôn thú", status="abolished")
    write(data, "1.000004", "Ghi chú cưới", status="draft")
    assert found(data) == []


def test_a_name_that_procedures_of_its_own_group_bear_is_not_stolen(data: Path):
    write(data, "1.000003", "Cấp sổ tại cấp tỉnh", short_name="Cấp sổ nhỏ")
    write(data, "1.000004", "Cấp sổ tại cấp xã", aliases="[cấp sổ nhỏ]")
    assert found(data) == []


@pytest.mark.parametrize("alias", ["đăng ký kết hôn", "Đăng ký kết hôn", "Hôn thú"])
def test_an_alias_that_is_its_own_name_adds_nothing(data: Path, alias: str):
    write(data, "1.000002", "Đăng ký kết hôn", short_name="hôn thú", aliases=f"[{alias}]")
    assert found(data) == [("1.000002.yaml", "aliases[0]", "alias_idle")]


def test_another_mark_is_another_name(data: Path):
    write(data, "1.000002", "Tạm ngừng kinh doanh", aliases="[tạm ngưng kinh doanh, tạm ngưng, tạm ngừng]")
    assert found(data) == []


def test_a_phrase_said_twice_of_one_procedure_is_a_complaint_at_the_second(data: Path):
    write(data, "1.000002", "Đăng ký kết hôn", aliases="[giấy hôn thú, Giấy hôn-thú]")
    shared(data, '  "1.000002": {aliases: [cưới nhau], situations: [giấy hôn thú]}\n')
    assert found(data) == [
        ("aliases.yaml", "procedures.1.000002.situations[0]", "alias_doubled"),
        ("aliases.yaml", "procedures.1.000002.situations[0]", "situation_short"),
        ("1.000002.yaml", "aliases[1]", "alias_doubled"),
    ]


def test_a_phrase_of_two_groups_collides_and_names_the_other(data: Path):
    write(data, "1.000001", "Đăng ký khai sinh", aliases="[giấy nhỏ, giấy sinh, sinh trễ]")
    write(data, "1.000002", "Đăng ký kết hôn", aliases="[giấy nho, hôn thú, giấy cưới]")
    complaints, _ = lint_folder(data)
    assert [(one.rule, one.severity) for one in complaints] == [("alias_collides", "warning")] * 2
    assert [dict(one.values)["other"] for one in complaints] == ["1.000002", "1.000001"]


def test_procedures_that_differ_by_level_alone_share_phrases_on_purpose(data: Path):
    write(data, "1.000003", "Cấp sổ tại cấp tỉnh", aliases="[sổ nhỏ, sổ con, sổ to]")
    write(data, "1.000004", "Cấp sổ tại cấp xã", aliases="[sổ nhỏ, sổ lớn, sổ dày]")
    assert found(data) == []


def test_twins_that_share_half_of_their_phrases_do_so_on_purpose(data: Path):
    write(data, "1.000003", "Cấp phép mỏ lớn", aliases="[mở mỏ, xin mỏ]")
    write(data, "1.000004", "Cấp phép mỏ bé", aliases="[mở mỏ, đào cát]")
    assert found(data) == []


def test_a_code_that_the_folder_does_not_hold_is_not_compared_but_checked_for_itself(data: Path):
    shared(data, '  "9.000001": {aliases: [khai sinh, Khai Sinh]}\n  "9.000002": {aliases: [khai sinh]}\n')
    assert found(data) == [("aliases.yaml", "procedures.9.000001.aliases[1]", "alias_doubled")]


def test_the_name_of_an_agency_or_of_a_wide_field_names_no_procedure(data: Path):
    write(data, "1.000002", "Đăng ký kết hôn", aliases="[ủy ban nhân dân cấp xã, hộ tịch, cư trú]")
    assert [rule for *_, rule in found(data)] == ["alias_of_place"]
    for number in range(GENERAL):
        write(data, f"2.{number:06}", f"Ghi sổ {number}")
    assert [key for _, key, _ in found(data)] == ["aliases[0]", "aliases[1]"]


def test_an_alias_that_stands_in_many_official_names_is_too_general(data: Path):
    for number in range(GENERAL):
        write(data, f"2.{number:06}", f"Ghi việc đổi tên số {number}", field="cu-tru")
    write(data, "1.000002", "Thay đổi hộ tịch", aliases="[đổi tên, đổi sổ tên, tên đổi]")
    assert found(data) == [("1.000002.yaml", "aliases[0]", "alias_general")]


@pytest.mark.parametrize(
    ("size", "rules"),
    [
        (SHORTEST - 1, ["situation_short"]),
        (SHORTEST, []),
        (LONGEST, []),
        (LONGEST + 1, ["situation_long"]),
    ],
)
def test_a_situation_has_a_size(data: Path, size: int, rules: list[str]):
    write(data, "1.000002", "Đăng ký kết hôn", situations=f"[{' '.join(['cưới'] * size)}]")
    assert [rule for *_, rule in found(data)] == rules


def test_decomposed_letters_are_found_though_reading_composes_them(data: Path):
    alias = unicodedata.normalize("NFD", "hôn thú")
    write(data, "1.000002", "Đăng ký kết hôn", aliases=f"[giấy cưới, {alias}]")
    (data / "everyday_words.yaml").write_text(f"words: [{{say: [{alias}], means: [kết hôn]}}]\n", "utf-8")
    assert found(data) == [
        ("everyday_words.yaml", "words[0].say[0]", "not_nfc"),
        ("1.000002.yaml", "aliases[1]", "not_nfc"),
    ]


def test_words_that_stand_for_themselves_or_twice_for_the_same_are_complaints(data: Path):
    (data / "everyday_words.yaml").write_text(
        "words:\n"
        "  - {say: [hôn thú, Kết hôn, kêt hôn], means: [kết hôn]}\n"
        "  - {say: [hôn thú], means: [đám cưới]}\n"
        "  - {say: [hôn thú], means: [kết hôn], fields: [ho-tich]}\n"
        "  - {say: [Hôn thú], means: [đám cưới, kết hôn]}\n",
        "utf-8",
    )
    (data / "abbreviations.yaml").write_text("abbreviations: [{short: KH, means: [kết hôn, kh]}]\n", "utf-8")
    assert found(data) == [
        ("abbreviations.yaml", "abbreviations[0].short", "word_idle"),
        ("everyday_words.yaml", "words[0].say[1]", "word_idle"),
        ("everyday_words.yaml", "words[3].say[0]", "word_doubled"),
        ("everyday_words.yaml", "words[3].say[0]", "word_doubled"),
    ]


def test_complaints_stand_at_the_line_and_column_of_the_phrase(data: Path):
    shared(data, '  "1.000002":\n    aliases:\n      - giấy cưới\n      - Đăng ký kết hôn\n')
    one = only(data)
    assert (Path(one.path).name, one.line, one.column) == ("aliases.yaml", 5, 9)


def test_mistakes_of_form_are_told_since_nothing_can_be_looked_through(data: Path):
    (data / "fields.yaml").write_text("fields: [{id: ho-tich}]\n", "utf-8")
    complaints, phrases = lint_folder(data)
    assert phrases == 0
    assert [one.severity for one in complaints] == ["error"]


def test_every_rule_has_its_words():
    assert set(RULES) <= MESSAGES.keys()
