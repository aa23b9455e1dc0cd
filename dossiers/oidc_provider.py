"""A provider of identities, spoken to by OpenID Connect: authorization code, PKCE S256, state, nonce.

Loaded only where single sign-on is set, since it needs the extra "oidc" (Authlib, joserfc, httpx2). Requests go to
the issuer's own host, follow no redirect, and an answer is bounded in size and time: what a provider's description
names cannot lead this service elsewhere.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx2
from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]
from authlib.integrations.httpx_client import OAuth2Client  # type: ignore[import-untyped]
from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jwk import JWKRegistry, Key, KeySet
from joserfc.jws import JWSRegistry

from dossiers.errors import SignOnError
from dossiers.oidc_fence import TIMEOUT, Fence, origin_of
from dossiers.single_sign_on import Departure, Identity, checked_subject, rule_of

DISCOVERY = "/.well-known/openid-configuration"
SCOPES = ("openid", "profile", "email", "phone")
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures that are taken: with a key only the provider has. "none" and keys that are shared are not."""
KEY_TYPES = frozenset({"RSA", "EC"})
LEEWAY = 60
"""Seconds by which the provider's clock may differ from ours."""
KEPT_SECONDS = 3_600
"""How long description and keys of a provider are kept; an unknown key has them fetched at once."""
AT_ONCE = 8
"""Requests to the provider at once: one that hangs does not take every thread of this service."""
PATIENCE = 2.0
"""Seconds that a request waits for its turn."""
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class OidcProvider:
    """One provider; used by many threads."""

    def __init__(
        self,
        issuer: str,
        client_id: str,
        client_secret: str | None,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        """Asks nothing yet; `transport` stands in for the network in tests."""
        self._issuer = issuer
        self._client_id = client_id
        self._client_secret = client_secret
        self._fence = Fence(issuer, transport or httpx2.HTTPTransport())
        self._turns = threading.BoundedSemaphore(AT_ONCE)
        self._kept: dict[str, tuple[float, Any]] = {}

    def address(self, departure: Departure, back: str) -> str:
        """See Provider."""
        described = self._description()
        with self._client(described, back) as client:
            address, _ = client.create_authorization_url(
                described["authorization_endpoint"],
                state=departure.state,
                code_verifier=departure.verifier,
                nonce=departure.nonce,
                # The answer comes in the address (GET), so the cross-site guard needs no exception.
                response_mode="query",
                ui_locales="en vi" if departure.prefix else "vi en",
            )
        return str(address)

    def identify(
        self, departure: Departure, answer: Mapping[str, str], back: str, now: dt.datetime
    ) -> Identity:
        """See Provider."""
        described = self._description()
        self._check_sender(described, answer)
        if "error" in answer:
            raise SignOnError(rule_of(answer["error"]), "authorization")
        tokens = self._redeem(described, departure, answer.get("code", ""), back)
        access = tokens.get("access_token")
        claims = self._verified(tokens.get("id_token"), departure.nonce, access, now)
        return Identity(
            self._issuer, checked_subject(claims), claims, access if isinstance(access, str) else ""
        )

    def claims_of(self, found: Identity) -> Mapping[str, Any]:
        """See Provider. Claims of the userinfo endpoint, if there is one, beside those of the id token."""
        address = self._description().get("userinfo_endpoint")
        if not address or not found.access_token:
            return found.claims
        told = self._get(address, authorization=f"Bearer {found.access_token}")
        if told.get("sub") != found.subject:
            raise SignOnError("untrusted", "userinfo")
        return {**told, **found.claims}

    # Exchange of the code -----------------------------------------------------------------------------------

    def _check_sender(self, described: Mapping[str, Any], answer: Mapping[str, str]) -> None:
        """The answer names its issuer where the provider says that it does (RFC 9207): no mix-up of providers."""
        named = answer.get("iss")
        silent = named is None and not described.get("authorization_response_iss_parameter_supported")
        if named != self._issuer and not silent:
            raise SignOnError("untrusted", "issuer of the answer")

    def _client(self, described: Mapping[str, Any], back: str) -> Any:
        """A client for one request: Authlib's keeps the token it got, which is nobody else's."""
        offered = _listed(described, "scopes_supported") or SCOPES
        ways = _listed(described, "token_endpoint_auth_methods_supported") or ("client_secret_basic",)
        by_post = "client_secret_basic" not in ways and "client_secret_post" in ways
        return OAuth2Client(
            self._client_id,
            self._client_secret,
            token_endpoint_auth_method="client_secret_post" if by_post and self._client_secret else None,
            scope=" ".join(scope for scope in SCOPES if scope == "openid" or scope in offered),
            redirect_uri=back,
            code_challenge_method="S256",
            transport=self._fence,
            timeout=TIMEOUT,
            follow_redirects=False,
            trust_env=False,
        )

    def _redeem(
        self, described: Mapping[str, Any], departure: Departure, code: str, back: str
    ) -> Mapping[str, Any]:
        with self._asking("token"), self._client(described, back) as client:
            try:
                tokens: Mapping[str, Any] = client.fetch_token(
                    described["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=departure.verifier,
                )
            except AuthlibBaseError as error:
                raise SignOnError(rule_of(str(error.error)), "token") from None
        return tokens

    def _verified(self, id_token: Any, nonce: str, access: Any, now: dt.datetime) -> Mapping[str, Any]:
        """Claims of an id token (OpenID Connect Core 1.0, 3.1.3.7): signature, issuer, audience, times, nonce."""
        if not isinstance(id_token, str):
            raise SignOnError("untrusted", "no id token")
        must = {"iss": self._issuer, "aud": self._client_id}
        options = {name: {"essential": True, "value": value} for name, value in must.items()}
        params = {"nonce": nonce, "client_id": self._client_id, "access_token": access}
        try:
            token = self._decoded(id_token)
            claims = CodeIDToken(token.claims, token.header, options, params)
            claims.validate(now=int(now.timestamp()), leeway=LEEWAY)
        except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise SignOnError("untrusted", f"id token: {type(error).__name__}") from None
        return dict(claims)

    def _decoded(self, id_token: str) -> jwt.Token:
        registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
        try:
            return jwt.decode(id_token, self._keys(), registry=registry)
        except (InvalidKeyIdError, BadSignatureError):  # the provider may have changed its keys
            self._kept.pop("keys", None)
            return jwt.decode(id_token, self._keys(), registry=registry)

    # What the provider says of itself -----------------------------------------------------------------------

    def _description(self) -> Mapping[str, Any]:
        """The provider's description (OpenID Connect Discovery 1.0, 4): of this issuer, all of it on its host."""
        kept = self._still("description")
        if kept is not None:
            return kept  # type: ignore[no-any-return]
        described = self._get(self._issuer.rstrip("/") + DISCOVERY)
        if described.get("issuer") != self._issuer:
            raise SignOnError("setup", "issuer of the description")
        for name in (*_ENDPOINTS, "userinfo_endpoint"):
            if (name in _ENDPOINTS or described.get(name)) and not self._is_at_home(described.get(name)):
                raise SignOnError("setup", f"{name} is not on the host of the issuer")
        self._kept["description"] = (time.monotonic(), described)
        return described

    def _is_at_home(self, address: Any) -> bool:
        return isinstance(address, str) and origin_of(address) == origin_of(self._issuer)

    def _keys(self) -> KeySet:
        kept = self._still("keys")
        if kept is not None:
            return kept  # type: ignore[no-any-return]
        keys = KeySet(list(_usable(_listed(self._get(self._description()["jwks_uri"]), "keys"))))
        self._kept["keys"] = (time.monotonic(), keys)
        return keys

    def _still(self, name: str) -> Any:
        fetched, value = self._kept.get(name, (0.0, None))
        return value if time.monotonic() - fetched < KEPT_SECONDS else None

    # The wire -----------------------------------------------------------------------------------------------

    def _get(self, address: str, **headers: str) -> dict[str, Any]:
        """A JSON object of the provider; raises SignOnError."""
        what = address.partition("?")[0].rpartition("/")[2]
        client = httpx2.Client(
            transport=self._fence, timeout=TIMEOUT, follow_redirects=False, trust_env=False
        )
        with self._asking(what), client:
            answer = client.get(address, headers=headers)
            if answer.status_code != httpx2.codes.OK:
                down = answer.status_code >= 500 or answer.status_code == httpx2.codes.TOO_MANY_REQUESTS
                raise SignOnError("down" if down else "setup", f"{what}: status {answer.status_code}")
            told = answer.json()
        if not isinstance(told, dict):
            raise SignOnError("setup", f"{what}: no JSON object")
        return told

    @contextmanager
    def _asking(self, what: str) -> Iterator[None]:
        """One turn of few; what goes wrong on the wire becomes ours."""
        if not self._turns.acquire(timeout=PATIENCE):
            raise SignOnError("down", f"{what}: all turns taken")
        try:
            yield
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, ValueError, RecursionError) as error:
            raise SignOnError("down", f"{what}: {type(error).__name__}") from None
        finally:
            self._turns.release()


def _listed(told: Mapping[str, Any], name: str) -> list[Any]:
    value = told.get(name)
    return value if isinstance(value, list) else []


def _usable(listed: list[Any]) -> Iterator[Key]:
    """Keys that may sign an id token; what is not understood, or is for something else, is left out."""
    for one in listed:
        if isinstance(one, dict) and one.get("kty") in KEY_TYPES and one.get("use", "sig") == "sig":
            try:
                yield JWKRegistry.import_key(one)
            except (JoseError, ValueError, TypeError, KeyError):
                continue
