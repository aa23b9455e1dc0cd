"""A draft as somebody works on it: opened with its journey, saved against its version, two versions compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from starlette.responses import Response

from dossiers import pages
from dossiers.codes import VIETNAM
from dossiers.dossier import Status
from dossiers.errors import ConflictError
from dossiers.journey import Journey, Place, Step
from dossiers.questions import Setting
from dossiers.revising import Change, changes
from dossiers.routes.asking import Ask, Handler
from dossiers.routes.choosing import citizen, lifetime_of, today
from dossiers.store import drafts
from dossiers.store.tables import Dossier
from dossiers.submit import digest_of, journey_of, setting_of
from dossiers.telling import Line, Teller
from indexer.procedure import Procedure


@dataclass(frozen=True)
class Stop:
    """Somebody at a page of their draft."""

    ask: Ask
    draft: Dossier
    place: Place

    @cached_property
    def journey(self) -> Journey:
        """The journey, steps 4 and 5 in the language of the page."""
        return journey_of(self.ask.house, self.draft, self.ask.now, self.ask.words)

    @cached_property
    def setting(self) -> Setting:
        """Day and lists."""
        return setting_of(self.ask.house, self.ask.now)

    @property
    def teller(self) -> Teller:
        """Puts answers into words."""
        return Teller(self.ask.words, self.setting)

    @property
    def stored(self) -> Mapping[str, Any]:
        """The answers of this step as they are kept, hidden ones included."""
        kept: Mapping[str, Any] = getattr(self.draft, pages.PARTS[self.place.step])
        return kept

    @property
    def path(self) -> str:
        """Address of this page."""
        return pages.path_of(self.draft.id, self.place)

    def to(self, place: Place) -> Response:
        """Leads to a page of the draft."""
        return self.ask.redirect(pages.path_of(self.draft.id, place))

    def again(self) -> Stop:
        """The same stop with the draft as it is kept now."""
        draft = drafts.own(self.ask.house.database, self.draft.account, self.draft.id)
        return replace(self, draft=draft)

    def save(self, changed: Mapping[str, Any], version: int) -> Stop:
        """Keeps parts of the draft; raises ConflictError where another device changed it since `version`.

        A second click sends the same again: what is kept already is no conflict.
        """
        house = self.ask.house
        try:
            drafts.save(
                house.database,
                self.draft.account,
                self.draft.id,
                version,
                changed,
                lifetime=lifetime_of(house),
                now=self.ask.now,
            )
        except ConflictError:
            fresh = self.again()
            if any(getattr(fresh.draft, part) != value for part, value in changed.items()):
                raise
            return fresh
        return self.again()

    def html(self, template: str, status: int = 200, **values: Any) -> Response:
        """A page with progress and the state of the draft."""
        shared = {
            "draft": self.draft,
            "procedure": self.journey.procedure,
            "catalog": self.ask.house.catalog(),
            "journey": self.journey,
            "place": self.place,
            "progress": pages.progress(self.journey, self.draft.id, self._here),
            "saved_at": saved_at(self.ask, self.draft),
            "revised": self.revised,
            "errors": {},
        }
        return self.ask.html(template, status, **{**shared, **values})

    @property
    def _here(self) -> Place | None:
        """Where in the nine steps this page stands; pages about the whole draft stand nowhere."""
        return None if self.place.step is Step.OPEN else self.place

    @cached_property
    def revised(self) -> list[Change]:
        """What changed in the procedure since the draft began."""
        now = present(self.ask, self.draft)
        return changes(self.journey.procedure, now) if now is not None else []


def present(ask: Ask, draft: Dossier) -> Procedure | None:
    """The procedure as it is in force today, where it is worded otherwise than in the draft; else None."""
    found = ask.house.find_procedure(draft.procedure_code, today(ask))
    return found if found is not None and digest_of(found) != draft.procedure_digest else None


def on_draft(step: Step, handle: Callable[[Stop], Response]) -> Handler:
    """A handler of a page of a draft; what is sent or in the bin is shown among one's dossiers instead."""

    def handler(ask: Ask) -> Response:
        account = citizen(ask)
        found = drafts.own(ask.house.database, account.id, ask.request.path_params["id"])
        if found.status != Status.DRAFT or found.binned_at is not None:
            return ask.redirect(f"/ho-so/{found.id}")
        return handle(Stop(ask, found, Place(step, ask.request.path_params.get("page"))))

    return handler


def saved_at(ask: Ask, draft: Dossier) -> str:
    """When a draft was saved last: the hour, and the day where it is not today."""
    at = draft.changed_at.astimezone(VIETNAM)
    hour = f"{at:%H:%M}"
    if at.date() == today(ask):
        return ask.words("journey.saved_at", time=hour)
    return ask.words("journey.saved_on", time=hour, day=ask.words.day(at.date()))


def version_of(ask: Ask) -> int:
    """The version that a form or If-Match names; 0, which no draft has, where it names none."""
    given = ask.field("version") or ask.request.headers.get("if-match", "").strip(' "')
    return int(given) if given.isdecimal() and len(given) < 10 else 0


@dataclass(frozen=True, slots=True)
class Differing:
    """One question answered differently on two devices."""

    label: str
    mine: Line
    kept: Line


def compare(stop: Stop, changed: Mapping[str, Any]) -> list[Differing]:
    """Questions of the page whose answers differ between what was sent and what is kept, or the cases chosen."""
    mine = changed[pages.PARTS[stop.place.step]]
    page = stop.journey.page(stop.place)
    if page is None:
        return _compare_cases(stop, mine)
    rows = zip(
        stop.teller.lines(page.questions, mine), stop.teller.lines(page.questions, stop.stored), strict=True
    )
    return [Differing(one.label, one, kept) for one, kept in rows if one != kept]


def _compare_cases(stop: Stop, mine: Sequence[int]) -> list[Differing]:
    label = stop.ask.words("papers.cases")
    one, kept = (Line("case", label, _named(stop, cases)) for cases in (mine, stop.draft.cases))
    return [Differing(label, one, kept)] if one != kept else []


def _named(stop: Stop, cases: Sequence[int]) -> str:
    groups = stop.journey.procedure.components
    return "; ".join(groups[i].case or stop.ask.words("papers.case_unnamed", n=i + 1) for i in cases)


def conflict(stop: Stop, changed: Mapping[str, Any]) -> Response:
    """409: both versions side by side, and a choice. `changed`: the part of the draft as it was sent."""
    fresh = stop.again()
    hidden = [
        (name, value)
        for name, values in stop.ask.typed().items()
        if name not in ("version", "csrf_token")
        for value in values
    ]
    return fresh.html("journey/conflict.html", 409, rows=compare(fresh, changed), hidden=hidden)
