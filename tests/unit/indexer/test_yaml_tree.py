"""Our own YAML resolver: what values mean, where they stand, what is refused."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import yaml_tree
from indexer.yaml_tree import YamlError, decode, parse


@pytest.mark.parametrize(
    ("spelled", "value"),
    [
        ("null", None),
        ("~", None),
        ("", None),
        ("true", True),
        ("False", False),
        ("12", 12),
        ("-3", -3),
        ("1.10", 1.1),
        (".5", 0.5),
    ],
)
def test_null_booleans_integers_and_decimals_have_their_meaning(spelled: str, value: object) -> None:
    assert parse(f"a: {spelled}").data == {"a": value}


@pytest.mark.parametrize(
    "spelled",
    ["no", "on", "yes", "off", "12:30", "2026-01-02", "1_000", "0x1F", "1e5", ".inf", ".nan", "0o7", "y"],
)
def test_everything_else_is_text(spelled: str) -> None:
    assert parse(f"a: {spelled}").data == {"a": spelled}


@pytest.mark.parametrize("spelled", ['"12"', "'true'", '"null"', "|-\n  12"])
def test_a_quoted_value_is_text(spelled: str) -> None:
    assert isinstance(parse(f"a: {spelled}").data["a"], str)


def test_words_that_mean_something_in_yaml_1_1_can_be_keys() -> None:
    assert parse("no: 1\non: 2\n12: 3").data == {"no": 1, "on": 2, "12": 3}


def test_places_count_lines_and_columns_from_one() -> None:
    tree = parse("a: 1\nb:\n  - x\n  - {c: y}\n")
    assert tree.places[("a",)] == (1, 4)
    assert tree.places[("b", 1, "c")] == (4, 9)
    assert tree.keys[("b", 1, "c")] == (4, 6)


def test_an_unquoted_number_keeps_its_spelling() -> None:
    assert parse("code: 1.010040").numbers == {("code",): "1.010040"}


def test_a_doubled_key_is_reported_with_both_places_and_the_first_value_stays() -> None:
    tree = parse("a: 1\nb: 2\na: {x: [3]}\nc: 4")
    assert tree.doubled == [(("a",), (3, 1), (1, 1))]
    assert tree.data == {"a": 1, "b": 2, "c": 4}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a: &x 1", "alias"),
        ("a: [&x 1, *x]", "alias"),
        ("<<: {a: 1}", "alias"),
        ("a: !!python/name:os.system x", "tag"),
        ("a: !thing x", "tag"),
        ("? [a]\n: 1", "complex_key"),
        ("a: 1\n---\nb: 2", "several_documents"),
        ("", "empty_file"),
        ("# nothing\n", "empty_file"),
        ("a: [1", "syntax"),
        ("\ta: 1", "syntax"),
        ('a: "x', "syntax"),
        ("a: b: c", "syntax"),
        ("a: \x00", "syntax"),
        ("a: " + "9" * 6000, "long_number"),
        ("a: " + "[" * 60 + "]" * 60, "too_deep"),
        ("[" + "1," * 100_001 + "]", "too_many_nodes"),
    ],
)
def test_what_procedures_do_not_need_is_refused_by_name(text: str, rule: str) -> None:
    with pytest.raises(YamlError) as caught:
        parse(text)
    assert caught.value.rule == rule


def test_nesting_that_crashes_other_loaders_is_one_complaint_in_a_process_that_lives_on() -> None:
    code = (
        "from indexer.yaml_tree import YamlError, parse\n"
        "try:\n    parse('a: ' + '[' * 100_000)\nexcept YamlError as error:\n    print(error.rule)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() in ("too_deep", "syntax")


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 60)]
    with pytest.raises(YamlError) as caught:
        parse("\n".join(lines))
    assert (caught.value.rule, caught.value.place) == ("alias", (1, 5))


def test_a_byte_order_mark_and_crlf_change_nothing() -> None:
    plain = "a: Đăng ký\nb: 1\n"
    raw = b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode()
    assert parse(decode(raw)).data == parse(plain).data


@pytest.mark.parametrize(
    ("raw", "rule", "place"),
    [
        ("a: x".encode("utf-16"), "utf16", (1, 1)),
        (b"a: x\nname: \xd0\xe3ng k\xfd", "not_utf8", (2, 7)),
        (b"a: " + b"x" * yaml_tree.LARGEST_FILE, "too_large", (1, 1)),
    ],
)
def test_other_encodings_and_sizes_are_refused_at_their_place(
    raw: bytes, rule: str, place: tuple[int, int]
) -> None:
    with pytest.raises(YamlError) as caught:
        decode(raw)
    assert (caught.value.rule, caught.value.place) == (rule, place)


@given(st.text(max_size=200))
def test_any_text_gives_a_tree_or_a_named_refusal(text: str) -> None:
    try:
        parse(text)
    except YamlError as error:
        assert error.rule
        assert error.place >= (1, 1)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_a_named_refusal(raw: bytes) -> None:
    try:
        decode(raw)
    except YamlError as error:
        assert error.rule in ("utf16", "not_utf8")


_texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=20)
_keys = st.from_regex(r"[a-z]{1,8}", fullmatch=True)
_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | _texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_keys, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(_keys, _values, max_size=5))
def test_json_reads_back_as_the_same_values(data: dict[str, object]) -> None:
    assert parse(json.dumps(data, ensure_ascii=False)).data == data
