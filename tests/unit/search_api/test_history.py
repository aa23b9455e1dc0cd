"""What changed is read as it is on record; what is not on record is not made up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from indexer.procedure import Procedure
from search_api.editions import Edition
from search_api.history import History, built_at, part, read_history
from search_api.messages import TABLES
from tests.samples import build_index, procedure

FEES = [{"channel": "online", "terms": [{"duration": 1, "unit": "day", "fees": [{"amount": 8000}]}]}]


def built(root: Path, *states: list[Procedure]) -> History:
    """The history after builds of some states."""
    for state in states:
        folder = build_index(root, state)
    return read_history(Edition(folder))


def told(history: History) -> list[tuple[str, str]]:
    return [(one.kind, one.code) for one in history.events]


ONE, TWO = procedure("1.000001"), procedure("1.000002", field="cu-tru", agency="cong-an-cap-xa")


def test_the_first_build_has_no_event_and_holds_since_it_was_built(tmp_path: Path) -> None:
    folder = build_index(tmp_path, [ONE, TWO])
    edition = Edition(folder)
    history = read_history(edition)
    assert history == History((), {}, built_at(edition.id))
    assert history.changed("1.000001") == history.since
    assert history.since.endswith("+07:00")


def test_the_newest_build_comes_first_and_within_it_the_order_of_codes(tmp_path: Path) -> None:
    three = procedure("1.000003")
    history = built(tmp_path, [ONE], [ONE, TWO, three], [procedure("1.000001", sets=2), three])
    instants = [one.at for one in history.events]
    assert instants == sorted(instants, reverse=True)
    assert told(history) == [
        ("changed", "1.000001"),
        ("removed", "1.000002"),
        ("added", "1.000002"),
        ("added", "1.000003"),
    ]


def test_what_has_no_change_on_record_is_as_old_as_the_oldest_record_not_as_the_newest_build(
    tmp_path: Path,
) -> None:
    first = built(tmp_path, [ONE], [ONE, TWO])
    later = built(tmp_path, [ONE, TWO])
    assert later.changed("1.000001") == later.since == first.since == first.events[0].at


def test_the_newest_of_some_procedures_is_told(tmp_path: Path) -> None:
    history = History((), {"1.000001": "2026-01-02", "1.000002": "2026-05-02"}, "2026-01-01")
    assert history.newest(["1.000001", "1.000002", "1.000003"]) == "2026-05-02"
    assert history.newest([]) == "2026-01-01"


def test_a_removed_procedure_keeps_its_agency_and_field_and_has_no_page(tmp_path: Path) -> None:
    (event,) = built(tmp_path, [ONE, TWO], [ONE]).events
    assert (event.kind, event.agency, event.field, event.held) == (
        "removed",
        "cong-an-cap-xa",
        "cu-tru",
        False,
    )


def test_a_procedure_that_moved_belongs_to_its_new_agency(tmp_path: Path) -> None:
    moved = procedure("1.000001", agency="so-tu-phap")
    added, changed = sorted(built(tmp_path, [TWO], [ONE, TWO], [moved, TWO]).events, key=lambda e: e.kind)
    assert (added.agency, changed.agency) == ("so-tu-phap", "so-tu-phap")
    assert changed.held


def test_lines_of_older_builds_name_no_agency(tmp_path: Path) -> None:
    folder = build_index(tmp_path, [ONE])
    line = {
        "generation": "g",
        "at": "2026-11-24T01:00:05+00:00",
        "kind": "removed",
        "code": "1.000009",
        "valid_from": None,
        "name": "X",
        "fields": [],
    }
    (folder / "changes.jsonl").write_text(json.dumps(line), "utf-8")
    (event,) = read_history(Edition(folder)).events
    assert (event.agency, event.field, event.at) == ("", "", "2026-11-24T08:00:05+07:00")


def test_a_generation_without_a_record_has_no_history(tmp_path: Path) -> None:
    folder = build_index(tmp_path, [ONE])
    edition = Edition(folder)
    (folder / "changes.jsonl").unlink()
    assert read_history(edition).events == ()


def test_fields_are_told_as_the_parts_that_people_know(tmp_path: Path) -> None:
    dearer = [{**FEES[0], "terms": [{**FEES[0]["terms"][0], "duration": 2, "fees": [{"amount": 9000}]}]}]  # type: ignore[index]
    before, after = procedure(methods=FEES, sets=1), procedure("1.000001", "Tên mới", methods=dearer, sets=1)
    (event,) = built(tmp_path, [before], [after]).events
    assert event.parts == ("name", "time", "fees")


@pytest.mark.parametrize(
    ("field", "about"),
    [
        ("methods[0].terms[0].fees[0].amount", "fees"),
        ("methods[0].terms[1].fees", "fees"),
        ("methods[0].terms[0].duration", "time"),
        ("methods[0].terms[0].cutoff", "time"),
        ("methods", "methods"),
        ("methods[1].note", "methods"),
        ("components[0].documents[2].name", "components"),
        ("external_ids.dvcqg-2", "external_ids"),
    ],
)
def test_a_field_is_about_one_part(field: str, about: str) -> None:
    assert part(field) == about


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_key_of_a_procedure_has_plain_words(lang: str) -> None:
    keys: dict[str, Any] = Procedure.model_fields
    missing = {part(key) for key in (*keys, "methods[0].terms[0].fees", "methods[0].terms[0].unit")} - {
        name.removeprefix("part.") for name in TABLES[lang] if name.startswith("part.")
    }
    assert missing == set()
