"""The files of a place as a page shows them; templates/journey/_files.html draws a Block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dossiers.errors import RefusedFileError
from dossiers.file_limits import FilePlace, Limits, places
from dossiers.house import House, Words
from dossiers.journey import Journey
from dossiers.scanning import Scan
from dossiers.store import attachments
from dossiers.store.tables import Attachment, Dossier
from dossiers.uploads import UnreadyError, fits

NOTES = frozenset({"gps"})
"""What may be told of a file that was attached."""


@dataclass(frozen=True, slots=True)
class Block:
    """A place with its files."""

    place: str
    label: str
    limits: Limits
    files: tuple[Attachment, ...] = ()
    locker: tuple[Attachment, ...] = ()
    """Papers of the locker that fit here and are not attached yet."""
    error: str | None = None
    note: str | None = None
    """What to know of a file that was attached just now."""

    @property
    def name(self) -> str:
        """Name and id of its input."""
        return input_name(self.place)

    @property
    def has_room(self) -> bool:
        """Whether one more file may come."""
        return self.limits.most is None or len(self.files) < self.limits.most


def input_name(place: str) -> str:
    """Name and id of the input of a place: where an error about its files leads."""
    return f"file.{place}"


def blocks(
    house: House,
    draft: Dossier,
    journey: Journey,
    words: Words,
    *,
    errors: Mapping[str, str] | None = None,
    notes: Mapping[str, str] | None = None,
) -> dict[str, Block]:
    """Place -> its block, for all places there are. `errors`: place -> message; `notes`: place -> "gps"."""
    attached = attachments.by_place(house.database, draft.id)
    papers = attachments.locker(house.database, draft.account)
    told = {place: words(f"file.note.{note}") for place, note in (notes or {}).items() if note in NOTES}
    return {
        one.key: _block(one, attached.get(one.key, []), papers, errors or {}, told)
        for one in places(journey, house.catalog().registers.portal.uploads)
    }


def _block(
    place: FilePlace,
    files: list[Attachment],
    papers: list[Attachment],
    errors: Mapping[str, str],
    notes: Mapping[str, str],
) -> Block:
    here = {one.sha256 for one in files}
    return Block(
        place=place.key,
        label=place.label,
        limits=place.limits,
        files=tuple(files),
        locker=tuple(one for one in papers if one.sha256 not in here and fits(one, place.limits)),
        error=errors.get(place.key),
        note=notes.get(place.key),
    )


def unready(error: UnreadyError, words: Words) -> dict[str, str]:
    """Place -> why the files there keep a dossier from being sent."""
    told: dict[str, str] = {}
    for one in error.files:
        why = one.scan if one.scan in (Scan.PENDING, Scan.INFECTED) else "missing"
        text = words(f"file.unready.{why}", name=one.name)
        told[one.place or ""] = f"{told[one.place or '']} {text}" if one.place in told else text
    return told


def refusal(error: RefusedFileError, name: str, words: Words) -> str:
    """Why a file is not taken and what to do, naming it."""
    return words(f"file.refused.{error.rule}", name=name, **error.values)
