"""Letters and messages of accounts, as they enter the outbox: which templates there are, what each needs.

The worker renders and sends them. `values` may hold a code or a link that signs somebody in: never logged, wiped
from the payload once sent.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from dossiers.house import Words
from dossiers.store.tables import Outgoing

TEMPLATES: dict[str, frozenset[str]] = {
    "verify": frozenset({"code", "minutes"}),
    "known": frozenset({"sign_in", "reset"}),
    "number_known": frozenset({"reset"}),
    "reset": frozenset({"link", "minutes"}),
    "reset_unknown": frozenset({"register"}),
    "reset_code": frozenset({"code", "minutes"}),
    "recover": frozenset({"link", "minutes"}),
    "change": frozenset({"code", "minutes"}),
    "change_known": frozenset({"sign_in"}),
    "password_changed": frozenset({"reset"}),
    "contact_changed": frozenset({"contact", "reset"}),
    "sign_on_linked": frozenset({"provider", "reset"}),
    "deleted": frozenset(),
}
"""Template -> values it needs.

All go by e-mail; verify, reset_code, change, password_changed, contact_changed, sign_on_linked and deleted by text
message too.
verify: the code that ends a registration. known: somebody registered with an address that has an account.
number_known: the same with a personal number or tax code. reset, recover: a link. reset_unknown: somebody asked
for a reset, but the address has no account. reset_code: the code of a reset by text message. change: the code for
a new address or number; change_known: that address belongs to another account. password_changed, contact_changed
("email" or "phone"), sign_on_linked (single sign-on opens the account too), deleted: what was done, in case it was
somebody else.
"""

Channel = Literal["email", "sms"]


def letter(
    channel: Channel,
    template: str,
    to: str,
    *,
    words: Words,
    now: dt.datetime,
    account: str | None = None,
    **values: Any,
) -> Outgoing:
    """A letter or message for the outbox, in the language of the page that causes it.

    Raises ValueError where the template does not get exactly what it needs.
    """
    if TEMPLATES.get(template) != values.keys():
        raise ValueError(f"{template} needs {sorted(TEMPLATES.get(template, ()))}")
    return Outgoing(
        kind=channel,
        payload={"template": template, "to": to, "values": values, "lang": words.lang},
        account=account,
        state="waiting",
        due_at=now,
        created_at=now,
    )
