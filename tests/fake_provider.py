"""A provider of identities inside the test: signs what it is told to sign, also what no honest provider would.

`transport` stands in for the network. Whatever a test changes in the attributes is what the provider says next.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import httpx2
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import RSAKey
from joserfc.jws import JWSRegistry

from tests.dossier_database import NOW

ISSUER = "https://sso.example.vn"
CLIENT = "thutuc"
CLIENT_SECRET = "a-secret-of-the-client"  # noqa: S105
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "two", "use": "sig"})
PERSON = {
    "name": "Nguyễn Thị An",
    "birthdate": "1990-05-04",
    "gender": "female",
    "phone_number": "+84 912 345 678",
    "email": "An@example.vn",
    "email_verified": True,
}


def part(value: Any) -> str:
    """A part of a token, in base64url."""
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def unsigned(header: dict[str, Any], claims: dict[str, Any]) -> str:
    """A token without a signature."""
    return f"{part(header)}.{part(claims)}."


@dataclass
class FakeProvider:
    """The provider, honest until a test changes it."""

    subject: str = "an-1990"
    claims: dict[str, Any] = field(default_factory=dict)
    """What the id token says instead; None takes a claim away."""
    sign: Callable[[dict[str, Any], dict[str, Any]], str] | None = None
    """(header, claims) -> id token, instead of the honest one."""
    description: dict[str, Any] = field(default_factory=dict)
    keys: list[Any] = field(default_factory=lambda: [KEY.as_dict(private=False)])
    person: dict[str, Any] = field(default_factory=lambda: dict(PERSON))
    answers: dict[str, httpx2.Response] = field(default_factory=dict)
    """Path -> the whole answer there, instead of the honest one."""
    asked: list[str] = field(default_factory=list)
    """Addresses of all requests."""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def transport(self) -> httpx2.MockTransport:
        """The network as OidcProvider sees it."""
        return httpx2.MockTransport(self._answer)

    def authorize(self, address: str, **more: str) -> str:
        """Somebody signs in and agrees: the address that the browser is sent back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], **more})}"

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(str(request.url))
        path = request.url.path
        if path in self.answers:
            return self.answers[path]
        told: dict[str, Callable[[], Any]] = {
            "/.well-known/openid-configuration": self._describe,
            "/jwks": lambda: {"keys": self.keys},
            "/userinfo": lambda: {"sub": self.subject, **self.person},
            "/token": lambda: self._tokens(request),
        }
        if path not in told:
            return httpx2.Response(404)
        answer = told[path]()
        return httpx2.Response(400 if "error" in answer else 200, json=answer)

    def _describe(self) -> dict[str, Any]:
        honest = {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/auth",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/jwks",
            "userinfo_endpoint": f"{ISSUER}/userinfo",
            "scopes_supported": ["openid", "profile", "email"],
        }
        return {name: one for name, one in {**honest, **self.description}.items() if one is not None}

    def _tokens(self, request: httpx2.Request) -> dict[str, Any]:
        sent = dict(parse_qsl(request.content.decode()))
        asked = self.codes.pop(sent.get("code", ""), None)
        given = base64.b64encode(f"{CLIENT}:{CLIENT_SECRET}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {given}":
            return {"error": "invalid_client"}
        fits = asked is not None and (
            create_s256_code_challenge(sent["code_verifier"]) == asked["code_challenge"]
            and sent["redirect_uri"] == asked["redirect_uri"]
        )
        if asked is None or not fits:
            return {"error": "invalid_grant"}
        return {"access_token": "access", "token_type": "Bearer", "id_token": self._id_token(asked["nonce"])}

    def _id_token(self, nonce: str) -> str:
        now = int(NOW.timestamp())
        honest = {
            "iss": ISSUER,
            "sub": self.subject,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
        }
        claims = {name: one for name, one in {**honest, **self.claims}.items() if one is not None}
        header = {"alg": "RS256", "kid": "one"}
        return self.sign(header, claims) if self.sign else signed(header, claims)


def signed(header: dict[str, Any], claims: dict[str, Any], key: Any = KEY) -> str:
    """A token under a key, with whatever algorithm its header names."""
    registry = JWSRegistry(algorithms=[header["alg"]], strict_check_header=False)
    return jwt.encode(header, claims, key, registry=registry)
