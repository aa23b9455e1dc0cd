"""The API for programs: files of a draft, one a request."""

from __future__ import annotations

import hashlib

import pytest

from tests.dossier_database import person
from tests.web.dossiers.program import Program, key_of
from tests.web.dossiers.walking import PICTURE


@pytest.fixture
def program(database, portal) -> Program:
    """A program at a new draft."""
    return Program(portal, key_of(database, person(database))).begin()


def places(program: Program) -> list[dict]:
    return program.call("GET", program.path("/files")).json()["places"]


def needed(program: Program) -> str:
    return next(one["place"] for one in places(program) if one["required"])


def test_places_tell_their_limits_before_anything_is_attached(program) -> None:
    place = places(program)[0]
    assert "pdf" in place["formats"]
    assert place["file_mb"] > 0
    assert place["files"] == []


def test_an_attached_file_is_listed_with_its_hash_and_mends_the_fault(program) -> None:
    place = needed(program)
    assert f"/files/{place}" in {one["pointer"] for one in program.read()["faults"]}
    answer = program.upload(place, "Giấy chứng sinh.png")
    assert answer.status_code == 201
    assert answer.json()["name"] == "Giấy chứng sinh.png"
    (kept,) = next(one["files"] for one in places(program) if one["place"] == place)
    assert kept["sha256"] == hashlib.sha256(PICTURE).hexdigest()
    assert f"/files/{place}" not in {one["pointer"] for one in program.read()["faults"]}


def test_a_removed_file_is_gone(program) -> None:
    file = program.upload(needed(program)).json()["id"]
    assert program.call("DELETE", program.path(f"/files/{file}")).status_code == 204
    assert program.call("DELETE", program.path(f"/files/{file}")).status_code == 404
    assert all(not one["files"] for one in places(program))


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), ("a.pdf", PICTURE), ("a.png", b"")],
)
def test_a_file_that_is_not_taken_says_why(program, name: str, content: bytes) -> None:
    answer = program.upload(needed(program), name, content)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["pointer"] == "/file"
    assert len(error["message"]) > 10


def test_a_place_that_the_draft_has_not_is_named(program) -> None:
    answer = program.upload("9.nowhere")
    assert answer.status_code == 422
    assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [("/place", "no_place")]


def test_an_upload_is_a_multipart_form_with_place_and_file(program) -> None:
    answer = program.call("POST", program.path("/files"), {"place": "x"})
    assert answer.json()["errors"][0]["code"] == "not_multipart"
    answer = program.call("POST", program.path("/files"), files={"file": ("a.png", PICTURE)})
    assert answer.json()["errors"][0] | {"message": ""} == {
        "pointer": "/place",
        "message": "",
        "code": "missing",
    }
    answer = program.call("POST", program.path("/files"), data={"place": "x"}, files={"other": ("a", b"x")})
    assert answer.json()["errors"][0]["pointer"] == "/file"


def test_a_file_of_several_megabytes_is_taken_and_other_bodies_stay_small(program) -> None:
    large = PICTURE + b"\0" * 3_000_000
    answer = program.upload(needed(program), "a.png", large)
    assert answer.status_code != 413
    order = {"procedure": "x" * 100_000}
    assert program.call("POST", "/drafts", order, headers={"idempotency-key": "k"}).status_code == 413
