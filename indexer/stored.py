"""What stands for each procedure in the Whoosh index, so that a build which changes little takes that index over.

    INDEX/gen-<id>/stored/places.npy     int32, procedures: number of its document in the Whoosh index
    INDEX/gen-<id>/stored/made_of.npy    uint8, procedures x 16: digest of all that its document was made from

An index written whole has the documents in the order of the procedures. A small change is a segment of its own
beside hard links to the segments of the generation before, in which the documents that it replaces are marked as
deleted; `places` then tells which is whose. Only what a hit shows is read by these numbers: score tables are
computed from the postings of the whole corpus in every build, so that answers are those of a full build.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np

from indexer.errors import DamagedError
from indexer.generation import FileEntry, read_manifest, verify
from indexer.postings import Located
from indexer.schema import segment_sizes
from indexer.tables import Array, read_array

FOLDER = "stored"
MOST_LOOSE = 0.01
"""Share of the procedures that may stand outside the first segment, and of those deleted in it: with more the
index is written whole again. Their postings are dead weight to Whoosh's own searcher and its statistics."""
MOST_SEGMENTS = 32
"""Each is a file that a server opens when it starts."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """An index that was taken over from the generation before."""

    places: Array
    """int32, procedures: number in the index as it will be"""
    new: Sequence[int]
    """Procedures to be added, in this order"""
    gone: Sequence[int]
    """Numbers in the index of documents to be deleted"""
    entries: Mapping[str, FileEntry]
    """Manifest entries of the files that both generations share"""


def made_of(cards: Iterable[tuple[str, str]], located: Sequence[Located], makers: str) -> Array:
    """For each procedure a digest of its file, what else its analysis was made from, its card, and the makers
    (caching.py), at most 64 letters."""
    code = makers.encode("ascii")
    digests = bytearray()
    for (_, card), (batch, number) in zip(cards, located, strict=True):
        row = batch.rows[number]
        # What came from no file is known by its record.
        source = row.digest.encode("ascii") or batch.record(number)
        parts = (source, row.context.encode("ascii"), card.encode("utf-8"))
        digests += blake2b(b"\n".join(parts), digest_size=16, key=code).digest()
    return np.frombuffer(bytes(digests), np.uint8).reshape(-1, 16)


def identities(made: Array) -> list[bytes]:
    """The digests of an array as bytes, which can be looked up."""
    raw = made.tobytes()
    return [raw[at : at + 16] for at in range(0, len(raw), 16)]


def save(folder: Path, places: Array, made: Array) -> None:
    """Writes both arrays into an unfinished generation."""
    (folder / FOLDER).mkdir()
    for name, one in (("places", places), ("made_of", made)):
        np.save(folder / FOLDER / f"{name}.npy", one, allow_pickle=False)


def read_places(folder: Path) -> Array:
    """Number in the Whoosh index of each procedure of a generation."""
    return read_array(folder / FOLDER / "places.npy")


def read_identities(folder: Path, files: Mapping[str, FileEntry]) -> list[bytes]:
    """Digest of each procedure of a finished generation, whose manifest has these files; none where it is of a
    time before there were any. Raises DamagedError."""
    name = f"{FOLDER}/made_of.npy"
    if name not in files:
        return []
    verify(folder, name, files[name])
    return identities(read_array(folder / name))


def take_over(folder: Path, previous: Path | None, made: Array) -> TakenOver | None:
    """Links the index of the previous generation into an unfinished one, where few procedures differ.

    None where the index must be written whole: too much differs, other code made it, or a file of it is damaged.
    Linked files are compared with the manifest that they come with, so that damage is not handed on.
    """
    if previous is None:
        return None
    try:
        files = read_manifest(previous).files
        old = {digest: place for place, digest in enumerate(read_identities(previous, files))}
        matched = np.array([old.get(one, -1) for one in identities(made)], np.int64)
        if np.count_nonzero(matched < 0) > MOST_LOOSE * len(made):
            return None
        entries = _verified(previous, files)
        sizes = segment_sizes(previous / "whoosh")
    except (DamagedError, OSError):
        return None
    taken = _planned(matched, read_array(previous / FOLDER / "places.npy"), sizes, entries)
    if taken is not None:
        _link(previous, folder, entries)
    return taken


def _planned(
    matched: Array, places: Array, sizes: Sequence[int], entries: Mapping[str, FileEntry]
) -> TakenOver | None:
    new = np.flatnonzero(matched < 0)
    total = sum(sizes) + len(new)
    deleted, loose = total - len(matched), total - sizes[0]
    if len(sizes) >= MOST_SEGMENTS or max(deleted, loose) > MOST_LOOSE * len(matched):
        return None
    now = np.where(matched < 0, 0, places[matched]).astype(np.int32)
    now[new] = np.arange(sum(sizes), total)
    gone = np.setdiff1d(places, now)
    shared = {name: entry for name, entry in entries.items() if name.endswith(".seg")}
    return TakenOver(now, new.tolist(), gone.tolist(), shared)


def _verified(previous: Path, files: Mapping[str, FileEntry]) -> dict[str, FileEntry]:
    wanted = (f"{FOLDER}/", "whoosh/")
    entries = {name: entry for name, entry in files.items() if name.startswith(wanted)}
    for name, entry in entries.items():
        verify(previous, name, entry)
    return {name: entry for name, entry in entries.items() if name.startswith("whoosh/")}


def _link(previous: Path, folder: Path, entries: Iterable[str]) -> None:
    (folder / "whoosh").mkdir()
    for name in entries:
        if not name.endswith(".seg"):
            # Small, and Whoosh may write to it.
            shutil.copyfile(previous / name, folder / name)
            continue
        try:
            os.link(previous / name, folder / name)
        except OSError:
            # Not every file system has links.
            shutil.copyfile(previous / name, folder / name)
