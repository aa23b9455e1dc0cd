"""The data that comes with the program: sound, sourced, wide enough, nothing invented."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from indexer.load import Loaded, load_folder
from indexer.procedure import Procedure
from search_api.judging import read_judgements
from tests.samples import national

CHECKOUT = Path(__file__).resolve().parent.parent
DATA = CHECKOUT / "data"


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load_folder(DATA)


def test_it_has_no_mistakes(loaded: Loaded) -> None:
    assert [one.text("en") for one in loaded.complaints if one.severity == "error"] == []


def test_it_is_wide_enough_to_be_useful(loaded: Loaded) -> None:
    procedures = loaded.procedures
    assert len(procedures) >= 80
    assert len({one.field for one in procedures}) >= 12
    assert len({one.agency for one in procedures}) >= 10
    assert sum(one.form is not None for one in procedures) >= 12


def test_every_file_is_nfc_and_holds_no_path_of_a_machine() -> None:
    for path in DATA.rglob("*.yaml"):
        text = path.read_text("utf-8")
        assert unicodedata.is_normalized("NFC", text), path
        assert "/home/" not in text, path


def test_short_names_tell_procedures_apart(loaded: Loaded) -> None:
    names = [one.short_name for one in loaded.procedures if one.short_name]
    assert len(names) == len(set(names))


def test_every_procedure_says_more_than_its_name(loaded: Loaded) -> None:
    for one in loaded.procedures:
        assert one.summary, one.code
        assert one.steps, one.code
        assert one.methods, one.code


def test_no_record_says_free_and_asks_for_money_at_once(loaded: Loaded) -> None:
    for procedure in loaded.procedures:
        for fee in fees(procedure):
            assert fee.amount is None or fee.amount == 0 or fee.amount >= 1_000 or fee.currency != "VND", (
                procedure.code
            )


def fees(procedure: Procedure):
    return [fee for method in procedure.methods for term in method.terms for fee in term.fees]


def test_every_popular_procedure_and_life_event_leads_somewhere(loaded: Loaded) -> None:
    assert loaded.registers is not None
    codes = {one.code for one in loaded.procedures}
    assert set(loaded.registers.popular) <= codes
    assert {code for event in loaded.registers.events for code in event.procedures} <= codes
    assert len(loaded.registers.events) >= 8


def test_held_out_queries_are_two_hundred_and_can_be_read() -> None:
    rows = read_judgements(DATA / "judgements" / "own_held_out.tsv")
    assert len(rows) == 200
    assert len({one.query for one in rows}) == 200


@pytest.mark.shared
def test_every_code_stands_in_the_national_records(loaded: Loaded, shared: Path) -> None:
    known = {record["code"] for record in national(shared)}
    for path in (shared / "data" / "portal_json").glob("*.json"):
        known.add(json.loads(path.read_text("utf-8"))["code"])
    assert {one.code for one in loaded.procedures} <= known


@pytest.mark.shared
def test_names_are_those_of_the_national_records(loaded: Loaded, shared: Path) -> None:
    names = {
        record["code"]: " ".join(unicodedata.normalize("NFC", record["name"]).split())
        for record in national(shared)
    }
    differing = [
        (one.code, one.name, names[one.code])
        for one in loaded.procedures
        if one.code in names and one.name.lower() != names[one.code].lower()
    ]
    assert differing == []


@pytest.mark.shared
def test_no_long_sentence_of_the_records_is_copied(loaded: Loaded, shared: Path) -> None:
    """Steps and summaries are our own words: no run of 25 words stands in the record as it is."""
    records = {record["code"]: words(record.get("steps") or "") for record in national(shared)}
    copied = []
    for one in loaded.procedures:
        source = " ".join(records.get(one.code, []))
        for text in [one.summary or "", *(item for group in one.steps for item in group.items)]:
            own = words(text)
            runs = (" ".join(own[i : i + 25]) for i in range(max(0, len(own) - 24)))
            copied += [(one.code, run) for run in runs if run in source][:1]
    assert copied == []


def words(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).lower().split()
