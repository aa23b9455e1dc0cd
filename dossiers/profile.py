"""The profile of somebody who is signed in: details changed, data taken along, account removed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dossiers import account_forms
from dossiers.accounts import told
from dossiers.house import House
from dossiers.store import accounts as store
from dossiers.store import my_data
from dossiers.store.tables import Account
from dossiers.visiting import Visitor


def save(house: House, account: Account, version: int, answers: Mapping[str, Any], visitor: Visitor) -> None:
    """Puts new details in the place of the old ones; raises ConflictError where they changed meanwhile."""
    number = account_forms.number_of(answers)
    values: dict[str, Any] = {"details": account_forms.details_of(answers, house.seals)}
    if is_other_number(house, account, answers):
        values["number_sealed"] = house.seals.seal(number)
        values["number_trace"] = _free_trace(house, account, number)
    store.save_details(house.database, account.id, version, values, visitor.now)


def is_other_number(house: House, account: Account, answers: Mapping[str, Any]) -> bool:
    """Whether answers give another number of identity than the account has."""
    kept = house.seals.open(account.number_sealed) if account.number_sealed else None
    return kept != account_forms.number_of(answers)


def _free_trace(house: House, account: Account, number: str) -> str | None:
    """What finds the account by its number, unless another account is found by it already."""
    with house.database.read() as session:
        holder = store.by_trace(session, house.seals.traces(number))
    return house.seals.trace(number) if holder is None or holder.id == account.id else None


def taken_along(house: House, account: Account) -> dict[str, Any]:
    """Everything that is kept of somebody, as plain values."""
    own = {
        "kind": account.kind,
        "email": account.email,
        "phone": account.phone,
        "role": account.role,
        "agency": account.agency,
        "created_at": account.created_at.isoformat(),
        "changed_at": account.changed_at.isoformat(),
        **account_forms.answers_of(account, house.seals),
    }
    return {"account": own, **my_data.collect(house.database, account.id)}


def remove(house: House, account: Account, visitor: Visitor) -> None:
    """Removes an account for good and tells its owner."""
    my_data.remove(house.database, account.id, told(account, "deleted", visitor), visitor.now)
