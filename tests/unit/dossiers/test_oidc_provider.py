"""What comes from a provider of identities is believed only as far as it is proved; requests stay on its host."""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import hmac
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc.jwk import OctKey

from dossiers import oidc_fence, oidc_provider
from dossiers.errors import SignOnError
from dossiers.oidc_fence import Bounded, Fence, origin_of
from dossiers.oidc_provider import OidcProvider
from dossiers.single_sign_on import Departure, Identity, depart
from tests.dossier_database import NOW
from tests.fake_provider import (
    CLIENT,
    CLIENT_SECRET,
    ISSUER,
    KEY,
    OTHER_KEY,
    FakeProvider,
    part,
    signed,
    unsigned,
)

BACK = "https://thutuc.example.vn/tai-khoan/dang-nhap-mot-lan/tro-ve"


@pytest.fixture
def fake() -> FakeProvider:
    return FakeProvider()


def ours(fake: FakeProvider, secret: str | None = CLIENT_SECRET) -> OidcProvider:
    return OidcProvider(ISSUER, CLIENT, secret, fake.transport)


def query(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def come_back(
    fake: FakeProvider,
    provider: OidcProvider | None = None,
    departure: Departure | None = None,
    now: dt.datetime = NOW,
    **more: str,
) -> Identity:
    """A whole sign-in of somebody at the provider."""
    provider = provider or ours(fake)
    departure = departure or depart("", "")
    answer = query(fake.authorize(provider.address(departure, BACK), **more))
    return provider.identify(departure, answer, BACK, now)


def rule(error: pytest.ExceptionInfo[SignOnError]) -> str:
    return error.value.rule


# There and back ------------------------------------------------------------------------------------------------


def test_the_browser_leaves_with_state_nonce_and_the_challenge_of_a_secret_that_stays_here(fake) -> None:
    departure = depart("/ho-so", "")
    address = ours(fake).address(departure, BACK)
    assert address.startswith(f"{ISSUER}/auth?")
    asked = query(address)
    assert (asked["response_type"], asked["response_mode"]) == ("code", "query")
    assert (asked["state"], asked["nonce"]) == (departure.state, departure.nonce)
    assert asked["code_challenge_method"] == "S256"
    assert departure.verifier not in address
    assert asked["scope"] == "openid profile email"  # phone is not offered
    assert asked["redirect_uri"] == BACK


def test_two_departures_share_no_secret() -> None:
    one, other = depart("", ""), depart("", "")
    secrets = {one.state, one.nonce, one.verifier, other.state, other.nonce, other.verifier}
    assert len(secrets) == 6
    assert min(map(len, secrets)) >= 43  # 256 bits


def test_whom_the_provider_names_is_known_by_issuer_and_subject(fake) -> None:
    found = come_back(fake)
    assert (found.issuer, found.subject) == (ISSUER, "an-1990")


def test_the_rest_comes_from_userinfo_and_the_id_token_wins(fake) -> None:
    provider = ours(fake)
    fake.claims = {"name": "Nguyễn An"}
    told = provider.claims_of(come_back(fake, provider))
    assert (told["name"], told["gender"]) == ("Nguyễn An", "female")


def test_userinfo_of_somebody_else_is_not_taken(fake) -> None:
    provider = ours(fake)
    found = come_back(fake, provider)
    fake.subject = "binh-1991"
    with pytest.raises(SignOnError) as error:
        provider.claims_of(found)
    assert rule(error) == "untrusted"


def test_a_provider_without_userinfo_is_enough(fake) -> None:
    fake.description = {"userinfo_endpoint": None}
    provider = ours(fake)
    assert provider.claims_of(come_back(fake, provider))["sub"] == "an-1990"


def test_description_and_keys_are_fetched_once(fake) -> None:
    provider = ours(fake)
    for _ in range(3):
        come_back(fake, provider)
    assert sorted(urlsplit(one).path for one in fake.asked) == [
        "/.well-known/openid-configuration",
        "/jwks",
        "/token",
        "/token",
        "/token",
    ]


def test_new_keys_of_the_provider_are_fetched_at_once(fake) -> None:
    provider = ours(fake)
    come_back(fake, provider)
    fake.keys = [OTHER_KEY.as_dict(private=False)]
    fake.sign = lambda header, claims: signed({**header, "kid": "two"}, claims, OTHER_KEY)
    assert come_back(fake, provider).subject == "an-1990"


# Attacks on the answer -----------------------------------------------------------------------------------------


def test_a_code_counts_once(fake) -> None:
    provider, departure = ours(fake), depart("", "")
    answer = query(fake.authorize(provider.address(departure, BACK)))
    provider.identify(departure, answer, BACK, NOW)
    with pytest.raises(SignOnError) as error:
        provider.identify(departure, answer, BACK, NOW)
    assert rule(error) == "refused"


def test_a_code_of_another_sign_in_is_refused_for_its_challenge(fake) -> None:
    provider, mine, theirs = ours(fake), depart("", ""), depart("", "")
    stolen = query(fake.authorize(provider.address(theirs, BACK)))
    with pytest.raises(SignOnError) as error:
        provider.identify(mine, stolen, BACK, NOW)
    assert rule(error) == "refused"


def test_a_token_made_for_another_sign_in_is_not_taken(fake) -> None:
    fake.claims = {"nonce": "of-another-sign-in"}
    with pytest.raises(SignOnError) as error:
        come_back(fake)
    assert rule(error) == "untrusted"


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": None},
        {"iss": "https://evil.example"},
        {"iss": f"{ISSUER}/"},
        {"iss": None},
        {"iss": [ISSUER]},
        {"aud": "another-service"},
        {"aud": ["another-service"]},
        {"aud": None},
        {"aud": [CLIENT, "another-service"]},
        {"azp": "another-service"},
        {"exp": int(NOW.timestamp()) - 61},
        {"exp": None},
        {"exp": "2099-01-01"},
        {"exp": float("nan")},
        {"iat": int(NOW.timestamp()) + 600},
        {"nbf": int(NOW.timestamp()) + 600},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 256},
        {"sub": "an\n1990"},
        {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
        {"at_hash": 7},
    ],
    ids=str,
)
def test_an_id_token_that_is_not_ours_now_is_not_taken(fake, claims: dict[str, Any]) -> None:
    fake.claims = claims
    with pytest.raises(SignOnError) as error:
        come_back(fake)
    assert rule(error) == "untrusted"


def test_a_token_expires(fake) -> None:
    with pytest.raises(SignOnError) as error:
        come_back(fake, now=NOW + dt.timedelta(minutes=7))
    assert (rule(error), error.value.cause) == ("untrusted", "id token: ExpiredTokenError")


def test_clocks_may_differ_by_a_minute(fake) -> None:
    assert come_back(fake, now=NOW - dt.timedelta(seconds=50)).subject == "an-1990"


def critical(header: dict[str, Any], claims: dict[str, Any]) -> str:
    """A token that must only be taken by who understands an extension of it (RFC 7515, 4.1.11); well signed."""
    text = f"{part({**header, 'crit': ['x'], 'x': 1})}.{part(claims)}"
    signature = KEY.private_key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{text}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def misused(header: dict[str, Any], claims: dict[str, Any]) -> str:
    """A token under HS256, the provider's public key taken for a shared secret."""
    text = f"{part({**header, 'alg': 'HS256'})}.{part(claims)}"
    digest = hmac.digest(KEY.as_pem(private=False), text.encode(), "sha256")
    return f"{text}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
@pytest.mark.parametrize(
    "sign",
    [
        lambda header, claims: unsigned({**header, "alg": "none"}, claims),
        lambda header, claims: unsigned({"alg": "none"}, claims),
        lambda header, claims: unsigned({**header, "alg": "NONE"}, claims),
        lambda header, claims: unsigned({"kid": "one"}, claims),
        unsigned,
        lambda header, claims: signed(header, claims)[:-4] + "AAAA",
        lambda header, claims: signed(header, claims, OTHER_KEY),
        lambda header, claims: signed({**header, "kid": "unknown"}, claims),
        lambda header, claims: signed({**header, "kid": "two"}, claims, OTHER_KEY),
        lambda header, claims: signed({**header, "jwk": OTHER_KEY.as_dict(private=False)}, claims, OTHER_KEY),
        misused,
        lambda header, claims: signed(header, claims).replace(".", ".x", 1),
        critical,
        lambda header, claims: "",
        lambda header, claims: "a.b.c.d.e",
        lambda header, claims: 7,
        lambda header, claims: None,
        lambda header, claims: "ă.â.ê",
    ],
)
def test_an_id_token_that_the_provider_did_not_sign_is_not_taken(fake, sign: Any) -> None:
    fake.sign = sign
    with pytest.raises(SignOnError) as error:
        come_back(fake)
    assert rule(error) == "untrusted"


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_a_shared_key_in_the_list_of_keys_signs_nothing(fake) -> None:
    shared = OctKey.generate_key(256, {"kid": "one"})
    fake.keys = [shared.as_dict(private=True)]
    fake.sign = lambda header, claims: signed({**header, "alg": "HS256"}, claims, shared)
    with pytest.raises(SignOnError) as error:
        come_back(fake)
    assert rule(error) == "untrusted"


def test_keys_that_are_not_understood_do_not_hide_those_that_are(fake) -> None:
    odd = [7, {}, {"kty": "RSA"}, {"kty": "EC", "crv": "P-7"}, {**fake.keys[0], "use": "enc"}]
    fake.keys = [*odd, *fake.keys]
    assert come_back(fake).subject == "an-1990"


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda one: st.lists(one, max_size=3),
    max_leaves=5,
)


@settings(max_examples=150)
@given(
    st.dictionaries(st.sampled_from(["alg", "kid", "crit", "typ", "b64"]), anything),
    st.dictionaries(st.sampled_from(["iss", "aud", "exp", "iat", "sub", "nonce", "at_hash"]), anything),
    st.text("ABCabc_-.", max_size=9),
)
def test_whatever_stands_in_a_token_it_is_refused_in_the_same_way(header: Any, claims: Any, end: str) -> None:
    fake = FakeProvider()
    fake.sign = lambda *_: f"{part(header)}.{part(claims)}.{end}"
    with pytest.raises(SignOnError) as error:
        come_back(fake)
    assert rule(error) == "untrusted"


def test_the_answer_of_another_provider_is_not_taken(fake) -> None:
    assert come_back(fake, iss=ISSUER).subject == "an-1990"
    with pytest.raises(SignOnError) as error:
        come_back(fake, iss="https://evil.example")
    assert rule(error) == "untrusted"


def test_a_provider_that_says_it_names_itself_has_to(fake) -> None:
    fake.description = {"authorization_response_iss_parameter_supported": True}
    with pytest.raises(SignOnError) as error:
        come_back(fake)
    assert rule(error) == "untrusted"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("access_denied", "cancelled"),
        ("temporarily_unavailable", "down"),
        ("invalid_scope", "setup"),
        ("login_required", "refused"),
        ("<script>", "refused"),
    ],
)
def test_what_the_provider_complains_of_gets_a_message_of_ours(fake, told: str, expected: str) -> None:
    with pytest.raises(SignOnError) as error:
        ours(fake).identify(
            depart("", ""), {"error": told, "error_description": "An, 036190000001"}, BACK, NOW
        )
    assert rule(error) == expected
    assert told not in error.value.cause
    assert "036190000001" not in str(error.value) + error.value.cause


def test_a_wrong_secret_of_ours_is_a_fault_of_the_setup(fake) -> None:
    with pytest.raises(SignOnError) as error:
        come_back(fake, ours(fake, "another-secret"))
    assert rule(error) == "setup"


# The host of the issuer ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/x",
        "http://169.254.169.254/latest/meta-data",
        "http://sso.example.vn/x",
        "https://sso.example.vn:8443/x",
        "https://sso.example.vn@evil.example/x",
        "https://sso.example.vn.evil.example/x",
        "file:///etc/passwd",
        "//evil.example/x",
        "/x",
        "",
        7,
        None,
    ],
)
@pytest.mark.parametrize(
    "endpoint", ["authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"]
)
def test_a_description_leads_nowhere_but_to_the_issuer(fake, endpoint: str, address: Any) -> None:
    fake.description = {endpoint: address}
    if endpoint == "userinfo_endpoint" and not address:
        pytest.skip("there need not be one")
    with pytest.raises(SignOnError) as error:
        ours(fake).address(depart("", ""), BACK)
    assert rule(error) == "setup"
    assert [origin_of(one) for one in fake.asked] == [origin_of(ISSUER)]


def test_a_description_of_another_issuer_is_not_taken(fake) -> None:
    fake.description = {"issuer": "https://evil.example"}
    with pytest.raises(SignOnError) as error:
        ours(fake).address(depart("", ""), BACK)
    assert rule(error) == "setup"


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/jwks", "/token"])
def test_no_redirect_is_followed(fake, path: str) -> None:
    fake.answers[path] = httpx2.Response(302, headers={"location": "http://127.0.0.1:6379/"})
    with pytest.raises(SignOnError) as error:
        come_back(fake)
    assert rule(error) in ("setup", "down")
    assert not [one for one in fake.asked if "6379" in one]


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/jwks", "/token"])
@pytest.mark.parametrize(
    "answer",
    [
        {"content": b"[" * 100_000},
        {"content": b"<html>"},
        {"content": b" " * (oidc_fence.MOST_BYTES + 1)},
        {"content": b"7"},
        {"content": b"\xff\xfe"},
        {"status_code": 500, "content": b"{}"},
        {"status_code": 429, "content": b""},
        {"content": b"x", "headers": {"content-encoding": "gzip"}},
    ],
    ids=lambda one: str(one)[:40],
)
def test_an_answer_that_is_none_is_no_fault_of_ours(fake, path: str, answer: dict[str, Any]) -> None:
    fake.answers[path] = httpx2.Response(**{"status_code": 200, **answer})
    with pytest.raises(SignOnError) as error:
        come_back(fake)
    assert rule(error) in ("down", "setup")


def test_a_provider_that_is_not_there_is_down() -> None:
    provider = OidcProvider("http://127.0.0.1:1", CLIENT, None)
    with pytest.raises(SignOnError) as error:
        provider.address(depart("", ""), BACK)
    assert rule(error) == "down"


def test_what_a_description_offers_may_be_nonsense(fake) -> None:
    fake.description = {"scopes_supported": 7, "token_endpoint_auth_methods_supported": "x"}
    assert come_back(fake).subject == "an-1990"


def test_requests_to_another_host_never_leave() -> None:
    left: list[str] = []

    def network(request: httpx2.Request) -> httpx2.Response:
        left.append(str(request.url))
        return httpx2.Response(200)

    with httpx2.Client(transport=Fence(ISSUER, httpx2.MockTransport(network))) as client:
        client.get(f"{ISSUER}/x")
        with pytest.raises(SignOnError):
            client.get("https://evil.example/x")
    assert left == [f"{ISSUER}/x"]


def test_an_answer_that_trickles_ends(monkeypatch) -> None:
    class Trickle(httpx2.SyncByteStream):
        def __iter__(self):
            while True:
                yield b" "

    with pytest.raises(httpx2.ReadError):
        list(Bounded(Trickle(), ends=0.0))


def test_a_provider_that_hangs_takes_only_some_threads(fake, monkeypatch) -> None:
    monkeypatch.setattr(oidc_provider, "AT_ONCE", 1)
    monkeypatch.setattr(oidc_provider, "PATIENCE", 0.01)
    provider = ours(fake)
    inside: list[str] = []

    def slow(request: httpx2.Request) -> httpx2.Response:
        with pytest.raises(SignOnError) as error:
            provider.address(depart("", ""), BACK)
        inside.append(rule(error))
        return httpx2.Response(503)

    provider._fence = Fence(ISSUER, httpx2.MockTransport(slow))
    with pytest.raises(SignOnError):
        provider.address(depart("", ""), BACK)
    assert inside == ["down"]


def test_a_provider_that_takes_no_basic_authentication_gets_the_secret_in_the_form(fake) -> None:
    fake.description = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    with pytest.raises(SignOnError) as error:  # the fake takes nothing but basic
        come_back(fake)
    assert rule(error) == "setup"


def test_a_departure_survives_its_cookie() -> None:
    departure = depart("/ho-so?trang=2", "/en")
    assert Departure(**json.loads(json.dumps(dataclasses.asdict(departure)))) == departure
