"""What changed is told whole and truly, and handed on from generation to generation."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import changes, generation
from indexer.changes import Change, Tally, carry_forward, compare, record, records, stored_records
from indexer.errors import DamagedError
from indexer.procedure import Procedure
from indexer.records import write_records
from tests.samples import MANIFEST_FACTS, build_index, procedure

NOW = dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def changes_between(old: Sequence[Procedure], new: Sequence[Procedure]) -> list[Change]:
    return list(compare(records(old), records(new)))


def fields(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Names of what differs between two forms of one procedure."""
    return [name for one in changes_between([procedure(**old)], [procedure(**new)]) for name in one.fields]


def fee(amount: int | None, **more: Any) -> dict[str, Any]:
    return {"kind": "le_phi", "amount": amount, **more}


def method(*fees: dict[str, Any], duration: float = 3) -> dict[str, Any]:
    return {"channel": "online", "terms": [{"duration": duration, "unit": "day", "fees": fees}]}


def form(**condition: Any) -> dict[str, Any]:
    asked = [
        {"id": "first", "type": "yes_no", "label": "Một"},
        {"id": "second", "type": "text", "label": "Hai", "show_if": {"question": "first", **condition}},
    ]
    return {"version": 1, "pages": [{"id": "page", "title": "Trang", "questions": asked}]}


# What differs ------------------------------------------------------------------------------------------------


def test_a_version_is_known_by_code_and_first_day() -> None:
    old = [procedure("1.000001"), procedure("1.000002", valid_from="2026-01-01")]
    new = [procedure("1.000001", sets=2), procedure("1.000002", valid_from="2027-01-01")]
    told = [(one.kind, one.key, one.fields) for one in changes_between(old, new)]
    assert told == [
        ("changed", "1.000001", ["sets"]),
        ("removed", "1.000002@2026-01-01", []),
        ("added", "1.000002@2027-01-01", []),
    ]


def test_a_value_deep_inside_is_named_by_the_way_to_it() -> None:
    old, new = {"methods": [method(fee(0), fee(8000))]}, {"methods": [method(fee(0), fee(9000))]}
    assert fields(old, new) == ["methods[0].terms[0].fees[1].amount"]


def test_a_longer_list_differs_as_a_whole() -> None:
    assert fields({"methods": [method(fee(0))]}, {"methods": [method(fee(0), fee(1))]}) == [
        "methods[0].terms[0].fees"
    ]


def test_a_list_whose_items_moved_differs_as_a_whole() -> None:
    assert fields({"aliases": ["a", "b", "c"]}, {"aliases": ["b", "c", "d"]}) == ["aliases"]
    assert fields({"aliases": ["a", "b"]}, {"aliases": ["b", "a"]}) == ["aliases"]
    assert fields({"aliases": ["a", "b", "c"]}, {"aliases": ["a", "x", "c"]}) == ["aliases[1]"]


def test_a_part_that_appears_is_named_itself() -> None:
    assert fields({}, {"decision": {"number": "1/QĐ-UBND"}}) == ["decision"]
    assert fields({"external_ids": {"dvcqg": "1"}}, {"external_ids": {"old": "1"}}) == [
        "external_ids.old",
        "external_ids.dvcqg",
    ]


def test_yes_is_not_one() -> None:
    assert fields({"form": form(**{"is": True})}, {"form": form(**{"is": 1})}) == [
        "form.pages[0].questions[1].show_if.is"
    ]


def test_a_procedure_written_anew_names_its_top_keys_only() -> None:
    many = [{"number": f"{n}/2020/NĐ-CP", "title": "a"} for n in range(changes.MOST_FIELDS + 1)]
    other = [one | {"title": "b"} for one in many]
    assert fields({"legal_bases": many, "sets": 1}, {"legal_bases": other}) == ["sets", "legal_bases"]
    (one,) = changes_between([procedure(legal_bases=many)], [procedure(legal_bases=other)])
    assert len(one.differences) == len(many)


WORDS = st.sampled_from(["a", "b", "một hai", "x\ny", "ba"])
FEES = st.builds(fee, st.none() | st.integers(0, 2), note=st.none() | WORDS)
METHODS = st.builds(lambda fees, days: method(*fees, duration=days), st.lists(FEES, max_size=2), st.just(1))
STEPS = st.builds(lambda case, items: {"case": case, "items": items}, WORDS, st.lists(WORDS, min_size=1))
CONDITIONS = st.sampled_from([{"is": True}, {"is": 1}, {"in": [1, 2]}, {"in": [True]}, {"answered": True}])
PARTS = st.fixed_dictionaries(
    {},
    optional={
        "name": WORDS,
        "aliases": st.lists(WORDS, max_size=4),
        "levels": st.lists(st.sampled_from(["commune", "province"]), min_size=1, max_size=2),
        "online_level": st.sampled_from([None, "full", "partial"]),
        "methods": st.lists(METHODS, max_size=3),
        "legal_bases": st.lists(st.builds(lambda n: {"number": n}, WORDS), max_size=3),
        "form": st.builds(lambda one: form(**one), CONDITIONS),
        "external_ids": st.dictionaries(st.sampled_from(["dvcqg", "old"]), WORDS),
        "sensitive": st.booleans(),
        "decision": st.none() | st.builds(lambda n: {"number": n}, WORDS),
        "valid_from": st.sampled_from([None, "2026-01-01"]),
    },
)
CODES = st.sampled_from(["1.000001", "1.000002", "1.000003"])
SETS = st.dictionaries(CODES, PARTS, max_size=3).map(
    lambda known: [procedure(code, parts.pop("name", "Tên"), **parts) for code, parts in known.items()]
)


@given(SETS)
def test_nothing_differs_from_itself(some: list[Procedure]) -> None:
    assert changes_between(some, some) == []


@given(SETS, SETS)
def test_there_and_back_are_mirrors(old: list[Procedure], new: list[Procedure]) -> None:
    swapped = {"added": "removed", "removed": "added", "changed": "changed"}

    def told(some: list[Change], *, back: bool) -> list[Any]:
        return [
            (
                swapped[one.kind] if back else one.kind,
                one.key,
                sorted(
                    (d.field, repr(d.new if back else d.old), repr(d.old if back else d.new))
                    for d in one.differences
                ),
            )
            for one in some
        ]

    there, back = changes_between(old, new), changes_between(new, old)
    assert told(there, back=False) == told(back, back=True)


def way(field: str) -> list[str | int]:
    return [int(part) if part.isdecimal() else part for part in re.findall(r"[^.\[\]]+", field)]


def look(plain: Any, field: str) -> Any:
    for part in way(field):
        plain = plain[part] if isinstance(part, int) else plain.get(part)
    return plain


def put(plain: Any, field: str, value: Any) -> None:
    *above, last = way(field)
    for part in above:
        plain = plain[part]
    plain[last] = value


def without_nulls(plain: Any) -> Any:
    match plain:
        case dict():
            return {name: without_nulls(one) for name, one in plain.items() if one is not None}
        case list():
            return [without_nulls(one) for one in plain]
    return plain


@given(PARTS, PARTS)
def test_every_field_named_differs_and_every_differing_field_is_named(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    pair = [procedure("1.000001", parts.pop("name", "Tên"), **parts) for parts in (old, new)]
    pair = [one.model_copy(update={"valid_from": None}) for one in pair]
    before, after = (orjson.loads(record(one)) for one in pair)
    for change in changes_between([pair[0]], [pair[1]]):
        for one in change.differences:
            was, now = look(before, one.field), look(after, one.field)
            assert orjson.dumps(was) != orjson.dumps(now)
            assert (was, now) == (one.old, one.new)
        for one in change.differences:
            put(before, one.field, one.new)
    assert orjson.dumps(without_nulls(before), option=orjson.OPT_SORT_KEYS) == orjson.dumps(
        without_nulls(after), option=orjson.OPT_SORT_KEYS
    )


# From generation to generation -------------------------------------------------------------------------------


def make(root: Path, name: str, *procedures: Procedure | bytes) -> tuple[Path, Tally]:
    """A generation of procedures (or of records as they are) that is current, and what it recorded."""
    root.mkdir(exist_ok=True)
    raw = [one if isinstance(one, bytes) else record(one) for one in procedures]
    with generation.started(root, name) as folder:
        write_records(folder / "procedures", raw)
        tally = carry_forward(folder, generation.current_generation(root), NOW)
        generation.write_manifest(folder, {"id": name, **MANIFEST_FACTS})
        return generation.publish(root, folder), tally


def lines(folder: Path) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in (folder / changes.FILE).read_bytes().splitlines()]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "index"


ONE, TWO = procedure("1.000001"), procedure("1.000002")


def test_the_first_build_records_nothing(root: Path) -> None:
    folder, tally = make(root, "1", ONE, TWO)
    assert (folder / changes.FILE).read_bytes() == b""
    assert tally == Tally()


def test_a_line_tells_when_what_and_which_fields(root: Path) -> None:
    make(root, "1", ONE, TWO)
    changed = procedure("1.000001", "Tên mới", valid_to="2027-01-01")
    folder, tally = make(root, "2", changed, procedure("1.000003", valid_from="2026-12-01"))
    assert tally == Tally(previous="gen-1", added=1, changed=1, removed=1)
    at = {"generation": "2", "at": "2026-11-24T08:00:00+07:00", "agency": "ubnd-cap-xa", "field": "ho-tich"}
    assert lines(folder) == [
        at
        | {
            "kind": "changed",
            "code": "1.000001",
            "valid_from": None,
            "name": "Tên mới",
            "fields": ["name", "valid_to"],
        },
        at | {"kind": "removed", "code": "1.000002", "valid_from": None, "name": TWO.name, "fields": []},
        at
        | {
            "kind": "added",
            "code": "1.000003",
            "valid_from": "2026-12-01",
            "name": "Đăng ký khai sinh",
            "fields": [],
        },
    ]


def test_lines_are_handed_on_as_they_are(root: Path) -> None:
    make(root, "1", ONE)
    second, _ = make(root, "2", ONE, TWO)
    third, tally = make(root, "3", ONE, TWO)
    assert tally == Tally(previous="gen-2")
    fourth, _ = make(root, "4", TWO)
    before = (second / changes.FILE).read_bytes()
    assert (third / changes.FILE).read_bytes() == before
    assert (fourth / changes.FILE).read_bytes().startswith(before)
    assert [(one["generation"], one["kind"]) for one in lines(fourth)] == [("2", "added"), ("4", "removed")]


def test_texts_are_not_repeated(root: Path) -> None:
    make(root, "1", procedure("1.000001", steps=["dài " * 5_000]))
    folder, _ = make(root, "2", procedure("1.000001", steps=["lâu " * 5_000]))
    assert len((folder / changes.FILE).read_bytes()) < 300
    assert lines(folder)[0]["fields"] == ["steps[0].items[0]"]


def test_a_generation_from_before_there_were_lines_is_compared(root: Path) -> None:
    root.mkdir()
    with generation.started(root, "1") as folder:
        write_records(folder / "procedures", [record(ONE)])
        generation.write_manifest(folder, {"id": "1", **MANIFEST_FACTS})
        generation.publish(root, folder)
    _, tally = make(root, "2", ONE, TWO)
    assert tally == Tally(previous="gen-1", added=1)


def test_another_format_of_the_rest_does_not_end_the_history(root: Path) -> None:
    first, _ = make(root, "1", ONE)
    path = first / "manifest.json"
    path.write_bytes(orjson.dumps(orjson.loads(path.read_bytes()) | {"format": 1, "normaliser": 99}))
    assert make(root, "2", ONE, TWO)[1] == Tally(previous="gen-1", added=1)


def test_a_key_that_is_new_to_the_model_is_no_change(root: Path) -> None:
    old = orjson.loads(record(ONE))
    del old["place_independent"], old["aliases"]
    make(root, "1", orjson.dumps(old))
    assert make(root, "2", ONE)[1] == Tally(previous="gen-1")


@pytest.mark.parametrize("name", [changes.FILE, "procedures.jsonl", "procedures.offsets.npy"])
@pytest.mark.parametrize("how", ["alter", "remove", "empty"])
def test_a_damaged_previous_generation_starts_the_history_anew(root: Path, name: str, how: str) -> None:
    make(root, "1", ONE)
    second, _ = make(root, "2", ONE, TWO)
    path = second / name
    raw = path.read_bytes()
    path.unlink()
    if how != "remove":
        path.write_bytes(b"" if how == "empty" else raw[:-2] + bytes([raw[-2] ^ 1]) + raw[-1:])
    third, tally = make(root, "3", ONE)
    assert lines(third) == []
    assert tally == Tally(previous="gen-2", refused=tally.refused)
    assert str(path) in str(tally.refused)
    assert make(root, "4", TWO)[1] == Tally(previous="gen-3", added=1, removed=1)


def test_why_the_history_starts_anew_is_told_in_both_languages(root: Path) -> None:
    make(root, "1", b"{}")
    refused = make(root, "2", ONE)[1].refused
    assert refused is not None
    assert refused.text("vi") != refused.text("en")


def test_a_new_look_at_the_source_alone_is_no_change(root: Path) -> None:
    then, now = (
        procedure("1.000001", source={"url": "https://dichvucong.gov.vn/", "retrieved_on": day})
        for day in ("2026-11-01", "2026-11-24")
    )
    make(root, "1", then)
    folder, tally = make(root, "2", now)
    assert (lines(folder), tally) == ([], Tally(previous="gen-1"))
    renamed = now.model_copy(update={"name": "Tên mới"})
    assert [change.fields for change in changes_between([then], [renamed])] == [["name"]]


@pytest.mark.parametrize("body", [b"", b"[]", b'{"files": 1}', None])
def test_without_a_manifest_that_can_be_read_the_history_starts_anew(root: Path, body: bytes | None) -> None:
    first, _ = make(root, "1", ONE)
    (first / "manifest.json").unlink()
    if body is not None:
        (first / "manifest.json").write_bytes(body)
    folder, tally = make(root, "2", ONE, TWO)
    assert lines(folder) == []
    assert str(first / "manifest.json") in str(tally.refused)


def test_a_pointer_to_nothing_starts_the_history_anew(root: Path) -> None:
    make(root, "1", ONE)
    (root / "CURRENT").write_text("gen-9\n")
    assert "gen-9" in str(make(root, "2", TWO)[1].refused)


@pytest.mark.parametrize("raw", [b"{}", b"[1]", b"x", b'{"code":"1.000001","colour":"red"}'])
def test_records_of_another_make_start_the_history_anew(root: Path, raw: bytes) -> None:
    make(root, "1", raw)
    folder, tally = make(root, "2", ONE)
    assert lines(folder) == []
    assert "another version" in str(tally.refused)


def test_only_the_newest_lines_are_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "KEPT_LINES", 3)
    make(root, "1", ONE)
    make(root, "2", ONE, TWO)
    three = [procedure(f"1.00000{n}") for n in (3, 4, 5)]
    folder, tally = make(root, "3", ONE, TWO, *three)
    assert [one["code"] for one in lines(folder)] == ["1.000003", "1.000004", "1.000005"]
    assert (tally.added, tally.dropped) == (3, 1)


def test_the_procedures_of_a_generation_are_those_it_was_made_of(root: Path) -> None:
    folder, _ = make(root, "1", ONE, TWO)
    assert dict(stored_records(folder)) == records([ONE, TWO])
    (folder / "procedures.jsonl").write_bytes(b"")
    with pytest.raises(DamagedError, match="differs from the manifest"):
        stored_records(folder)


def test_a_build_records_its_changes(tmp_path: Path) -> None:
    build_index(tmp_path, [ONE])
    folder = build_index(tmp_path, [ONE, TWO])
    assert [(one["kind"], one["code"]) for one in lines(folder)] == [("added", "1.000002")]
    assert changes.FILE in generation.check(folder).files
