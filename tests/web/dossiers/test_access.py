"""Who gets what at every address of the whole application: access.tsv has a row for each, and none is missing.

Every row is asked for by five people: nobody, the owner of what the address names, another citizen, an officer of
the agency that received it, and one of another agency. What is not yours is 404, as if it were not there. The same
walk looks at the cross-site guard, at caching, at reading by other sites and at the security headers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from dossiers.house import House
from dossiers.routes.table import ROUTES
from dossiers.settings import DossierSettings
from dossiers.store.database import Database
from dossiers.store.tables import Table, new_id
from search_api.app import create_app
from search_api.layers import SECURITY_HEADERS
from search_api.lending import joining
from search_api.routes.table import ROUTES as LOOK_UP
from search_api.settings import Settings
from tests.web.dossiers.conftest import Clock
from tests.web.dossiers.program import ME
from tests.web.dossiers.walking import BIRTH, HOA_LU
from tests.web.dossiers.world import PEOPLE, World, make_world

TABLE = Path(__file__).with_name("access.tsv")
OWN = ("/tai-khoan", "/nop-ho-so", "/ho-so", "/giay-to", "/can-bo", ME)
"""Beginnings of the addresses whose answers depend on who asks."""
SENT_ALONG: dict[str, dict[str, str]] = {
    "/nop-ho-so": {"procedure": BIRTH, "agency": HOA_LU},
    "/nop-ho-so/{id}/tep": {"detach": "{file}"},
    "/ho-so/{id}/rut": {"version": "1", "reason": "Nộp nhầm"},
    "/tai-khoan/thiet-bi": {"session": "others"},
}
"""Forms that are not sent empty: an empty one would be refused before anybody looks whose it is."""
BODIES: dict[str, Any] = {
    f"{ME}/drafts": {"procedure": BIRTH, "agency": HOA_LU},
    f"{ME}/drafts/{{id}}/cases": [],
    f"{ME}/drafts/{{id}}/send": {"declared": True},
    f"{ME}/dossiers/{{id}}/withdraw": {"reason": "Nộp nhầm"},
}
"""The same for programs."""
TRUSTED = "https://trusted.example"
COMBINATIONS: tuple[tuple[str, dict[str, str], bool, bool], ...] = (
    ("same-origin", {"sec-fetch-site": "same-origin"}, True, True),
    ("none", {"sec-fetch-site": "none"}, True, True),
    ("cross-site, trusted", {"sec-fetch-site": "cross-site", "origin": TRUSTED}, True, True),
    ("own origin", {"origin": "http://testserver"}, True, True),
    ("trusted origin", {"origin": TRUSTED}, True, True),
    ("no header, token", {}, True, True),
    ("same-site", {"sec-fetch-site": "same-site"}, True, False),
    ("cross-site", {"sec-fetch-site": "cross-site"}, True, False),
    ("other scheme", {"origin": "https://testserver"}, True, False),
    ("null", {"origin": "null"}, True, False),
    ("no header, no token", {}, False, False),
)
"""Name, headers, whether the form brings its token, whether the form is taken; the twelfth has no cookie at all."""


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def is_own(path: str) -> bool:
    return path.startswith(OWN)


@pytest.fixture(scope="module")
def application(bundled: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    folder = tmp_path_factory.mktemp("access")
    database = Database(f"sqlite:///{folder}/dossiers.db")
    Table.metadata.create_all(database.engine)
    settings = DossierSettings(files=str(folder / "files"), trusted_origins=(TRUSTED,))
    yield create_app(Settings(rate_limit="off"), bundled, join=joining(settings, database, Clock()))
    database.close()


@pytest.fixture
def world(application: FastAPI) -> World:
    """New people each time, in one database."""
    house: House = application.state.house
    return make_world(house, application)


def ask(world: World, who: str, method: str, template: str) -> Any:
    """An answer to somebody."""
    path = world.address(template)
    if template.startswith(ME):
        headers = {"if-match": '"1"', "idempotency-key": new_id(), "accept": "application/json"}
        content = {} if method in ("GET", "DELETE") else {"json": BODIES.get(template, {})}
        return world.program(who).request(method, path, headers=headers, **content)
    return world.browser(who).request(method, path, **_form(world, method, template))


def _form(world: World, method: str, template: str) -> dict[str, Any]:
    given = SENT_ALONG.get(template.removeprefix("/en"), {}) if method == "POST" else {}
    form = {name: value.replace("{file}", world.file) for name, value in given.items()}
    return {"data": form} if form else {}


def routes(app: FastAPI) -> set[tuple[str, str]]:
    """(method, template) of every route; English pages are answered as the Vietnamese ones are."""
    found = set()
    for route in _flat(app.routes):
        path = route.path.removeprefix("/en") or "/"
        found |= {(method, path) for method in (route.methods or {"GET"}) if method != "HEAD"}
    return found


def _flat(listed: Any) -> Iterator[Any]:
    for one in listed:
        included = getattr(one, "original_router", None)
        if included is not None:
            yield from _flat(included.routes)
        else:
            yield one


def test_every_route_has_its_row_and_every_row_its_route(application) -> None:
    assert routes(application) == {(row["method"], row["path"]) for row in rows()}


ENGLISH = {one.path for one in (*ROUTES, *LOOK_UP) if one.path.startswith("/en")}
ASKED = [(row, path) for row in rows() for path in (row["path"], f"/en{row['path'].rstrip('/')}")]


@pytest.mark.parametrize(
    ("row", "template"),
    [one for one in ASKED if not one[1].startswith("/en") or one[1] in ENGLISH],
    ids=lambda one: one if isinstance(one, str) else one["method"],
)
def test_everybody_gets_what_the_table_says(world, row: dict[str, str], template: str) -> None:
    for who in PEOPLE:
        answer = ask(world, who, row["method"], template)
        assert answer.status_code == int(row[who]), (who, answer.text[:300])
        _check_headers(row["path"], answer)


def _check_headers(path: str, answer: Any) -> None:
    names = {name.decode() for name, _ in SECURITY_HEADERS}
    assert names <= set(answer.headers)
    if is_own(path):
        kept = answer.headers["cache-control"]
        assert "no-store" in kept
        assert answer.status_code >= 400 or "private" in kept
        assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "row", [row for row in rows() if is_own(row["path"])], ids=lambda row: f"{row['method']} {row['path']}"
)
def test_what_is_not_yours_is_not_there(row: dict[str, str]) -> None:
    """The table itself: no row gives anything of the owner to another citizen, an officer or nobody."""
    if "{id}" in row["path"]:
        assert row["other"] == "404"
    if "{id}" in row["path"] or row["path"].startswith(ME):
        assert row["officer"] in ("403", "404")
        assert row["officer_elsewhere"] in ("403", "404")
        assert row["anonymous"] in ("303", "401")


FORMS = [row for row in rows() if row["method"] not in ("GET", "OPTIONS") and not row["path"].startswith(ME)]


@pytest.mark.parametrize("row", FORMS, ids=lambda row: f"{row['method']} {row['path']}")
def test_forms_of_other_sites_are_refused_in_all_twelve_ways(world, row: dict[str, str]) -> None:
    path, method = world.address(row["path"]), row["method"]
    for name, headers, has_token, taken in COMBINATIONS:
        browser = world.browser("owner", headers)
        form = {"csrf_token": browser.token} if has_token else {}
        answer = browser.request(method, path, data=form, headers={"accept": "application/json"})
        assert (answer.status_code != 403) is taken, (name, answer.status_code)
    form = _form(world, method, row["path"])
    bare = world.browser("anonymous", {}).request(method, path, **form)
    assert bare.status_code == int(row["anonymous"])


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_a_cookie_moves_nothing_in_the_api(world, method: str) -> None:
    for row in rows():
        if row["path"].startswith(ME) and row["method"] == method:
            answer = world.browser("owner").request(method, world.address(row["path"]))
            assert answer.status_code == 401, row["path"]


@pytest.mark.parametrize("path", ["/ho-so", "/tai-khoan", "/en/giay-to", ME, f"{ME}/drafts"])
def test_no_other_site_is_let_read_what_is_personal(world, path: str) -> None:
    for origin in (TRUSTED, "https://elsewhere.example", "null"):
        asked = {"origin": origin, "access-control-request-method": "GET"}
        answer = world.browser("owner").options(path, headers=asked)
        assert not [name for name in answer.headers if name.startswith("access-control")]
