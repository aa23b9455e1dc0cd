"""`thutuc user` as an operator runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from dossiers.officers import ROLES
from dossiers.passwords import PASSWORDS
from dossiers.store.database import Database
from dossiers.store.tables import Account
from search_api.cli import app
from search_api.cli_user import Role
from tests.samples import build_index, procedure


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("index")
    build_index(root, [procedure()])
    return root


@pytest.fixture(autouse=True)
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database of its own for each test; commands of one process share the language."""
    monkeypatch.setenv("THUTUC_DATABASE", f"sqlite:///{tmp_path}/thutuc.db")
    run("--lang", "vi", "version")
    return f"sqlite:///{tmp_path}/thutuc.db"


def create(index: Path, email: str = "can-bo@example.vn", agency: str = "ubnd-cap-xa", *more: str) -> Result:
    given = ("--name", "Lê Văn Mẫu", "--role", "clerk", "--agency", agency, "--index", index, *more)
    return run("user", "create", email, *given)


def account(url: str) -> Account:
    with Database(url).read() as session:
        return session.scalars(select(Account)).one()


def test_an_officer_is_created_with_a_password_that_is_printed_once(index: Path, url: str) -> None:
    told = create(index, "Can-Bo@example.vn", "ubnd-cap-xa", "--json")
    assert told.exit_code == 0, told.output
    printed = json.loads(told.stdout)
    made = account(url)
    assert (made.kind, made.email, made.role, made.agency) == (
        "officer",
        "can-bo@example.vn",
        "clerk",
        "ubnd-cap-xa",
    )
    assert PASSWORDS.check(made.password_hash, printed["password"]).right
    listed = run("user", "list", "--json")
    assert printed["password"] not in listed.stdout
    assert json.loads(listed.stdout)[0]["totp"] is False


@pytest.mark.parametrize(
    ("email", "agency", "told"),
    [("can-bo", "ubnd-cap-xa", "không phải thư điện tử"), ("a@example.vn", "so-la", "không có cơ quan")],
)
def test_a_wrong_address_or_agency_makes_no_account(index: Path, email: str, agency: str, told: str) -> None:
    result = create(index, email, agency)
    assert result.exit_code == 1
    assert told in result.stderr
    assert run("user", "list").stdout == ""


def test_one_address_is_one_account(index: Path) -> None:
    create(index)
    again = create(index)
    assert again.exit_code == 1
    assert "đã có tài khoản" in again.stderr


def test_disable_enable_and_a_forgotten_device(index: Path, url: str) -> None:
    create(index)
    for command, state in (("disable", "disabled"), ("enable", "active")):
        assert run("user", command, "can-bo@example.vn").exit_code == 0
        assert account(url).state == state
    database = Database(url)
    with database.write() as session:
        session.get_one(Account, account(url).id).totp_sealed = "sealed"
    assert run("user", "reset-totp", "can-bo@example.vn").exit_code == 0
    assert account(url).totp_sealed is None


def test_an_account_is_named_by_its_id_too_whatever_it_begins_with(index: Path, url: str) -> None:
    create(index)
    database = Database(url)
    with database.write() as session:
        session.get_one(Account, account(url).id).id = "-C6FAUaWhnOL0hZeHq4zrw"
    assert run("user", "disable", "-C6FAUaWhnOL0hZeHq4zrw").exit_code == 0
    assert account(url).state == "disabled"


@pytest.mark.parametrize("command", ["disable", "enable", "reset-totp"])
def test_an_unknown_account_is_said_to_be_unknown(command: str) -> None:
    result = run("user", command, "ai@example.vn")
    assert result.exit_code == 1
    assert 'không có tài khoản nào là "ai@example.vn"' in result.stderr


def test_the_command_knows_the_roles_of_the_house() -> None:
    assert tuple(role.value for role in Role) == ROLES
