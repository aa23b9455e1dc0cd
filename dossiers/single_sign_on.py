"""Single sign-on: what leaves for a provider of identities (OpenID Connect, such as VNeID) and what comes back.

An account belongs to (issuer, subject). Whatever else a provider tells only fills in a form that its owner checks:
an e-mail address proves nothing here. Talking to the provider needs an extra and is oidc_provider.py.
"""

from __future__ import annotations

import datetime as dt
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from dossiers import identity
from dossiers.errors import SignOnError
from dossiers.files_s3 import MissingExtraError
from dossiers.notation import is_date
from dossiers.settings import DossierSettings

EXTRA = "oidc"
LONGEST_NAME = 100
LONGEST_SUBJECT = 255
"""OpenID Connect Core 1.0, 2: "sub" has at most 255 ASCII characters."""
_CANCELLED = frozenset({"access_denied"})
_DOWN = frozenset({"server_error", "temporarily_unavailable"})
_SETUP = frozenset(
    {
        "invalid_client",
        "invalid_request",
        "invalid_request_object",
        "invalid_request_uri",
        "invalid_scope",
        "request_not_supported",
        "unauthorized_client",
        "unsupported_grant_type",
        "unsupported_response_mode",
        "unsupported_response_type",
    }
)


@dataclass(frozen=True, slots=True)
class Departure:
    """What a browser keeps, sealed, while its owner is at the provider."""

    state: str
    """Comes back with the answer: this browser asked."""
    nonce: str
    """Comes back inside the id token: the token was made for this sign-in."""
    verifier: str
    """Proves at the exchange of the code that we asked (PKCE, RFC 7636)."""
    next_path: str
    prefix: str
    """ "/en" where it began on an English page."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a provider names, its answer having been verified."""

    issuer: str
    subject: str
    claims: Mapping[str, Any]
    access_token: str


class Provider(Protocol):
    """A provider of identities. All raise SignOnError; times out within seconds."""

    def address(self, departure: Departure, back: str) -> str:
        """Where the browser goes; it returns to `back`."""

    def identify(
        self, departure: Departure, answer: Mapping[str, str], back: str, now: dt.datetime
    ) -> Identity:
        """Who came back with an answer (the query of `back`), whose state fits the departure already."""

    def claims_of(self, found: Identity) -> Mapping[str, Any]:
        """Everything that the provider tells about somebody."""


def depart(next_path: str, prefix: str) -> Departure:
    """A new departure, with secrets of 256 bits."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    return Departure(state, nonce, verifier, next_path, prefix)


def provider_of(settings: DossierSettings) -> Provider:
    """The provider that the settings name, one for the whole process; raises MissingExtraError."""
    secret = settings.oidc_client_secret
    return _provider(
        settings.oidc_issuer, settings.oidc_client_id, secret.get_secret_value() if secret else None
    )


@lru_cache(maxsize=4)
def _provider(issuer: str, client_id: str, client_secret: str | None) -> Provider:
    try:
        from dossiers.oidc_provider import OidcProvider  # noqa: PLC0415  # an extra that few install
    except ImportError as error:
        raise MissingExtraError(EXTRA) from error
    return OidcProvider(issuer, client_id, client_secret)


def rule_of(error: str) -> str:
    """Which of our messages fits an error code of a provider (RFC 6749, 4.1.2.1 and 5.2)."""
    known = {"cancelled": _CANCELLED, "down": _DOWN, "setup": _SETUP}
    return next((rule for rule, codes in known.items() if error in codes), "refused")


def checked_subject(claims: Mapping[str, Any]) -> str:
    """The subject of verified claims; raises SignOnError where it cannot be one."""
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT or not subject.isprintable():
        raise SignOnError("untrusted", "subject")
    return subject


def answers_from(claims: Mapping[str, Any]) -> dict[str, Any]:
    """What standard claims answer of a registration; what is odd is left out, for its owner to type."""
    told = {name: one for name, one in claims.items() if isinstance(one, str)}
    born = told.get("birthdate", "")
    sex = told.get("gender")
    answers = {
        "full_name": _name(told),
        # A year alone ("1990", "0000-05-04") is allowed there and no day of birth here.
        "birth_date": born if is_date(born, "date") and born >= "1900" else None,
        "sex": sex if sex in ("male", "female") else None,
        "phone": identity.read_phone(told.get("phone_number", "")),
        "email": identity.read_email(told.get("email", "")),
    }
    return {name: answer for name, answer in answers.items() if answer}


def _name(told: Mapping[str, str]) -> str:
    """The whole name, in the Vietnamese order where it comes in parts."""
    parts = (told.get(part, "") for part in ("family_name", "middle_name", "given_name"))
    whole = told.get("name") or " ".join(part for part in parts if part)
    clean = " ".join(unicodedata.normalize("NFC", whole).split())
    return clean if len(clean) <= LONGEST_NAME and clean.isprintable() else ""
