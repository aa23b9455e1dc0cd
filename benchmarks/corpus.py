"""A data folder of N procedures: the real ones first, then local versions of them, from a seed.

From the national records beside the checkout, imported by our own importer, else from the bundled procedures.
A finished corpus is used again: the same source, size and seed give the same files.
"""

from __future__ import annotations

import itertools
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import yaml

from benchmarks.local_versions import TIES, Localiser, Plain
from benchmarks.plan import CHECKOUT, Plan
from indexer.catalog import AliasEntry, Catalog, Registers
from indexer.errors import DataError
from indexer.importers.national import import_national
from indexer.load import load_folder
from indexer.procedure import Procedure

THUTUC = (sys.executable, "-c", "from search_api.cli import main; main()")
"""Our own command in this very environment."""
_REFERRING = ("offers.yaml", "popular.yaml", "life_events.yaml", "aliases.yaml")
"""Registers that name procedures: a corpus smaller than its source goes without them."""
_WIDTH = 110
_NUMBER_LIKE = re.compile(r"[-+.\d][-+.\d_:eExo]*")


@dataclass(frozen=True, slots=True)
class Source:
    """A data folder of real procedures and what to call it."""

    name: str
    folder: Path
    said: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """A data folder and the folder for its index."""

    size: int
    data: Path
    index: Path
    said: str
    """Which data it was made of."""


def make_corpus(plan: Plan, size: int) -> Corpus:
    """The corpus of a size; made where it does not stand yet. Raises DataError where its source has mistakes."""
    source = _source(plan)
    folder = plan.work / f"{source.name}-{size}-{plan.seed}"
    said = f"{size:,} procedures from {source.said}, seed {plan.seed}"
    if not folder.is_dir():
        unfinished = folder.with_name(f"{folder.name}.partial")
        shutil.rmtree(unfinished, ignore_errors=True)
        _write(source, size, plan.seed, unfinished / "data")
        unfinished.rename(folder)
    return Corpus(size, folder / "data", folder / "index", said)


def _source(plan: Plan) -> Source:
    """Raises what the importer raises where the national records are there but cannot be imported."""
    bundled = CHECKOUT / "data"
    records = plan.shared / "data" / "national" / "procedures.jsonl.gz"
    if not records.is_file():
        return Source("bundled", bundled, "the bundled procedures")
    folder = plan.work / "national"
    if not folder.is_dir():
        plan.work.mkdir(parents=True, exist_ok=True)
        import_national(records, folder, bundled)
    return Source("national", folder, "the national records")


def _write(source: Source, size: int, seed: int, folder: Path) -> None:
    loaded = load_folder(source.folder)
    registers = loaded.registers
    if registers is None or not loaded.procedures:
        raise DataError(loaded.complaints)
    bases = [_plain(one) for one in loaded.procedures]
    whole = size >= len(bases)
    _copy_registers(source.folder, folder, whole)
    localiser = Localiser(Catalog(registers), bases, seed)
    named = [_with_names(one, registers.aliases.get(one["code"])) for one in bases]
    for made in _versions(bases, named, size, localiser) if whole else _alone(bases, size):
        write_procedure(folder, made)
    _write_agencies(folder / "agencies.yaml", registers, localiser.agencies.values())


def _plain(procedure: Procedure) -> Plain:
    made: Plain = orjson.loads(procedure.model_dump_json(exclude_defaults=True, by_alias=True))
    return made


def _with_names(base: Plain, names: AliasEntry | None) -> Plain:
    """A procedure with the everyday names that aliases.yaml holds for its code: its versions have another."""
    if names is None:
        return base
    shared = {"aliases": names.aliases, "situations": names.situations}
    return base | {key: list(dict.fromkeys([*base.get(key, []), *more])) for key, more in shared.items()}


def _copy_registers(source: Path, folder: Path, whole: bool) -> None:
    left_out = ("procedures", "judgements", *(() if whole else _REFERRING))
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns(*left_out))


def _versions(bases: list[Plain], named: list[Plain], size: int, localiser: Localiser) -> Iterator[Plain]:
    """All bases, then version 0 of each, version 1 of each, and so on."""
    yield from bases
    local = (localiser.version(one, number) for number in itertools.count() for one in named)
    yield from itertools.islice(local, size - len(bases))


def _alone(bases: list[Plain], size: int) -> Iterator[Plain]:
    """Some of the bases, evenly chosen, without what ties them to others."""
    for place in range(size):
        base = bases[place * len(bases) // size]
        yield {key: value for key, value in base.items() if key not in TIES}


def write_procedure(folder: Path, made: Plain) -> Path:
    """Writes a procedure into a data folder as a YAML file."""
    name = made["code"] + (f"@{made['valid_from']}" if "valid_from" in made else "")
    path = folder / "procedures" / str(made["field"]) / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_yaml(made), "utf-8")
    return path


def _write_agencies(path: Path, registers: Registers, local: Iterable[Plain]) -> None:
    held: dict[str, Any] = orjson.loads(
        registers.model_dump_json(exclude_defaults=True, include={"kinds", "agencies"})
    )
    held.setdefault("agencies", []).extend(local)
    path.write_text(_yaml(held), "utf-8")


class _Dumper(yaml.CSafeDumper):
    """Quotes every text that some reader could take for a number."""


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    style = "'" if _NUMBER_LIKE.fullmatch(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def _yaml(value: Any) -> str:
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return text
