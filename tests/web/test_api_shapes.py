"""The JSON API: shapes, languages, codes in any spelling, paging."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from search_api import wire_models
from search_api.query import SWITCHES
from tests.web.conftest import PROCEDURES


def search(client: TestClient, query: str, **headers: str) -> Any:
    return client.get(f"/api/v1/search?{query}", headers=headers).json()


def test_a_search_answers_with_exactly_the_agreed_keys(client: TestClient) -> None:
    answer = search(client, "q=khai+sinh")
    assert list(answer) == [
        "query",
        "total",
        "page",
        "per_page",
        "confident",
        "rung",
        "suggestion",
        "hits",
        "facets",
    ]
    assert answer["query"].keys() == {"text", "understood"}
    assert answer["facets"].keys() == {"agency", "field", "level", "online_level"}
    assert list(answer["hits"][0]) == [
        "code",
        "name",
        "short_name",
        "agency",
        "field",
        "levels",
        "online_level",
        "processing_time",
        "fee",
        "standing",
        "score",
        "url",
        "name_marks",
        "snippet",
        "variants",
    ]


@pytest.mark.parametrize(
    "query",
    [
        *("", "q=khai+sinh", "q=1.900001", "q=zzzz", "agency=none", "status=all&page=3"),
        *(
            "q=khai+sinh&explain=1",
            "q=khia+sinh&explain=1&without=repair&without=names",
            "q=1.900001&explain=1",
        ),
    ],
)
def test_every_search_answer_fits_the_described_shape(client: TestClient, query: str) -> None:
    wire_models.SearchAnswer.model_validate(search(client, query))


def test_factors_are_told_only_on_request(client: TestClient) -> None:
    plain, explained = search(client, "q=khai+sinh")["hits"], search(client, "q=khai+sinh&explain=1")["hits"]
    assert not any("factors" in hit for hit in plain)
    assert list(explained[0]) == [*plain[0], "factors"]
    assert [hit["score"] for hit in explained] == [hit["score"] for hit in plain]
    assert {"lexical", "coverage", "names", "prior"} <= explained[0]["factors"].keys()


def test_a_code_is_no_search_by_words_and_has_no_factors(client: TestClient) -> None:
    (hit,) = search(client, "q=1.900001&explain=1")["hits"]
    assert hit["factors"] == {}


def test_a_search_without_explanation_is_asked_for_by_naught(client: TestClient) -> None:
    assert "factors" not in search(client, "q=khai+sinh&explain=0")["hits"][0]


def test_a_factor_can_be_left_out_for_a_comparison(client: TestClient) -> None:
    whole, less = (search(client, f"q=dang+ky+khai+sinh&explain=1{part}") for part in ("", "&without=names"))
    assert whole["hits"][0]["factors"]["names"] > 0
    assert {hit["factors"]["names"] for hit in less["hits"]} == {0}


def test_a_step_can_be_left_out_for_a_comparison(client: TestClient) -> None:
    whole, less = (search(client, f"q=dang+ky+khia+sinh+{part}") for part in ("", "&without=repair"))
    assert whole["suggestion"]["text"] == "dang ky khai sinh"
    assert [one["step"] for one in whole["query"]["understood"]] == ["repair"]
    assert less["suggestion"] is None
    assert less["query"]["understood"] == []


def test_what_each_step_understood_is_told(client: TestClient) -> None:
    understood = search(client, "q=m%C3%A3+1900001")["query"]["understood"]
    assert understood == [{"step": "code", "from": "1900001", "to": "1.900001"}]


def test_marks_of_a_suggestion_point_at_what_changed(client: TestClient) -> None:
    suggestion = search(client, "q=dang+ky+khia+sinh+nhe")["suggestion"]
    assert [suggestion["text"][start:end] for start, end in suggestion["marks"]] == ["khai"]


@pytest.mark.parametrize("query", ["explain=2", "explain=true", "explain=1&explain=1", "without=ranking"])
def test_switches_that_do_not_exist_are_refused(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/v1/search?q=khai+sinh&{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert answer.json()["errors"][0]["parameter"] == query.partition("=")[0]


@pytest.mark.parametrize("switch", SWITCHES)
def test_every_switch_is_taken_and_kept_on_the_next_page(client: TestClient, switch: str) -> None:
    answer = client.get(f"/api/v1/search?q=dang+ky&per_page=1&without={switch}")
    assert answer.status_code == 200
    assert f"without={switch}" in answer.headers["link"]


def test_the_rung_tells_how_far_a_search_went(client: TestClient) -> None:
    assert search(client, "q=dang+ky+khai+sinh")["rung"] == "words"
    far = search(client, "q=khai+zzz+qwrtp+xyzzy+wwww+vvvv+jjjj+ffff")
    assert far["rung"] in {"half", "any"}
    assert far["total"] > 0
    assert not far["confident"]


@pytest.mark.parametrize("code", sorted({one.code for one in PROCEDURES}))
def test_every_procedure_answer_fits_the_described_shape(client: TestClient, code: str) -> None:
    answer = client.get(f"/api/v1/procedures/{code}")
    wire_models.ProcedureAnswer.model_validate_json(answer.content)


def test_suggestions_fit_the_described_shape(client: TestClient) -> None:
    answer = client.get("/api/v1/suggest?q=dang+ky").json()
    wire_models.SuggestAnswer.model_validate(answer)
    assert answer["items"][0]["url"].startswith("/thu-tuc/")


@pytest.mark.parametrize("name", ["agencies", "fields"])
def test_registers_are_lists_of_places(client: TestClient, name: str) -> None:
    answer = client.get(f"/api/v1/{name}").json()
    TypeAdapter(list[wire_models.Place]).validate_python(answer)
    assert any(one["count"] for one in answer)


def test_the_count_of_an_agency_is_what_a_search_for_it_finds(client: TestClient) -> None:
    for one in client.get("/api/v1/agencies").json():
        assert search(client, f"agency={one['id']}")["total"] == one["count"], one["id"]


def test_the_count_of_a_field_is_what_a_search_for_it_finds(client: TestClient) -> None:
    for one in client.get("/api/v1/fields").json():
        assert search(client, f"field={one['id']}")["total"] == one["count"], one["id"]


def test_the_best_name_comes_first(client: TestClient) -> None:
    assert search(client, "q=dang+ky+khai+sinh")["hits"][0]["code"] == "1.900002"


def test_time_and_fee_carry_text_value_and_unit(client: TestClient) -> None:
    hit = search(client, "q=1.900002")["hits"][0]
    assert hit["processing_time"] == {"text": "1 ngày làm việc", "value": 1, "unit": "working_day"}
    assert hit["fee"] == {"text": "Miễn phí", "value": 0, "unit": "VND"}


def test_what_is_unknown_has_no_value(client: TestClient) -> None:
    hit = search(client, "q=1.900003")["hits"][0]
    assert hit["processing_time"] == {"text": "Chưa rõ", "value": None, "unit": None}


def test_levels_are_named_in_the_language_asked_for(client: TestClient) -> None:
    english = search(client, "", **{"accept-language": "en-GB,vi;q=0.5"})
    assert {one["name"] for one in english["facets"]["level"]} >= {"Commune", "Province"}
    vietnamese = search(client, "")
    assert {one["name"] for one in vietnamese["facets"]["level"]} >= {"Cấp xã", "Cấp tỉnh"}


def test_an_unknown_agency_is_an_empty_page(client: TestClient) -> None:
    assert search(client, "agency=khong-co")["total"] == 0


@pytest.mark.parametrize(
    "code", ["1.900001", "1900001", "1.900001.000.00.00.H40", "1,900001", "T-MAU-000001", "t-mau-000001"]
)
def test_a_procedure_is_found_by_its_code_in_any_spelling(client: TestClient, code: str) -> None:
    answer = client.get(f"/api/v1/procedures/{code}")
    assert (answer.status_code, answer.json()["code"]) == (200, "1.900001")


def test_the_beginning_of_a_code_is_no_procedure(client: TestClient) -> None:
    assert client.get("/api/v1/procedures/1.9000").status_code == 404


def test_a_procedure_holds_every_part_of_the_model(client: TestClient) -> None:
    answer = client.get("/api/v1/procedures/1.900001").json()
    whole = PROCEDURES[0].model_dump(mode="json", by_alias=True)
    assert {key: answer[key] for key in whole} == whole


def test_an_abolished_procedure_says_so(client: TestClient) -> None:
    assert client.get("/api/v1/procedures/1.900005").json()["standing"] == "abolished"


def test_a_replaced_procedure_names_its_successor(client: TestClient) -> None:
    answer = client.get("/api/v1/procedures/1.900008").json()
    assert (answer["standing"], answer["replaced_by"][0]["code"]) == ("replaced", "1.900010")


def test_a_code_known_only_through_its_successor_is_gone(client: TestClient) -> None:
    answer = client.get("/api/v1/procedures/1.900009")
    assert (answer.status_code, answer.json()["replaced_by"]) == (
        410,
        [{"code": "1.900001", "url": "/thu-tuc/1.900001"}],
    )


def test_as_of_chooses_the_version_of_the_day(client: TestClient) -> None:
    def name(day: str) -> str:
        return str(client.get(f"/api/v1/procedures/1.900007?as_of={day}").json()["name"])

    assert (name("2026-06-30"), name("2026-07-01")) == ("Cấp hộ chiếu", "Cấp hộ chiếu phổ thông")


def test_a_day_without_a_version_is_not_found_and_says_why(client: TestClient) -> None:
    answer = client.get("/api/v1/procedures/1.900006?as_of=2026-11-24")
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[1]) == (404, "khong-co-hieu-luc")


def test_pages_of_results_are_linked_both_ways(client: TestClient) -> None:
    link = client.get("/api/v1/search?q=&page=2").headers["link"]
    assert 'page=3>; rel="next"' in link
    assert '/api/v1/search>; rel="prev"' in link


def test_the_last_page_links_back_only(client: TestClient) -> None:
    last = -(-search(client, "")["total"] // 10)
    link = client.get(f"/api/v1/search?page={last}").headers["link"]
    assert "next" not in link
    assert "prev" in link


def test_a_page_beyond_the_last_is_empty(client: TestClient) -> None:
    answer = search(client, "page=50")
    assert (answer["hits"], answer["total"] > 0) == ([], True)


def test_operation_ids_are_stable(client: TestClient) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    ids = {operation["operationId"] for methods in paths.values() for operation in methods.values()}
    assert ids == {
        "search",
        "suggest",
        "get_procedure",
        "list_agencies",
        "list_fields",
        "livez",
        "readyz",
        "startupz",
    }


def test_the_description_has_no_dangling_reference(client: TestClient) -> None:
    text = client.get("/api/v1/openapi.json").text
    schemas = client.get("/api/v1/openapi.json").json()["components"]["schemas"]
    named = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named <= schemas.keys()
