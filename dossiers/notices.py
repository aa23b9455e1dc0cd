"""Who is told of what: changes of dossiers become letters and messages, and those are rendered and handed over.

A change writes one `notice` in its own transaction. The worker turns it into a letter and a message as the
dossier wishes (step 5, "Báo tin cho bạn qua"), in the transaction that notes it as done: one of each. No
letter or message holds a name; a `sensitive` procedure is not named anywhere; reasons are read behind the sign-in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from dossiers import wording
from dossiers.codes import VIETNAM
from dossiers.dossier import Action
from dossiers.expecting import expected
from dossiers.house import Words
from dossiers.mail import Mail
from dossiers.office import Office, day_in_vietnam
from dossiers.outbox import DeliveryError
from dossiers.sms_gateway import Sms, without_marks
from dossiers.store import drafts, notices
from dossiers.store.outbox import Claimed
from dossiers.store.tables import Account, Dossier, Outgoing, new_id

TEMPLATES: dict[Action, str | None] = {
    Action.SEND: "sent",
    Action.ACCEPT: "accepted",
    Action.REFUSE: "refused",
    Action.START: None,
    Action.ASK_SUPPLEMENT: "asked",
    Action.SUPPLY: "supplied",
    Action.ASK_PAYMENT: "payment_asked",
    Action.PAID: "paid",
    Action.WITHDRAW: "withdrawn",
    Action.SUSPEND: "suspended",
    Action.RESUME: "resumed",
    Action.STOP: "stopped",
    Action.FINISH: "finished",
    Action.RETURN: "returned",
}
"""What is done -> the text that tells of it; None: the applicant sees it on the page, nobody is told."""
BOTH = "vi, en"
"""Nobody asked in which language a dossier is told of: Vietnamese first, English below."""


# From a change to letters ----------------------------------------------------------------------------------


def tell(office: Office, claimed: Claimed, now: dt.datetime) -> Sequence[Outgoing]:
    """The letters and messages that a notice causes; none where its dossier is gone or nobody is to be told."""
    template = template_of(claimed.payload)
    found = notices.dossier_and_owner(office.database, claimed.dossier)
    if template is None or found is None:
        return ()
    dossier, account = found
    values = values_of(office, dossier)
    return [
        outgoing(way, to, template, dossier, values=values, now=now, message=f"{claimed.id}.{way}")
        for way, to in ways(dossier, account).items()
    ]


def template_of(payload: Mapping[str, Any]) -> str | None:
    """The text of a notice: its own, else that of the action, else that of the event."""
    action = payload.get("action") or ("send" if payload.get("event") == "sent" else None)
    if payload.get("template"):
        return str(payload["template"])
    return TEMPLATES[Action(action)] if action in set(Action) else str(payload.get("event", "")) or None


def ways(dossier: Dossier, account: Account) -> dict[str, str]:
    """Way ("email", "sms") -> address, as the dossier wishes; the account's address where the dossier has none."""
    wished = dossier.information.get("notify_by") or ()
    known: dict[str, str | None] = {
        "email": dossier.reception.get("email") or account.email,
        "sms": dossier.reception.get("phone") or account.phone,
    }
    chosen = {way: to for way, to in known.items() if way in wished and to}
    # Whoever asked for text messages only and mistyped the number in a draft still has an account.
    return chosen or ({"email": account.email} if account.email else {})


def values_of(office: Office, dossier: Dossier) -> dict[str, dict[str, str]]:
    """Language -> values of the texts about a sent dossier."""
    return {lang: _values(office, dossier, office.words(lang)) for lang in wording.LANGS}


def _values(office: Office, dossier: Dossier, words: Words) -> dict[str, str]:
    sent_at = dossier.sent_at or dossier.changed_at
    return {
        "code": dossier.code or "",
        "agency": office.catalog().agency_name(dossier.receiving_agency),
        "procedure": procedure_name(office, dossier, sent_at),
        "day": words.day(day_in_vietnam(sent_at)),
        "time": sent_at.astimezone(VIETNAM).strftime("%H:%M"),
        "due": due_text(office, dossier, words),
        "link": office.link(f"/ho-so/{dossier.id}", words.lang),
    }


def procedure_name(office: Office, dossier: Dossier, moment: dt.datetime) -> str:
    """Name of the procedure of a dossier; empty where it was or is now `sensitive`."""
    pinned = drafts.stored_procedure(dossier)
    present = office.find_procedure(pinned.code, day_in_vietnam(moment))
    return "" if pinned.sensitive or (present and present.sensitive) else pinned.title


def due_text(office: Office, dossier: Dossier, words: Words) -> str:
    """When a dossier is expected to be ready, had it been accepted as it was sent; empty where nobody can tell."""
    if dossier.sent_at is None:
        return ""
    procedure = drafts.stored_procedure(dossier)
    days = sorted(
        one.day for one in expected(procedure, office.catalog(), dossier.receiving_agency, dossier.sent_at)
    )
    if not days:
        return ""
    first, last = words.day(days[0]), words.day(days[-1])
    return first if first == last else words("notice.due_from", first=first, last=last)


def outgoing(
    way: str,
    to: str,
    template: str,
    dossier: Dossier,
    *,
    values: Mapping[str, Any],
    now: dt.datetime,
    message: str | None = None,
) -> Outgoing:
    """A letter ("email") or text message ("sms") about a dossier; `values` by language, `message` is its id."""
    return Outgoing(
        id=message or new_id(),
        kind=way,
        payload={"template": template, "to": to, "values": dict(values), "lang": BOTH},
        dossier=dossier.id,
        account=dossier.account,
        state="waiting",
        due_at=now,
        created_at=now,
    )


# From a letter to the mail server ---------------------------------------------------------------------------


def send_mail(office: Office, claimed: Claimed, now: dt.datetime) -> Sequence[Outgoing]:
    """Renders a letter and hands it over; raises DeliveryError."""
    _check_life(claimed, now)
    langs = _langs(claimed)
    try:
        entry = wording.entry(str(claimed.payload["template"]), day_in_vietnam(now))
        subject = wording.subject(entry, langs[0], _shown(office, claimed, langs[0]))
        texts = [
            "\n\n".join(
                [*wording.paragraphs(entry, lang, _shown(office, claimed, lang)), _foot(office, lang)]
            )
            for lang in langs
        ]
    except wording.MissingWordsError:
        raise DeliveryError("no_words") from None
    portal = office.catalog().registers.portal
    office.mailer.send(
        Mail(
            id=claimed.id,
            to=_to(claimed),
            subject=subject,
            text="\n\n----\n\n".join(texts) + "\n",
            lang=", ".join(langs),
            at=now,
            sender=portal.short_name,
        )
    )
    return ()


def send_sms(office: Office, claimed: Claimed, now: dt.datetime) -> Sequence[Outgoing]:
    """Renders a text message without marks, in one language, and hands it over; raises DeliveryError."""
    _check_life(claimed, now)
    lang = _langs(claimed)[0]
    try:
        entry = wording.entry(str(claimed.payload["template"]), day_in_vietnam(now))
        text = wording.message(entry, lang, _shown(office, claimed, lang))
    except wording.MissingWordsError:
        raise DeliveryError("no_words") from None
    office.gateway.send(Sms(claimed.id, _to(claimed), without_marks(text)))
    return ()


def _to(claimed: Claimed) -> str:
    return str(claimed.payload.get("to", ""))


def _check_life(claimed: Claimed, now: dt.datetime) -> None:
    """A code or link that is over by now is not sent any more: it would only puzzle."""
    minutes = claimed.values.get("minutes")
    if isinstance(minutes, int) and now >= claimed.created_at + dt.timedelta(minutes=minutes):
        raise DeliveryError("expired", lasting=True)


def _langs(claimed: Claimed) -> list[str]:
    given = str(claimed.payload.get("lang", "vi"))
    return [one for one in given.split(", ") if one in wording.LANGS] or ["vi"]


def _shown(office: Office, claimed: Claimed, lang: str) -> Mapping[str, object]:
    """The values of a letter in a language: those of accounts have one set for all."""
    values = claimed.values.get(lang, claimed.values)
    if "contact" in values:
        return {**values, "contact": office.words(lang)(f"notice.contact.{values['contact']}")}
    shown: Mapping[str, object] = values
    return shown


def _foot(office: Office, lang: str) -> str:
    words, portal = office.words(lang), office.catalog().registers.portal
    lines = [portal.name if lang == "vi" else portal.name_en or portal.name, words("notice.automatic")]
    lines += [words("notice.hotline", number=portal.hotline)] if portal.hotline else []
    lines += [] if portal.official else [words("notice.unofficial")]
    return "\n".join(lines)
