"""Every setting, its type and default; read once, at start."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from limits import parse_many
from pydantic import AfterValidator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

_SOURCE = re.compile(r"\*|'self'|https?://[\w.*-]+(:\d+)?")


def _rate(value: str) -> str:
    if value != "off":
        parse_many(value)
    return value


def _sources(values: tuple[str, ...]) -> tuple[str, ...]:
    """Sources of a content security policy: nothing that would begin another directive."""
    for value in values:
        if not _SOURCE.fullmatch(value):
            raise ValueError(value)
    return values


class Settings(BaseSettings):
    """Settings of the service, from the environment (prefix THUTUC_)."""

    model_config = SettingsConfigDict(env_prefix="THUTUC_", frozen=True, use_attribute_docstrings=True)

    mode: Literal["development", "production"] = "development"
    """production: answers tell browsers to use https only (HSTS), and the service starts only with a public
    address or a list of host names."""
    index: Path = Path("var/index")
    """Folder of the index that `thutuc build` wrote."""
    lang: Literal["vi", "en"] = "vi"
    """Language of messages of the command line."""
    base_url: Annotated[str, Field(pattern=r"^(https?://[^\s/]+)?$")] = ""
    """Public address, e.g. https://thutuc.example.vn; empty: taken from the request."""
    rate_limit: Annotated[str, AfterValidator(_rate)] = "30 per 10 second; 300 per 5 minute"
    """Requests of one address to search, suggestions and pages; `off` for measurements."""
    origin_rate_limit: Annotated[str, AfterValidator(_rate)] = "off"
    """Requests that all visitors of one other site, named by `Origin`, may make together."""
    allowed_hosts: tuple[str, ...] = ("*",)
    """Host names the service answers to."""
    security_contact: Annotated[str, Field(pattern=r"^((https|mailto):\S+)?$")] = ""
    """Whom to tell of a weakness, e.g. mailto:security@thutuc.example.vn; shown in /.well-known/security.txt."""
    poll_seconds: Annotated[float, Field(gt=0)] = 0.1
    """How often a worker looks for a new generation: it reads one name."""
    frame_ancestors: Annotated[tuple[str, ...], Field(min_length=1), AfterValidator(_sources)] = ("*",)
    """Sites that may show the search box in an iframe (`/nhung?frame=1`), as CSP sources."""
    dossiers: bool = False
    """Accounts and online submission beside the look-up; their own settings: docs/operations.md."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @property
    def unsafe(self) -> Literal["no_public_address"] | None:
        """Why the service must not start with these settings, if it must not: with neither a public address nor
        a list of host names, links of its answers would lead wherever a request says."""
        open_to_all = not self.base_url and "*" in self.allowed_hosts
        return "no_public_address" if self.mode == "production" and open_to_all else None
