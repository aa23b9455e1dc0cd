"""How the command line speaks: the language, messages of the table, JSON; shared by all commands."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import orjson
import typer

from search_api.cli_words import HELP, SAID

if TYPE_CHECKING:
    from search_api.settings import Settings

Kind = TypeVar("Kind")
_SECRET = re.compile("secret|key|password|database")
"""Names of settings whose values must not appear on a screen."""
_LANGS = ("vi", "en")
_LANG: Literal["vi", "en"] = "en" if os.environ.get("THUTUC_LANG") == "en" else "vi"


class Lang(StrEnum):
    """Language of messages."""

    VI = "vi"
    EN = "en"


class Format(StrEnum):
    """How complaints are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class Voice:
    """Prints messages of the table in the language asked for."""

    lang: Literal["vi", "en"] = _LANG

    def text(self, key: str, **values: object) -> str:
        """The message of a key with its values filled in."""
        return SAID[key][_LANGS.index(self.lang)].format(**values)

    def out(self, key: str, **values: object) -> None:
        """Prints a message as a result."""
        typer.echo(self.text(key, **values))

    def err(self, key: str, **values: object) -> None:
        """Prints a message to stderr."""
        typer.echo(self.text(key, **values), err=True)


voice = Voice()


def read_settings() -> Settings:
    """The settings of the environment; tells which variables cannot be used and ends with 2 where any is."""
    # Commands that need none start a tenth of a second earlier without.
    from search_api.settings import Settings  # noqa: PLC0415

    return read(Settings)


def read(kind: Callable[[], Kind]) -> Kind:
    """The settings of a kind, in the way of `read_settings`. What may be a secret is not shown."""
    from pydantic import ValidationError  # noqa: PLC0415
    from pydantic_settings import SettingsError  # noqa: PLC0415

    try:
        return kind()
    except ValidationError as error:
        wrong = {str(one["loc"][0]): one["input"] for one in error.errors()}
    except SettingsError as error:
        # What is no JSON, where JSON is asked for: the message names the field in quotes.
        named = re.search(r'field "(\w+)"', str(error))
        name = named.group(1) if named else ""
        wrong = {name: os.environ.get(f"THUTUC_{name.upper()}", "")}
    for name, value in wrong.items():
        want = f"setting_{name}" if f"setting_{name}" in SAID else "setting_"
        shown = "…" if _SECRET.search(name) else value
        voice.err("bad_setting", name=f"THUTUC_{name.upper()}", value=shown, want=voice.text(want))
    raise typer.Exit(2)


def help_text(key: str, **values: str) -> str:
    """Words of the help, in the language of the environment: it is made before options are read."""
    return HELP[key][_LANGS.index(_LANG)].format(**values)


def print_json(value: Any) -> None:
    """Prints plain values as JSON."""
    typer.echo(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode("utf-8"))


AsJson = Annotated[bool, typer.Option("--json", help=help_text("json"))]
