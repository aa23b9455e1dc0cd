"""What an account already knows goes into a form: asked once, not twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dossiers.sealing import Seals
from dossiers.store.tables import Account
from indexer.eform import EForm


def account_values(account: Account, seals: Seals) -> dict[str, Any]:
    """What `prefill: account.<name>` may ask for, as answers; what was not registered is absent.

    Raises SealError where the keys of the settings do not open the number.
    """
    details = account.details
    number = seals.open(account.number_sealed) if account.number_sealed else None
    organisation = account.kind == "organisation"
    representative = details.get("representative_number")
    own = None if details.get("paper_kind") == "passport" else number
    values = {
        "kind": "organisation" if organisation else "person",
        "full_name": details.get("representative" if organisation else "full_name"),
        "citizen_id": (seals.open(representative) if representative else None) if organisation else own,
        "birth_date": details.get("birth_date"),
        "sex": details.get("sex"),
        "phone": account.phone,
        "email": account.email,
        "address": details.get("address"),
        "organisation": details.get("organisation"),
        "tax_code": number if organisation and details.get("number_kind") != "ident_code" else None,
    }
    return {name: value for name, value in values.items() if value is not None}


def prefilled(form: EForm, values: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that an account gives to a form."""
    asked = {
        question.id: getattr(question, "prefill", None) for page in form.pages for question in page.questions
    }
    known = {name: str(source).removeprefix("account.") for name, source in asked.items() if source}
    return {name: values[source] for name, source in known.items() if source in values}
