"""A small real generation behind the whole application."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import structlog
from fastapi import FastAPI
from starlette.testclient import TestClient

from indexer.procedure import Procedure
from search_api.app import create_app
from search_api.browsing import count
from search_api.editions import Edition
from search_api.live import Live, Serving
from search_api.logs import configure_logs
from search_api.settings import Settings
from search_api.whoosh_engine import WhooshEngine
from tests.samples import NOW, TODAY, build_index, procedure, registers
from tests.web.parts import OFFER, WHOLE, plain

Read = Callable[[str], "Page"]
IN_PERSON = {"channel": "in_person"}


def free_of_charge(days: int) -> list[dict[str, Any]]:
    return [{**IN_PERSON, "terms": [{"duration": days, "unit": "working_day", "fees": [{"amount": 0}]}]}]


PROCEDURES: tuple[Procedure, ...] = (
    Procedure.model_validate_json(json.dumps(plain(WHOLE))),
    procedure(
        "1.900002", "Thủ tục đăng ký khai sinh", short_name="Đăng ký khai sinh", methods=free_of_charge(1)
    ),
    procedure("1.900003", "Đăng ký thường trú", field="cu-tru", agency="cong-an-cap-xa"),
    procedure("1.900004", "Đăng ký khai tử", status="suspended"),
    procedure("1.900005", "Đăng ký tạm vắng", status="abolished", field="cu-tru", valid_to="2025-06-30"),
    procedure("1.900006", "Đăng ký nhận nuôi", valid_from="2027-03-01"),
    procedure("1.900007", "Cấp hộ chiếu", valid_to="2026-06-30", field="xuat-nhap-canh"),
    procedure("1.900007", "Cấp hộ chiếu phổ thông", valid_from="2026-07-01", field="xuat-nhap-canh"),
    procedure("1.900008", "Sổ hộ khẩu", field="cu-tru"),
    procedure(
        "1.900010", "Đăng ký cư trú mới", field="cu-tru", replaces=["1.900008"], valid_from="2026-01-01"
    ),
    procedure(
        "1.900011", "Đổi giấy phép lái xe", field="giao-thong", agency="bo-xay-dung", levels=["ministry"]
    ),
    *(procedure(f"2.9000{n}", f"Đăng ký việc hộ tịch thứ {n}", levels=["province"]) for n in range(10, 40)),
)
REGISTERS = registers(
    portal={"name": "Cổng mẫu", "short_name": "Mẫu", "hotline": "1022"},
    offers=[plain(OFFER)],
    events=[{"id": "sinh-con", "name": "Sinh con", "summary": "Việc cần làm", "procedures": ["1.900002"]}],
    popular=["1.900002", "1.900003"],
)


@dataclass
class Page(HTMLParser):
    """A page taken apart: what tests ask about."""

    status: int
    text: str
    headers: Any
    links: list[dict[str, str]] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if tag in ("a", "link") and "href" in given:
            self.links.append(given)

    def all(self, tag: str, **attrs: str) -> list[dict[str, str]]:
        return [a for name, a in self.tags if name == tag and attrs.items() <= a.items()]

    __hash__ = object.__hash__


@pytest.fixture(scope="session", autouse=True)
def _quiet_log() -> None:
    configure_logs("error")
    structlog.configure(cache_logger_on_first_use=False)


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Index folder with one generation; nobody may change it."""
    root = tmp_path_factory.mktemp("web")
    build_index(root, PROCEDURES, REGISTERS)
    return root


def source(folder: Path, engine: Any = None) -> Any:
    """A live generation whose day and hour are fixed."""
    edition = Edition(folder)
    serving = Serving(engine or WhooshEngine(edition, lambda: TODAY), edition, count(edition, TODAY))
    return SimpleNamespace(
        serving=serving, state="ready", today=lambda: TODAY, now=lambda: NOW, watch=Live(folder).watch
    )


@pytest.fixture(scope="session")
def live(index: Path) -> Any:
    return source(next(index.glob("gen-*")))


def settings(**given: Any) -> Settings:
    return Settings(**{"rate_limit": "off", **given})


@pytest.fixture(scope="session")
def app(live: Any) -> FastAPI:
    return create_app(settings(), live)


@pytest.fixture(scope="session")
def client(app: FastAPI) -> TestClient:
    return TestClient(app, follow_redirects=False)


@pytest.fixture(scope="session")
def read(client: TestClient) -> Read:
    """Asks for a page as a browser does."""

    def ask(path: str) -> Page:
        answer = client.get(path, headers={"accept": "text/html,*/*;q=0.8"})
        return Page(answer.status_code, answer.text, answer.headers)

    return ask
