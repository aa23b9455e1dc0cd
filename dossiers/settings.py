"""Settings of accounts and dossiers; read once, at start, from the environment (prefix THUTUC_)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SECRET_LENGTH = 32
"""Least length of a secret key in characters: 128 bits as hexadecimal digits."""
DEVELOPMENT_KEY = "development-only-key-that-everybody-knows"
_WEAK = frozenset({"secret", "password", "changeme", "thutuc", "development"})
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class DossierSettings(BaseSettings):
    """Settings of accounts, dossiers, mail and messages."""

    model_config = SettingsConfigDict(env_prefix="THUTUC_", frozen=True, use_attribute_docstrings=True)

    mode: Literal["development", "production"] = "development"
    """production: refuses missing or weak secrets, cookies need https."""
    database: str = "sqlite:///var/dossiers/thutuc.db"
    """sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME (needs `pip install 'thutuc[postgres]'`)."""
    secret_keys: tuple[SecretStr, ...] = ()
    """Keys that seal identity numbers and sign links, newest first; older ones only open (rotation)."""
    files: str = "var/dossiers/files"
    """Folder of attachments, or s3://BUCKET/PREFIX (needs `pip install 'thutuc[s3]'`)."""
    s3_endpoint: str = ""
    s3_region: str = "us-east-1"
    s3_key: SecretStr | None = None
    s3_secret: SecretStr | None = None
    clamd: str = ""
    """HOST:PORT or a socket path of clamd; empty: files are not scanned and officers see a warning."""
    smtp: str = ""
    """HOST:PORT of the mail server; empty: mails are written into the log of the worker (development only)."""
    smtp_user: str = ""
    smtp_password: SecretStr | None = None
    smtp_tls: Literal["starttls", "tls", "none"] = "starttls"
    mail_from: str = "thutuc@localhost"
    sms: Literal["console"] = "console"
    """How short messages leave."""
    oidc_issuer: str = ""
    """Issuer of single sign-on (OpenID Connect), an https address; empty: local accounts only."""
    oidc_client_id: Annotated[str, Field(validate_default=True)] = ""
    oidc_client_secret: SecretStr | None = None
    oidc_name: str = "VNeID"
    """How the sign-in button calls the provider."""
    session_minutes: Annotated[int, Field(ge=5, le=720)] = 60
    """Idle minutes after which a sign-in ends; officers: a quarter of it."""
    session_hours: Annotated[int, Field(ge=1, le=72)] = 12
    """Hours after which a sign-in ends in any case."""
    draft_days: Annotated[int, Field(ge=1, le=365)] = 30
    """Days without a change after which a draft goes into the bin."""
    bin_days: Annotated[int, Field(ge=1, le=90)] = 7
    """Days that a draft stays in the bin."""
    trusted_origins: tuple[str, ...] = ()
    """Origins besides our own whose pages may send forms here, e.g. https://thutuc.example.vn behind a proxy."""

    @field_validator("oidc_issuer")
    @classmethod
    def _is_issuer(cls, issuer: str) -> str:
        """OpenID Connect Discovery 1.0, 3: https, no query, no fragment; plain http on this machine for tests."""
        parts = urlsplit(issuer)
        secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
        clean = parts.hostname and not (parts.query or parts.fragment or parts.username)
        if issuer and not (secure and clean):
            raise ValueError("issuer")
        return issuer

    @field_validator("oidc_client_id")
    @classmethod
    def _goes_with_issuer(cls, client: str, info: ValidationInfo) -> str:
        if info.data.get("oidc_issuer") and not client:
            raise ValueError("client")
        return client

    @property
    def unsafe(self) -> Literal["no_secret", "weak_secret", "no_mail"] | None:
        """Why the service must not start with these settings, if it must not."""
        if self.mode != "production":
            return None
        if not self.secret_keys:
            return "no_secret"
        if any(_is_weak(key.get_secret_value()) for key in self.secret_keys):
            return "weak_secret"
        return None if self.smtp else "no_mail"

    @property
    def keys(self) -> tuple[str, ...]:
        """The secret keys, newest first; in development one that everybody knows stands in."""
        given = tuple(key.get_secret_value() for key in self.secret_keys)
        return given or ((DEVELOPMENT_KEY,) if self.mode == "development" else ())

    @property
    def folder(self) -> Path | None:
        """Folder of attachments, or None where they are kept in S3."""
        return None if self.files.startswith("s3://") else Path(self.files)


def _is_weak(key: str) -> bool:
    known = key == DEVELOPMENT_KEY or any(word in key.lower() for word in _WEAK)
    return known or len(key) < SECRET_LENGTH or len(set(key)) < 10
