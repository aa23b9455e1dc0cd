"""Everything can be taken away, knows what it is, and is explained."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from indexer.procedure import Procedure
from search_api.app import create_app
from search_api.csv_rows import COLUMNS
from tests.samples import build_index
from tests.web.conftest import PROCEDURES, REGISTERS, Read, settings, source
from tests.web.parts import WHOLE, hostile

FILES = ("/du-lieu/thu-tuc.jsonl.gz", "/du-lieu/thu-tuc.csv")


def lines(client: TestClient) -> list[dict[str, Any]]:
    raw = gzip.decompress(client.get("/du-lieu/thu-tuc.jsonl.gz").content)
    return [json.loads(line) for line in raw.decode("utf-8").split("\n") if line]


def rows(client: TestClient) -> list[dict[str, str]]:
    text = client.get("/du-lieu/thu-tuc.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_procedure_is_in_both_files(client: TestClient) -> None:
    codes = sorted(one.code for one in PROCEDURES)
    assert sorted(one["code"] for one in lines(client)) == codes
    assert sorted(one["code"] for one in rows(client)) == codes


def test_a_line_is_what_the_json_of_the_procedure_says(client: TestClient) -> None:
    (line,) = [one for one in lines(client) if one["code"] == "1.900001"]
    alone = client.get("/thu-tuc/1.900001.json").json()
    assert {key: alone[key] for key in line} == line


@pytest.mark.parametrize("path", FILES)
def test_a_file_tells_its_size_name_and_kind_and_is_for_everybody(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"origin": "https://example.org"})
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert path.rsplit("/", 1)[1] in answer.headers["content-disposition"]
    kinds = {"gz": "application/gzip", "csv": "text/csv; charset=utf-8"}
    assert answer.headers["content-type"] == kinds[path.rsplit(".", 1)[1]]
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", FILES)
def test_a_file_is_tagged_with_its_generation_and_not_sent_again(
    client: TestClient, live: Any, path: str
) -> None:
    tag = client.get(path).headers["etag"]
    assert tag.startswith(f'"{live.serving.edition.id}-')
    again = client.get(path, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(path, headers={"accept-language": "en", "host": "x.example"}).headers["etag"] == tag


def test_files_are_made_once_a_generation(live: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from search_api.routes import dumps

    made = []

    def counted(edition: Any) -> Any:
        made.append(edition.id)
        return make(edition)

    make = dumps.make_dumps
    monkeypatch.setattr(dumps, "make_dumps", counted)
    client = TestClient(create_app(settings(), live))
    for path in (*FILES, "/du-lieu/datapackage.json", *FILES):
        assert client.get(path).status_code == 200
    assert made == [live.serving.edition.id]


def test_the_description_fits_the_files(client: TestClient) -> None:
    told = client.get("/du-lieu/datapackage.json").json()
    assert told["licenses"]
    for one in told["resources"]:
        content = client.get(f"/du-lieu/{one['path']}").content
        assert one["bytes"] == len(content)
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert one["rows"] == len(PROCEDURES)


@pytest.mark.parametrize("path", [*FILES, "/du-lieu/datapackage.json", "/du-lieu"])
def test_unknown_parameters_are_refused(client: TestClient, path: str) -> None:
    assert client.get(f"{path}?x=1").status_code == 400


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_leads_to_every_file_and_explains_every_column(
    read: Read, client: TestClient, prefix: str
) -> None:
    page = read(f"{prefix}/du-lieu")
    links = {one["href"] for one in page.links}
    for path in (*FILES, "/du-lieu/datapackage.json", f"{prefix}/thay-doi.atom", f"{prefix}/api"):
        assert path in links
        assert client.get(path).status_code == 200
    for column in COLUMNS:
        assert f"<code>{column}</code>" in page.text
    assert "Apache-2.0" in page.text


def test_hostile_texts_stay_inside_their_cells_and_lines(tmp_path: Path) -> None:
    bad = Procedure.model_validate_json(json.dumps(hostile({**WHOLE, "replaces": []}, itertools.count(1))))
    evil = bad.model_copy(update={"name": '=cmd|"/c calc"!A1\x00\n,"\r\n', "short_name": "@SUM(1)"})
    client = TestClient(create_app(settings(), source(build_index(tmp_path, [evil], REGISTERS))))
    (line,), (row,) = lines(client), rows(client)
    assert line["name"] == evil.name
    assert list(row) == list(COLUMNS)
    assert row["name"].startswith("'=cmd")
    assert row["short_name"] == "'@SUM(1)"
    assert "\x00" not in client.get("/du-lieu/thu-tuc.csv").text
    assert client.get("/du-lieu/datapackage.json").json()["resources"][0]["rows"] == 1
