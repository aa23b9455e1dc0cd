"""What a provider tells fills in a form and proves nothing; settings of single sign-on; the missing extra."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from pydantic import ValidationError

from dossiers import single_sign_on
from dossiers.errors import SignOnError
from dossiers.files_s3 import MissingExtraError
from dossiers.settings import DossierSettings
from dossiers.single_sign_on import answers_from, checked_subject, provider_of
from tests.fake_provider import PERSON


def test_standard_claims_answer_the_questions_of_a_registration() -> None:
    assert answers_from(PERSON) == {
        "full_name": "Nguyễn Thị An",
        "birth_date": "1990-05-04",
        "sex": "female",
        "phone": "+84912345678",
        "email": "An@example.vn",
    }


def test_a_name_in_parts_is_put_together_in_the_vietnamese_order() -> None:
    parts = {"given_name": "An", "family_name": "Nguyễn", "middle_name": "Thị"}
    assert answers_from(parts) == {"full_name": "Nguyễn Thị An"}


@pytest.mark.parametrize(
    "claims",
    [
        {"name": "x" * 101},
        {"name": "An\x00"},
        {"name": ["An"]},
        {"name": "   "},
        {"birthdate": "1990"},
        {"birthdate": "0000-05-04"},
        {"birthdate": "1990-02-30"},
        {"gender": "other"},
        {"phone_number": "+1 202 555 0100"},
        {"email": "an"},
        {"email": {"value": "an@example.vn"}},
        {},
    ],
    ids=str,
)
def test_what_is_odd_is_left_for_its_owner_to_type(claims: dict[str, Any]) -> None:
    assert answers_from(claims) == {}


@pytest.mark.parametrize("subject", [None, "", 7, "x" * 256, "a\nb"])
def test_a_subject_is_a_short_text(subject: Any) -> None:
    with pytest.raises(SignOnError):
        checked_subject({"sub": subject})


@pytest.mark.parametrize(
    "issuer",
    [
        "http://sso.example.vn",
        "sso.example.vn",
        "https://",
        "https://sso.example.vn?x=1",
        "https://sso.example.vn#x",
        "https://user@sso.example.vn",
        "ftp://sso.example.vn",
    ],
)
def test_an_issuer_is_an_https_address(issuer: str) -> None:
    with pytest.raises(ValidationError) as error:
        DossierSettings(oidc_issuer=issuer, oidc_client_id="thutuc")
    assert error.value.errors()[0]["loc"] == ("oidc_issuer",)


@pytest.mark.parametrize(
    "issuer", ["", "https://sso.example.vn", "https://sso.example.vn/realm/", "http://127.0.0.1:8127"]
)
def test_on_this_machine_plain_http_will_do(issuer: str) -> None:
    assert DossierSettings(oidc_issuer=issuer, oidc_client_id="thutuc").oidc_issuer == issuer


def test_an_issuer_needs_our_name_there() -> None:
    with pytest.raises(ValidationError) as error:
        DossierSettings(oidc_issuer="https://sso.example.vn")
    assert error.value.errors()[0]["loc"] == ("oidc_client_id",)


def test_without_the_extra_the_message_names_it(monkeypatch) -> None:
    single_sign_on._provider.cache_clear()
    monkeypatch.delitem(sys.modules, "dossiers.oidc_provider", raising=False)
    monkeypatch.setitem(sys.modules, "authlib.integrations.httpx_client", None)
    settings = DossierSettings(oidc_issuer="https://sso.example.vn", oidc_client_id="thutuc")
    with pytest.raises(MissingExtraError, match=r"thutuc\[oidc\]"):
        provider_of(settings)


def test_there_is_one_provider_for_the_whole_process() -> None:
    settings = DossierSettings(oidc_issuer="https://sso.example.vn", oidc_client_id="thutuc")
    assert provider_of(settings) is provider_of(settings)
