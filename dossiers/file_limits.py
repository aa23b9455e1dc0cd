"""What may be attached where: formats, sizes and numbers, from the portal and from the procedure. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from dossiers.conditions import holds
from dossiers.errors import AbsentError
from dossiers.file_types import shown_endings, taken
from dossiers.journey import Journey, Step
from indexer.eform import FileQuestion
from indexer.portal import UploadLimits

MOST_FILES = 10
"""Files of one paper whose procedure names no number."""
MOST_PAPERS = 50
"""Papers in somebody's locker."""
DAY_DOSSIERS = 5
"""An account may bring in a day what so many full dossiers hold; what was removed again counts too."""
QUESTION = "form."
"""Beginning of the places of questions."""
MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one place takes."""

    formats: tuple[str, ...]
    """Endings, all of kinds that may be taken at all."""
    file_mb: int
    dossier_mb: int
    most: int | None
    """Files, None where only the dossier's size bounds them."""

    @property
    def accept(self) -> str:
        """What the file dialogue of a browser offers."""
        return ",".join(f".{end}" for one in taken(self.formats) for end in one.endings)

    @property
    def shown_formats(self) -> str:
        """The formats as people read them."""
        return shown_endings(self.formats)


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A place of a dossier that takes files."""

    key: str
    """"0.chung-sinh" (component group and paper) or "form.photo" (question)."""
    label: str
    limits: Limits


def places(journey: Journey, portal: UploadLimits) -> Iterator[FilePlace]:
    """The places of a dossier, those of the e-form first, as its answers stand now."""
    for one in _questions(journey):
        yield FilePlace(f"{QUESTION}{one.id}", one.label, make_limits(portal, one.formats, one.max_files))
    for paper in journey.papers:
        limits = make_limits(portal, paper.document.formats, paper.document.max_files or MOST_FILES)
        yield FilePlace(paper.key, paper.document.name, limits)


def wanted(journey: Journey, today: dt.date) -> set[str]:
    """Keys of the places whose files go along when the dossier is sent: what its answers ask for."""
    answers = journey.answers(Step.FORM)
    questions = (f"{QUESTION}{one.id}" for one in _questions(journey) if holds(one.show_if, answers, today))
    return {*questions, *(paper.key for paper in journey.papers)}


def _questions(journey: Journey) -> Iterator[FileQuestion]:
    for at in journey.pages:
        page = journey.page(at) if at.step is Step.FORM else None
        yield from (one for one in (page.questions if page else ()) if isinstance(one, FileQuestion))


def find_place(journey: Journey, portal: UploadLimits, key: str) -> FilePlace:
    """The place of a key; raises AbsentError where the dossier has none such."""
    found = next((one for one in places(journey, portal) if one.key == key), None)
    if found is None:
        raise AbsentError
    return found


def make_limits(portal: UploadLimits, formats: tuple[str, ...] = (), most: int | None = None) -> Limits:
    """Limits of a place; formats that nobody may send are left out, and without any the portal's count."""
    own = formats if taken(formats) else portal.formats
    endings = tuple(end for one in taken(own) for end in one.endings)
    return Limits(endings, portal.max_file_mb, portal.max_dossier_mb, most)
