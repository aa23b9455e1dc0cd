"""The Whoosh fields of an index and the one place that writes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from whoosh import index
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, STORED, TEXT, Schema

from indexer.analysis import SHORT_STREAMS, Analysis

STREAMS: tuple[str, ...] = (
    *(f"{part}_{end}" for part in SHORT_STREAMS for end in ("s", "p", "f", "fp")),
    "title_w",
    "body_w",
    "body_f",
    "codes",
)
"""Every token stream is a field of its own: streams share no token space, or the pair khai_sinh and the word
khai_sinh would count twice."""

MEMORY_MB = 4_000
"""Limit of Whoosh's posting pool, which counts about 170 bytes a posting and spills sorted runs to disk above
it: that doubles the time. 10,000 procedures have about 5 million postings; real memory stays far below."""


def make_schema() -> Schema:
    """A fresh schema: the key, what a hit shows, and the streams as given token lists."""
    streams = {name: TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False) for name in STREAMS}
    return Schema(key=ID(stored=True, unique=True), card=STORED(), **streams)


def to_document(analysis: Analysis, card: str) -> dict[str, object]:
    """An analysed procedure as the document Whoosh takes; token lists are handed over as they are."""
    return {"key": analysis.key, "card": card, **{name: analysis.streams[name] for name in STREAMS}}


def write_index(
    folder: Path,
    documents: Sequence[tuple[Analysis, str]],
    progress: Callable[[int], None] = lambda done: None,
) -> None:
    """Writes the documents, each with the JSON of its card, as one optimised segment into an empty folder.

    Document numbers follow the order given.
    """
    folder.mkdir()
    writer = index.create_in(str(folder), make_schema()).writer(limitmb=MEMORY_MB)
    for done, (analysis, card) in enumerate(documents, start=1):
        writer.add_document(**to_document(analysis, card))
        progress(done)
    writer.commit(optimize=True)
