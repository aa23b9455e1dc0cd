"""`thutuc worker` and `thutuc demo`: what accounts and dossiers do beside the pages.

What they import of dossiers is imported when they run: a look-up service needs no database.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import signal
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from search_api.cli_dossiers import opened_database
from search_api.cli_index import Index, settings_for
from search_api.cli_voice import AsJson, help_text, print_json, voice

if TYPE_CHECKING:
    from dossiers.house import House
    from dossiers.office import Office
    from dossiers.worker import Worker
    from search_api.live import Live
    from search_api.settings import Settings

LEAST_WAIT = 0.001
"""Seconds below which nobody waits but only asks whether the end is wanted."""


def add_to(app: typer.Typer) -> None:
    """Adds the commands in the order of the help."""
    app.command(help=help_text("worker"))(worker)
    app.command(help=help_text("demo"))(demo)


def worker(
    index: Index = None,
    once: Annotated[bool, typer.Option("--once", help=help_text("worker_once"))] = False,
    retry: Annotated[bool, typer.Option("--retry-given-up", help=help_text("worker_retry"))] = False,
) -> None:
    """Works off what dossiers wait for."""
    from dossiers.store.outbox import revive  # noqa: PLC0415
    from search_api.logs import configure_logs  # noqa: PLC0415

    settings = settings_for(index)
    configure_logs(settings.log_level)
    with _opened(settings) as (house, live):
        office = _office(house, settings)
        if retry:
            voice.err("worker_retried", number=revive(house.database, _now()))
        stop = threading.Event()
        working = _make(office, house, _waiting(live, stop))
        if once:
            done = working.once()
        else:
            voice.err("worker_runs")
            with _stopped_by_signals(stop):
                done = working.run()
    voice.err("worker_done", **{name: done[name] for name in ("done", "put_off", "given_up")})


def demo(index: Index = None, as_json: AsJson = False) -> None:
    """Fills an empty portal with fictitious people and dossiers."""
    from dossiers import demo as fiction  # noqa: PLC0415

    settings = settings_for(index)
    with _opened(settings) as (house, _live):
        try:
            made = fiction.fill(house, _now())
        except fiction.RefusedDemoError as error:
            voice.err(f"demo_{error.reason}")
            raise typer.Exit(1) from None
    if as_json:
        print_json(
            {
                "people": [
                    {"name": one.name, "email": one.email, "password": one.password} for one in made.people
                ],
                "drafts": made.drafts,
                "sent": made.sent,
            }
        )
        return
    voice.out("demo_head")
    for one in made.people:
        voice.out("demo_person", email=one.email, password=one.password, name=one.name)
    voice.out("demo_made", drafts=made.drafts, sent=len(made.sent))


@contextlib.contextmanager
def _opened(settings: Settings) -> Iterator[tuple[House, Live]]:
    """The house over the current generation and the database; says what is missing and ends with 1."""
    from dossiers.settings import DossierSettings  # noqa: PLC0415
    from search_api.cli_voice import read  # noqa: PLC0415
    from search_api.lending import make_house  # noqa: PLC0415
    from search_api.live import Live  # noqa: PLC0415
    from search_api.site import make_site  # noqa: PLC0415

    live = Live(settings.index)
    live.start()
    if live.state == "unavailable":
        voice.err("no_index", reason=live.reason)
        raise typer.Exit(1)
    with opened_database() as database:
        yield make_house(make_site(settings, live), read(DossierSettings), database, _now), live


def _office(house: House, settings: Settings) -> Office:
    from dossiers.mail import make_mailer  # noqa: PLC0415
    from dossiers.office import Office  # noqa: PLC0415
    from dossiers.sms_gateway import ConsoleGateway  # noqa: PLC0415

    try:
        mailer = make_mailer(house.settings)
    except ValueError:
        voice.err("worker_smtp")
        raise typer.Exit(2) from None
    if not house.settings.smtp:
        voice.err("worker_prints")
    if not settings.base_url:
        voice.err("worker_no_links")
    return Office(
        settings=house.settings,
        database=house.database,
        catalog=house.catalog,
        find_procedure=house.find_procedure,
        words=house.words,
        base=settings.base_url,
        mailer=mailer,
        gateway=ConsoleGateway(shown=house.settings.mode == "development"),
    )


def _make(office: Office, house: House, wait: Callable[[float], bool]) -> Worker:
    from dossiers.worker import make_worker  # noqa: PLC0415

    return make_worker(office, house.files, _now, wait)


def _waiting(live: Live, stop: threading.Event) -> Callable[[float], bool]:
    """Waits until the end is asked for; meanwhile a new generation takes over, as in the service."""

    def wait(seconds: float) -> bool:
        if seconds > LEAST_WAIT:
            live.refresh()
        return stop.wait(seconds)

    return wait


@contextlib.contextmanager
def _stopped_by_signals(stop: threading.Event) -> Iterator[None]:
    """Ctrl+C and SIGTERM ask for the end; the second one forces it."""
    wanted = (signal.SIGINT, signal.SIGTERM)
    before = {one: signal.getsignal(one) for one in wanted}

    def ask(_number: int, _frame: object) -> None:
        stop.set()
        for one in wanted:
            signal.signal(one, before[one])

    for one in wanted:
        signal.signal(one, ask)
    try:
        yield
    finally:
        for one in wanted:
            signal.signal(one, before[one])


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
