"""A procedure in other forms: JSON-LD that parses as itself, YAML that loads as the same procedure; the
search plug-in of browsers."""

from __future__ import annotations

import itertools
import json
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from subprocess import run
from typing import Any

import pytest
from starlette.testclient import TestClient

from indexer.catalog import Catalog
from indexer.load import load_procedure
from indexer.procedure import Procedure
from search_api.app import create_app
from tests.samples import build_index, procedure, registers
from tests.web.conftest import PROCEDURES, REGISTERS, Page, Read, settings, source
from tests.web.parts import WHOLE, hostile

SPACE = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
CONTROLS = "".join(map(chr, [*range(1, 9), 11, 12, *range(14, 32), 0x7F, 0x85, 0xFFFE]))


def with_controls(value: Any) -> Any:
    """The value with control characters inside every hostile text."""
    if isinstance(value, dict):
        return {key: with_controls(one) for key, one in value.items()}
    if isinstance(value, list):
        return [with_controls(one) for one in value]
    return value.replace("<img", f"{CONTROLS}</script><img") if isinstance(value, str) else value


HOSTILE = Procedure.model_validate_json(
    json.dumps(with_controls(hostile({**WHOLE, "replaces": []}, itertools.count(1))))
)


@pytest.fixture(scope="module")
def hostile_client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder = build_index(tmp_path_factory.mktemp("hostile"), [HOSTILE], REGISTERS)
    return TestClient(create_app(settings(), source(folder)))


def load(text: str, folder: Path) -> Procedure:
    path = folder / "1.900001.yaml"
    path.write_text(text, "utf-8")
    return load_procedure(path, Catalog(REGISTERS))


# YAML --------------------------------------------------------------------------------------------------------


def test_the_yaml_of_a_procedure_loads_as_the_same_procedure(client: TestClient, tmp_path: Path) -> None:
    answer = client.get("/thu-tuc/1.900001.yaml")
    assert answer.headers["content-type"] == "application/yaml; charset=utf-8"
    assert load(answer.text, tmp_path) == PROCEDURES[0]


def test_the_yaml_of_a_hostile_procedure_loads_as_the_same_too(
    hostile_client: TestClient, tmp_path: Path
) -> None:
    assert load(hostile_client.get("/thu-tuc/1.900001.yaml").text, tmp_path) == HOSTILE


def test_the_version_of_a_day_can_be_asked_for(client: TestClient) -> None:
    assert "name: Cấp hộ chiếu\n" in client.get("/thu-tuc/1.900007.yaml?as_of=2026-06-01").text
    assert (
        client.get("/thu-tuc/1.900007.jsonld?as_of=2026-06-01").json()["@graph"][0]["name"] == "Cấp hộ chiếu"
    )


def test_the_serving_process_writes_yaml_without_pyyaml(index: Path) -> None:
    script = f"""
import sys
from starlette.testclient import TestClient
from search_api.app import create_app
from search_api.settings import Settings
client = TestClient(create_app(Settings(index={str(index)!r}, rate_limit="off")))
assert client.get("/thu-tuc/1.900001.yaml").status_code == 200
print([name for name in ("yaml", "pyvi", "sklearn") if name in sys.modules])
"""
    done = run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"


# JSON-LD -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["client", "hostile_client"])
def test_the_block_in_the_page_is_the_json_ld_beside_it(name: str, request: pytest.FixtureRequest) -> None:
    client: TestClient = request.getfixturevalue(name)
    answer = client.get("/thu-tuc/1.900001.jsonld")
    assert answer.headers["content-type"] == "application/ld+json"
    (block,) = BLOCK.findall(client.get("/thu-tuc/1.900001").text)
    assert json.loads(block) == answer.json()
    kinds = [node["@type"] for node in answer.json()["@graph"]]
    assert kinds == ["GovernmentService", "BreadcrumbList"]


def test_a_hostile_text_cannot_end_the_block(hostile_client: TestClient) -> None:
    text = hostile_client.get("/thu-tuc/1.900001").text
    (block,) = BLOCK.findall(text)
    assert "<" not in block
    assert json.loads(block)["@graph"][0]["name"] == HOSTILE.title
    page = Page(200, text, {})
    assert {one.get("type") for one in page.all("script") if "src" not in one} == {"application/ld+json"}


def test_what_is_over_or_asked_for_another_day_is_no_service_of_today(client: TestClient) -> None:
    assert not BLOCK.findall(client.get("/thu-tuc/1.900005").text)
    assert not BLOCK.findall(client.get("/thu-tuc/1.900007?as_of=2026-06-01").text)


def test_breadcrumbs_of_the_data_lead_to_pages(client: TestClient) -> None:
    for path in ("/thu-tuc/1.900001", "/en/thu-tuc/1.900001"):
        (block,) = BLOCK.findall(client.get(path).text)
        for item in json.loads(block)["@graph"][1]["itemListElement"]:
            assert client.get(item["item"].removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize("ending", ["json", "jsonld", "yaml"])
def test_pages_lead_to_their_other_forms(read: Read, client: TestClient, ending: str) -> None:
    for path in ("/thu-tuc/1.900001", "/en/thu-tuc/1.900001"):
        hrefs = [one["href"] for one in read(path).all("link", rel="alternate")]
        assert f"http://testserver/thu-tuc/1.900001.{ending}" in hrefs
    answer = client.get(f"/thu-tuc/1.900001.{ending}", headers={"origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    tag = answer.headers["etag"]
    assert client.get(f"/thu-tuc/1.900001.{ending}", headers={"if-none-match": tag}).status_code == 304
    assert client.get(f"/thu-tuc/9.999999.{ending}", headers={"if-none-match": "*"}).status_code == 404


# Search plug-in ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_search_plug_in_holds_what_opensearch_requires(client: TestClient, prefix: str) -> None:
    answer = client.get(f"{prefix}/opensearch.xml")
    assert answer.headers["content-type"] == "application/opensearchdescription+xml; charset=utf-8"
    root = ET.fromstring(answer.content)  # noqa: S314 - our own answer
    assert root.tag == f"{{{SPACE['o']}}}OpenSearchDescription"
    assert 0 < len(root.findtext("o:ShortName", "", SPACE)) <= 16
    assert 0 < len(root.findtext("o:LongName", "", SPACE)) <= 48
    assert 0 < len(root.findtext("o:Description", "", SPACE)) <= 1_024
    urls = {one.get("type", ""): one.get("template", "") for one in root.iterfind("o:Url", SPACE)}
    assert {"text/html", "application/x-suggestions+json"} <= urls.keys()
    for kind, template in urls.items():
        path = template.replace("{searchTerms}", "khai").removeprefix("http://testserver")
        found = client.get(path)
        assert (found.status_code, found.headers["content-type"].partition(";")[0]) == (200, kind)
    assert (
        client.get(root.findtext("o:Image", "", SPACE).removeprefix("http://testserver")).status_code == 200
    )


def test_a_portal_with_a_long_name_or_a_hostile_one_has_a_plug_in_too(tmp_path: Path) -> None:
    for number, name in enumerate(["Cổng thông tin của một tỉnh rất dài", "<b>&\x01\x0b"]):
        known = registers(portal={"name": name, "short_name": name})
        folder = build_index(tmp_path / str(number), [procedure()], known)
        answer = TestClient(create_app(settings(), source(folder))).get("/opensearch.xml")
        short = ET.fromstring(answer.content).findtext("o:ShortName", "", SPACE)  # noqa: S314
        assert short in ("Thủ tục HC", "<b>&")


def suggested(client: TestClient, query: str, prefix: str = "") -> list[Any]:
    answer = client.get(f"{prefix}/opensearch/goi-y", params={"q": query})
    assert answer.headers["content-type"] == "application/x-suggestions+json; charset=utf-8"
    found: list[Any] = answer.json()
    return found


def test_suggestions_are_four_lists_that_begin_with_what_was_typed(client: TestClient) -> None:
    typed, titles, told, urls = suggested(client, "  Khai s")
    assert typed == "  Khai s"
    assert len(titles) == len(told) == len(urls) > 0
    assert "Đăng ký khai sinh" in titles
    assert urls[titles.index("Đăng ký khai sinh")] == "http://testserver/thu-tuc/1.900002"
    assert all(client.get(one.removeprefix("http://testserver")).status_code == 200 for one in urls)


def test_suggestions_lead_to_pages_of_their_language(client: TestClient) -> None:
    urls, told = suggested(client, "ho tich", "/en")[3], suggested(client, "ho tich", "/en")[2]
    assert all(one.startswith("http://testserver/en/") for one in urls)
    assert "Field" in told


@pytest.mark.parametrize("query", ["", "a", "qqqq zzzz", "<script>", '"],[', "\ud83d"])
def test_nothing_found_is_an_empty_answer(client: TestClient, query: str) -> None:
    if query == "\ud83d":
        answer = client.get("/opensearch/goi-y?q=%ED%A0%BD").json()
        assert answer[1:] == [[], [], []]
    else:
        assert suggested(client, query)[0] == query


def test_suggestions_take_no_other_parameter(client: TestClient) -> None:
    assert client.get("/opensearch/goi-y?q=a&limit=3").status_code == 400
    assert client.get(f"/opensearch/goi-y?q={'a' * 1_201}").status_code == 400
