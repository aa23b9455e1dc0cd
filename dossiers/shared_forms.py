"""The forms of steps 4 and 5, which every procedure shares: who applies, and how the answer comes back.

Written in the vocabulary of e-forms, so that they are shown, read and checked like any other; labels are keys of
the message tables until `spoken` puts a language in.
"""

from __future__ import annotations

from typing import Any

from dossiers.house import Words
from indexer.eform import EForm, Page

RECEPTION_VERSION = 1
INFORMATION_VERSION = 1


def _question(kind: str, name: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "id": name, "label": f"shared.{name}", **more}


def _options(name: str, *values: str) -> dict[str, Any]:
    return {"options": tuple({"value": value, "label": f"shared.{name}.{value}"} for value in values)}


_PERSON = {"question": "applicant_kind", "is": "person"}
_ORGANISATION = {"question": "applicant_kind", "is": "organisation"}
_BEHALF = {"question": "on_behalf", "is": True}
_POST = {"question": "receive_by", "is": "post"}
_AUTHORISED = {"question": "has_authorised", "is": True}

RECEPTION = EForm.model_validate(
    {
        "version": RECEPTION_VERSION,
        "pages": (
            {
                "id": "reception",
                "title": "step.reception",
                "questions": (
                    _question(
                        "choose_one",
                        "applicant_kind",
                        required=True,
                        prefill="account.kind",
                        **_options("applicant_kind", "person", "organisation"),
                    ),
                    _question(
                        "text",
                        "organisation_name",
                        required=True,
                        max_length=300,
                        show_if=_ORGANISATION,
                        prefill="account.organisation",
                    ),
                    _question(
                        "tax_code",
                        "tax_code",
                        required=True,
                        show_if=_ORGANISATION,
                        prefill="account.tax_code",
                    ),
                    _question(
                        "text", "full_name", required=True, max_length=100, prefill="account.full_name"
                    ),
                    _question("citizen_id", "citizen_id", required=True, prefill="account.citizen_id"),
                    _question(
                        "date",
                        "birth_date",
                        required=True,
                        not_after="today",
                        show_if=_PERSON,
                        prefill="account.birth_date",
                    ),
                    _question("phone", "phone", required=True, prefill="account.phone"),
                    _question("email", "email", prefill="account.email"),
                    _question("address", "address", required=True, prefill="account.address"),
                    _question("yes_no", "on_behalf", required=True, hint="shared.on_behalf.hint"),
                    _question("text", "principal_name", required=True, max_length=100, show_if=_BEHALF),
                    _question("citizen_id", "principal_citizen_id", required=True, show_if=_BEHALF),
                    _question("phone", "principal_phone", show_if=_BEHALF),
                    _question("address", "principal_address", required=True, show_if=_BEHALF),
                ),
            },
        ),
    }
)
"""Step 4, Tiếp nhận hồ sơ."""

INFORMATION = EForm.model_validate(
    {
        "version": INFORMATION_VERSION,
        "pages": (
            {
                "id": "information",
                "title": "step.information",
                "questions": (
                    _question(
                        "choose_one",
                        "receive_by",
                        required=True,
                        **_options("receive_by", "counter", "post", "electronic"),
                    ),
                    _question(
                        "address", "post_address", required=True, show_if=_POST, prefill="account.address"
                    ),
                    _question(
                        "choose_many", "notify_by", required=True, **_options("notify_by", "email", "sms")
                    ),
                    _question("yes_no", "has_authorised", required=True, hint="shared.has_authorised.hint"),
                    _question("text", "authorised_name", required=True, max_length=100, show_if=_AUTHORISED),
                    _question("citizen_id", "authorised_citizen_id", required=True, show_if=_AUTHORISED),
                    _question("phone", "authorised_phone", required=True, show_if=_AUTHORISED),
                    _question("email", "authorised_email", show_if=_AUTHORISED),
                    _question("address", "authorised_address", show_if=_AUTHORISED),
                    _question("long_text", "remark", max_length=1_000, hint="shared.remark.hint"),
                ),
            },
        ),
    }
)
"""Step 5, Thông tin hồ sơ."""


def spoken(form: EForm, words: Words) -> EForm:
    """A shared form with labels in a language."""
    return form.model_copy(update={"pages": tuple(_spoken_page(page, words) for page in form.pages)})


def _spoken_page(page: Page, words: Words) -> Page:
    questions = tuple(_spoken_part(question, words) for question in page.questions)
    return page.model_copy(update={"title": words(page.title), "questions": questions})


def _spoken_part(part: Any, words: Words) -> Any:
    """A question or option with label, hint and options in a language."""
    changed: dict[str, Any] = {"label": words(part.label)}
    if part.hint:
        changed["hint"] = words(part.hint)
    if getattr(part, "options", None):
        changed["options"] = tuple(_spoken_part(option, words) for option in part.options)
    return part.model_copy(update=changed)
