"""Single sign-on: off to the provider and back; newcomers.py has what follows the first time.

The provider comes back to one address whatever the language; that page shows nothing and leads on, so neither code
nor state stays in the browser's history.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

import structlog
from starlette.responses import RedirectResponse, Response

from dossiers import single_sign_on
from dossiers.errors import AbsentError, SignOnError
from dossiers.routes.account_pages import enter
from dossiers.routes.asking import PRIVATE, Ask, is_same, safe_next, served
from dossiers.routes.keepsakes import keep, kept
from dossiers.single_sign_on import Departure, Identity, Provider
from dossiers.store import sign_ons

START = "/tai-khoan/dang-nhap-mot-lan"
BACK, FAILED = f"{START}/tro-ve", f"{START}/loi"
COMPLETE = f"{START}/hoan-tat"
DEPARTURES = "thutuc_departures"
"""Cookie: sign-ins that are at the provider now."""
AWAY = dt.timedelta(minutes=10)
MOST_AWAY = 3
"""Sign-ins begun side by side, in several tabs; an older one is forgotten."""
LONGEST_NEXT = 400
"""Characters of a path to come back to: the cookie has to hold three."""
NEWCOMER = "thutuc_newcomer"
"""Cookie: a verified identity that opens no account yet."""
NEWCOMER_LIFE = dt.timedelta(minutes=30)
STATUS = {
    "lost": 400,
    "cancelled": 200,
    "refused": 502,
    "untrusted": 502,
    "down": 503,
    "setup": 503,
    "disabled": 403,
    "officer": 403,
    "taken": 409,
    "other_identity": 409,
}
"""Why single sign-on did not succeed -> status of the page that says so."""

_log = structlog.get_logger(__name__)


def _provider(ask: Ask) -> Provider:
    """The provider; these addresses do not exist where none is set."""
    if not ask.house.settings.oidc_issuer:
        raise AbsentError
    return single_sign_on.provider_of(ask.house.settings)


def _lead(path: str, prefix: str = "") -> Response:
    return RedirectResponse(f"{prefix}{path}", 303, PRIVATE)


def failed(error: SignOnError, prefix: str) -> Response:
    """Leads to the page that says why; the log learns more."""
    _log.warning("single_sign_on_failed", rule=error.rule, cause=error.cause)
    return _lead(f"{FAILED}?ly-do={error.rule}", prefix)


# There and back ----------------------------------------------------------------------------------------------


def start(ask: Ask) -> Response:
    """Off to the provider."""
    provider = _provider(ask)
    wanted = safe_next(ask.request.query_params.get("next", ""))
    departure = single_sign_on.depart(wanted if len(wanted) <= LONGEST_NEXT else "", ask.prefix)
    try:
        address = provider.address(departure, _back(ask))
    except SignOnError as error:
        return failed(error, ask.prefix)
    response = RedirectResponse(address, 303, PRIVATE)
    _keep_away(ask, response, [*_away(ask), departure])
    return response


def _back(ask: Ask) -> str:
    return f"{ask.house.base_address(ask.request)}{BACK}"


def _away(ask: Ask) -> list[Departure]:
    values = kept(ask, DEPARTURES)
    return [Departure(**one) for one in values["away"]] if values else []


def _keep_away(ask: Ask, response: Response, away: list[Departure]) -> None:
    values = {"away": [asdict(one) for one in away[-MOST_AWAY:]]}
    keep(ask, response, DEPARTURES, values, AWAY)


def come_back(ask: Ask) -> Response:
    """Back from the provider: whoever is known is signed in, everybody else goes on to the form."""
    provider, away = _provider(ask), _away(ask)
    state = ask.request.query_params.get("state", "")
    departure = next((one for one in away if is_same(one.state, state)), None)
    if departure is None:
        prefix = "/en" if ask.house.language(ask.request) == "en" else ""
        return failed(SignOnError("lost"), prefix)
    try:
        response = _arrive(ask, provider, departure)
    except SignOnError as error:
        response = failed(error, departure.prefix)
    # Each departure has one arrival, whatever came of it.
    _keep_away(ask, response, [one for one in away if one is not departure])
    return response


def _arrive(ask: Ask, provider: Provider, departure: Departure) -> Response:
    answer = dict(ask.request.query_params)
    found = provider.identify(departure, answer, _back(ask), ask.now)
    account = sign_ons.find(ask.house.database, found.issuer, found.subject)
    if account is None:
        return _newcomer(ask, provider, found, departure)
    if account.kind == "officer" or account.state != "active":
        raise SignOnError("officer" if account.kind == "officer" else "disabled")
    return enter(ask, account, onward(departure.next_path, departure.prefix))


def onward(next_path: str, prefix: str) -> Response:
    """Leads to where somebody wanted to go before, else to the account."""
    path = safe_next(next_path)
    return _lead(path) if path else _lead("/tai-khoan", prefix)


def _newcomer(ask: Ask, provider: Provider, found: Identity, departure: Departure) -> Response:
    response = _lead(COMPLETE, departure.prefix)
    values = {
        "issuer": found.issuer,
        "subject": found.subject,
        "answers": single_sign_on.answers_from(provider.claims_of(found)),
        "next": departure.next_path,
    }
    keep(ask, response, NEWCOMER, values, NEWCOMER_LIFE)
    return response


def show_failed(ask: Ask) -> Response:
    """Says why it did not succeed, and the ways on."""
    rule = ask.request.query_params.get("ly-do", "")
    if not ask.house.settings.oidc_issuer or rule not in STATUS:
        raise AbsentError
    return ask.html(
        "account/sign_on_failed.html",
        STATUS[rule],
        rule=rule,
        provider=ask.house.settings.oidc_name,
    )


PAGES = {START: {"GET": served(start)}, FAILED: {"GET": served(show_failed)}}
OTHERS = {BACK: {"GET": served(come_back)}}
