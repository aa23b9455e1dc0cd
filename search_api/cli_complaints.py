"""How complaints about data files are printed: text, JSON or annotations of GitHub's workflow log."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from indexer.complaints import Complaint
from search_api.cli_voice import Format, print_json, voice


def print_complaints(found: Sequence[Complaint], format: Format) -> None:
    """Prints complaints in their order in the language of the command line."""
    match format:
        case Format.JSON:
            print_json([one.record(voice.lang) for one in found])
        case Format.GITHUB:
            typer.echo("".join(f"{one.annotation(voice.lang)}\n" for one in found), nl=False)
        case Format.TEXT:
            typer.echo("".join(f"{one.text(voice.lang)}\n" for one in found), nl=False)
