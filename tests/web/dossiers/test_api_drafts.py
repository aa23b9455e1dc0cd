"""The API for programs: drafts by JSON, from the first answer to the sent dossier."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import jsonschema
import pytest
from sqlalchemy import func, select

from dossiers.store import drafts
from dossiers.store.tables import Dossier
from tests.dossier_database import person
from tests.web.dossiers.program import ANSWERS, INFORMATION, RECEPTION, Program, key_of


@pytest.fixture
def owner(database) -> str:
    """Somebody whose program calls."""
    return person(database)


@pytest.fixture
def program(database, portal, owner) -> Program:
    """A program with a good key, no draft yet."""
    return Program(portal, key_of(database, owner))


def codes(answer: Any) -> dict[str, str]:
    """Pointer -> code of every error of a problem document."""
    assert answer.headers["content-type"] == "application/problem+json"
    return {one.get("pointer", one.get("parameter")): one["code"] for one in answer.json()["errors"]}


def test_a_program_walks_the_whole_journey(program) -> None:
    sent = program.complete().send()
    assert sent.status_code == 200, sent.text
    assert sent.json()["code"].endswith("-261125-0001")
    assert sent.json()["sent_at"] == "2026-11-25T10:00:00+07:00"
    assert program.call("GET", program.path()).status_code == 404
    assert program.call("GET", f"/dossiers/{program.draft}").json()["status"] == "sent"


def test_a_new_draft_knows_what_the_account_knows_and_tells_where_it_is(program) -> None:
    answer = program.create()
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/api/v1/me/drafts/{answer.json()['id']}"
    assert answer.headers["etag"] == '"1"'
    assert answer.json()["reception"]["email"] == "an@example.vn"
    assert answer.json()["agency"]["name"]


def test_the_same_key_makes_one_draft(program, database) -> None:
    first, again = program.create("k"), program.create("k")
    assert first.json()["id"] == again.json()["id"]
    assert program.create("other").json()["id"] != first.json()["id"]


def test_eight_requests_at_once_with_one_key_make_one_draft(program, database, owner) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: program.create("k"), range(8)))
    assert {one.status_code for one in answers} == {201}
    assert len(drafts.owned(database, owner)) == 1


def test_a_key_with_another_body_is_refused(program) -> None:
    program.create("k")
    answer = program.create("k", procedure="1.004222", agency="cong-an-cap-xa")
    assert answer.status_code == 422, answer.text
    assert answer.json()["type"].endswith("/loi/khoa-da-dung")


def test_without_a_key_nothing_is_made(program, database, owner) -> None:
    answer = program.create("")
    assert answer.status_code == 400
    assert codes(answer) == {"Idempotency-Key": "key_needed"}
    assert drafts.owned(database, owner) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, {"/procedure": "missing"}),
        ({"procedure": "1.001193", "agenzy": "x"}, {"/agenzy": "unknown"}),
        ({"procedure": 7}, {"/procedure": "wrong"}),
        ({"procedure": "9.999999"}, {"/procedure": "no_procedure"}),
        ({"procedure": "1.001193"}, {"/agency": "no_agency"}),
        ({"procedure": "1.001193", "agency": "bo-tai-chinh"}, {"/agency": "no_agency"}),
        ([], {"": "wrong"}),
    ],
)
def test_an_order_that_cannot_be_used_says_where(program, body: Any, expected: dict[str, str]) -> None:
    answer = program.call("POST", "/drafts", body, headers={"idempotency-key": "k"})
    assert answer.status_code == 422
    assert codes(answer) == expected


def test_what_is_no_json_is_refused(program) -> None:
    answer = program.call("POST", "/drafts", content=b'{"a": ', headers={"idempotency-key": "k"})
    assert (answer.status_code, codes(answer)) == (422, {"": "not_json"})


def test_a_saved_part_is_kept_in_its_shape_and_raises_the_version(program) -> None:
    answer = program.begin().save("reception", {**RECEPTION, "phone": "0912 345 678", "full_name": " An  B "})
    assert answer.status_code == 200
    assert answer.headers["etag"] == '"2"'
    kept = answer.json()["reception"]
    assert kept["phone"] == "+84912345678"
    assert kept["full_name"] == "An B"
    assert kept["address"]["commune"] == "14329"


def test_what_is_missing_may_be_saved_and_is_listed(program) -> None:
    answer = program.begin().save("reception", {"full_name": "An"})
    assert answer.status_code == 200
    told = {one["pointer"]: one["code"] for one in answer.json()["faults"]}
    assert told["/reception/citizen_id"] == "required"
    assert "/reception/full_name" not in told
    assert answer.json()["complete"] is False


def test_an_answer_of_the_wrong_kind_is_refused_and_nothing_is_kept(program) -> None:
    wrong = {
        **RECEPTION,
        "citizen_id": "123",
        "on_behalf": "maybe",
        "nobody": 1,
        "address": {"street": ["x"]},
    }
    answer = program.begin().save("reception", wrong)
    assert answer.status_code == 422
    assert codes(answer) == {
        "/citizen_id": "invalid",
        "/on_behalf": "invalid",
        "/nobody": "unknown",
        "/address": "invalid",
    }
    assert program.read()["version"] == 1


def test_faults_are_worded_in_the_language_asked_for(program) -> None:
    program.begin()
    program.headers = {"accept-language": "en"}
    (error,) = program.save("reception", {"citizen_id": "12"}).json()["errors"]
    assert "has exactly 12 digits" in error["message"]
    program.headers = {"accept-language": "vi"}
    (error,) = program.save("reception", {"citizen_id": "12"}).json()["errors"]
    assert "gồm đúng 12 chữ số" in error["message"]


def test_a_page_leaves_the_others_as_they_are(program) -> None:
    program.begin().save("answers", ANSWERS)
    answer = program.save("answers/child", {"child_name": "Nguyễn Thị Cúc"})
    assert answer.status_code == 200
    kept = answer.json()["answers"]
    assert kept["child_name"] == "Nguyễn Thị Cúc"
    assert "child_sex" not in kept
    assert kept["relation"] == "father"


def test_a_page_takes_its_own_questions_only(program) -> None:
    answer = program.begin().save("answers/child", {"relation": "father"})
    assert codes(answer) == {"/relation": "unknown"}
    assert program.save("answers/nowhere", {}).status_code == 404


def test_an_update_without_a_version_is_428(program) -> None:
    answer = program.begin().call("PUT", program.path("/reception"), RECEPTION)
    assert answer.status_code == 428
    assert answer.json()["type"].endswith("/loi/can-so-phien-ban")


@pytest.mark.parametrize("tag", ['"7"', "*", 'W/"1"', "nonsense"])
def test_an_update_of_another_version_is_409_and_tells_the_present_one(program, tag: str) -> None:
    answer = program.begin().call("PUT", program.path("/reception"), RECEPTION, headers={"if-match": tag})
    assert answer.status_code == 409
    assert answer.headers["etag"] == '"1"'


def test_cases_are_chosen_by_number(program) -> None:
    choices = [one["number"] for one in program.begin().read()["case_choices"]]
    answer = program.save("cases", [choices[1], choices[0], choices[0]])
    assert answer.json()["cases"] == sorted(choices[:2])
    for wrong in ([99], [True], ["0"], [1.5]):
        assert codes(program.save("cases", wrong)) == {"/0": "no_case"}
    assert codes(program.save("cases", {})) == {"": "no_list"}


@pytest.mark.parametrize(
    ("part", "answers"), [("reception", RECEPTION), ("information", INFORMATION), ("answers", ANSWERS)]
)
def test_complete_answers_fit_the_schema_of_their_part(program, part: str, answers: dict[str, Any]) -> None:
    program.begin().save(part, answers)
    answer = program.call("GET", program.path(f"/schemas/{part}"))
    assert answer.headers["content-type"] == "application/schema+json"
    schema = answer.json()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(program.read()[part])


def test_there_is_no_schema_of_what_is_no_form(program) -> None:
    assert program.begin().call("GET", program.path("/schemas/cases")).status_code == 404


def test_an_incomplete_draft_is_not_sent_and_every_fault_is_named(program) -> None:
    answer = program.begin().send()
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("/loi/ho-so-chua-du")
    assert answer.json()["errors"] == program.read()["faults"]
    pointers = codes(answer)
    assert pointers["/information/receive_by"] == "required"
    assert pointers["/answers/child_name"] == "required"


def test_sending_needs_the_declaration(program) -> None:
    program.complete()
    for body in ({}, {"declared": False}, {"declared": "yes"}):
        answer = program.call(
            "POST", program.path("/send"), body, version=9, headers={"idempotency-key": "s"}
        )
        assert answer.status_code == 422
        assert list(codes(answer)) == ["/declared"]


def test_sending_twice_with_one_key_gives_one_dossier_and_one_answer(program, database) -> None:
    version = program.complete().read()["version"]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: program.send("s", version), range(4)))
    assert {one.status_code for one in answers} == {200}
    assert len({one.text for one in answers}) == 1
    with database.read() as session:
        assert (
            session.scalars(select(func.count()).select_from(Dossier).where(Dossier.code.is_not(None))).one()
            == 1
        )


def test_sending_an_older_version_is_409(program) -> None:
    version = program.complete().read()["version"]
    program.save("cases", [])
    assert program.send("s", version).status_code == 409
    assert program.send("s").status_code == 200


def test_a_key_of_a_form_is_not_a_key_of_a_program(program) -> None:
    assert program.complete().send(f"form-{program.draft}").status_code == 200


def test_a_draft_on_an_old_wording_is_followed_before_it_is_sent(program, database) -> None:
    program.complete()
    with database.write() as session:
        row = session.get(Dossier, program.draft)
        assert row is not None
        row.procedure = {**row.procedure, "components": row.procedure["components"][:1]}
        row.procedure_digest = "0" * 64
    assert program.read()["revised"] is True
    answer = program.send()
    assert (answer.status_code, codes(answer)) == (409, {"": "revised"})
    version = program.read()["version"]
    assert program.call("POST", program.path("/follow"), version=version - 1).status_code == 409
    followed = program.call("POST", program.path("/follow"), version=version)
    assert followed.status_code == 200
    assert followed.json()["revised"] is False
    assert followed.json()["answers"]["child_name"] == ANSWERS["child_name"]


def test_a_draft_that_is_thrown_away_is_gone_for_programs_and_in_the_bin_for_its_owner(
    program, database, owner
) -> None:
    program.begin()
    assert program.call("DELETE", program.path()).status_code == 204
    assert program.call("GET", program.path()).status_code == 404
    assert program.call("DELETE", program.path()).status_code == 404
    assert drafts.own(database, owner, program.draft).binned_at is not None


def test_the_list_of_drafts_goes_on_behind_its_cursor(program, clock) -> None:
    made = []
    for number in range(53):
        clock.pass_(seconds=1)
        made.append(program.create(f"k{number}").json()["id"])
    first = program.call("GET", "/drafts").json()
    assert [one["id"] for one in first["items"]] == made[::-1][:50]
    second = program.call("GET", f"/drafts?cursor={first['next']}").json()
    assert [one["id"] for one in second["items"]] == made[2::-1]
    assert second["next"] is None


@pytest.mark.parametrize("cursor", ["x", "////", "AAAA", "YWJj"])
def test_a_made_up_cursor_is_refused(program, cursor: str) -> None:
    answer = program.call("GET", f"/drafts?cursor={cursor}")
    assert (answer.status_code, codes(answer)) == (400, {"cursor": "no_cursor"})


def test_somebody_elses_draft_does_not_exist(program, database, portal) -> None:
    program.begin()
    other = Program(portal, key_of(database, person(database, "binh")), program.draft)
    for method, path in (("GET", ""), ("DELETE", ""), ("GET", "/files"), ("GET", "/schemas/answers")):
        assert other.call(method, other.path(path)).status_code == 404
    for path in ("/reception", "/answers", "/answers/child", "/cases"):
        assert other.call("PUT", other.path(path), {}, version=1).status_code == 404
    assert other.call("POST", other.path("/follow"), version=1).status_code == 404
