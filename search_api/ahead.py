"""The check of the index that a server will open, begun while the rest of its program is still being loaded.

To compare a large generation with its manifest takes a quarter of a second of hashing, which leaves Python to
others; loading the program takes longer. What was checked so is still opened only by whoever takes the check.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from indexer import generation
from indexer.generation import Manifest

_begun: dict[Path, Future[Manifest]] = {}


def begin(root: Path) -> None:
    """Begins to check the current generation, in a thread; what is wrong with it is told by `check`."""
    folder = generation.current_generation(root)
    if folder is not None:
        thread = ThreadPoolExecutor(1)
        _begun[folder] = thread.submit(generation.check, folder)
        thread.shutdown(wait=False)


def check(folder: Path) -> Manifest:
    """Compares a generation with its manifest, or waits for the check that was begun: each serves once.

    Raises DamagedError.
    """
    begun = _begun.pop(folder, None)
    return generation.check(folder) if begun is None else begun.result()
