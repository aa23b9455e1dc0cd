"""Everyday phrases that do harm or nothing: aliases and situations of procedures and of aliases.yaml, and the words
of everyday_words.yaml and abbreviations.yaml.

Nothing here is a mistake of form (`indexer.load` finds those); what is stolen from another procedure is an error,
everything else a warning: words of several meanings are real, and a person decides.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path as File

from pydantic import BaseModel

from indexer.analysis import group_key
from indexer.catalog import Catalog, Registers
from indexer.complaints import Complaint, Path, Severity
from indexer.explaining import Where
from indexer.load import REGISTER_FILES, Loaded, load_folder, read_file
from indexer.official_names import GENERAL, OfficialNames, keys_of
from indexer.procedure import Procedure, Status
from indexer.text import fold

STOLEN = "alias_stolen"
RULES = (
    STOLEN,
    *("alias_collides", "alias_idle", "alias_doubled", "alias_general", "alias_of_place"),
    *("situation_short", "situation_long", "not_nfc", "word_idle", "word_doubled"),
)
"""Rules of the complaints; the first one is an error."""
SHORTEST, LONGEST = 4, 24
"""Syllables of a situation: less is a name, more is a story of which search takes every word for wanted."""
TWINS = 0.5
"""Share of the phrases of one procedure that another one says too, from which both are one act, cut in two by law
(by size, by who applies, online or not): they share phrases on purpose."""
MOST_CODES = 6
"""Codes that a message lists."""
SHARED = "aliases.yaml"
"""File of the phrases of procedures that are imported."""
_PHRASE_KEYS = (("aliases", "alias"), ("keywords", "alias"), ("situations", "situation"))


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase that a procedure is known by, and where it stands."""

    file: str
    at: Path
    text: str
    folded: str
    keys: tuple[str, ...]
    """Accented keys of its syllables: "tạm ngưng" is not "tạm ngừng\""""
    kind: str
    """alias or situation"""
    code: str
    group: str | None
    """None where the data holds no procedure of this code, whose name would tell"""


@dataclass(frozen=True, slots=True)
class _Finding:
    """What is wrong with the value at a place of a file."""

    file: str
    at: Path
    rule: str
    values: Mapping[str, object]

    @property
    def severity(self) -> Severity:
        return "error" if self.rule == STOLEN else "warning"


def lint_folder(data: File) -> tuple[list[Complaint], int]:
    """Complaints about the phrases of a folder in the order of files and lines, and the number of phrases.

    Mistakes of form come with them: what cannot be read cannot be looked through.
    """
    loaded = load_folder(data)
    found = [one for one in loaded.complaints if one.severity == "error"]
    if loaded.registers is None:
        return found, 0
    phrases = list(_phrases(data, loaded, loaded.registers))
    official = OfficialNames(loaded.procedures)
    findings = [
        *_alone(phrases, official),
        *_doubled(phrases),
        *_colliding(phrases),
        *_general(phrases, official, Catalog(loaded.registers)),
        *_words(data, loaded.registers),
    ]
    found += [*_placed(findings), *_not_nfc(data, loaded)]
    return sorted(found, key=lambda one: (one.path, one.line, one.column, one.rule)), len(phrases)


# Phrases and where they stand ---------------------------------------------------------------------------------


def _phrases(data: File, loaded: Loaded, registers: Registers) -> Iterator[Said]:
    groups = {one.code: group_key(one.name) for one in loaded.procedures}
    for path, one in zip(loaded.paths, loaded.procedures, strict=True):
        if one.status is not Status.DRAFT:
            yield from _of(one, path, (), one.code, groups)
    path = str(data / SHARED)
    for code, entry in registers.aliases.items():
        yield from _of(entry, path, ("procedures", code), code, groups)


def _of(holder: BaseModel, file: str, above: Path, code: str, groups: Mapping[str, str]) -> Iterator[Said]:
    for key, kind in _PHRASE_KEYS:
        for place, text in enumerate(getattr(holder, key, ())):
            at = (*above, key, place)
            yield Said(file, at, text, fold(text), keys_of(text), kind, code, groups.get(code))


def _placed(found: Sequence[_Finding]) -> Iterator[Complaint]:
    """The findings with line and column: only files with findings are read again."""

    @cache
    def where(file: str) -> Where:
        return read_file(File(file), REGISTER_FILES.get(File(file).name, Procedure)).where

    for one in found:
        yield where(one.file).complain(one.at, one.rule, severity=one.severity, **one.values)


# Rules --------------------------------------------------------------------------------------------------------


def _alone(phrases: Sequence[Said], official: OfficialNames) -> Iterator[_Finding]:
    """What is wrong with a phrase whatever the others are."""
    for one in phrases:
        if official.spelled(one.code, one.keys):
            yield _finding(one, "alias_idle")
        elif one.group is not None and (owners := official.others(one.folded, one.group)):
            yield _finding(one, STOLEN, other=_listed(owners))
        size = len(one.folded.split())
        if one.kind == "situation" and size < SHORTEST:
            yield _finding(one, "situation_short", size=size, least=SHORTEST)
        if one.kind == "situation" and size > LONGEST:
            yield _finding(one, "situation_long", size=size, most=LONGEST)


def _doubled(phrases: Sequence[Said]) -> Iterator[_Finding]:
    """Phrases that one procedure has twice."""
    seen: dict[tuple[str, tuple[str, ...]], Said] = {}
    for one in phrases:
        first = seen.setdefault((one.code, one.keys), one)
        if first is not one and not _versions(first, one):
            yield _finding(one, "alias_doubled", first=first.text)


def _colliding(phrases: Sequence[Said]) -> Iterator[_Finding]:
    """Phrases that procedures of different groups share, but for those of twins."""
    said: dict[str, set[str]] = defaultdict(set)
    sharing: dict[str, dict[str, Said]] = defaultdict(dict)
    for one in phrases:
        if one.group is not None:
            said[one.code].add(one.folded)
            sharing[one.folded].setdefault(one.code, one)
    for some in sharing.values():
        for one in some.values():
            others = [
                two.code for two in some.values() if two.group != one.group and not _twins(said, one, two)
            ]
            if others:
                yield _finding(one, "alias_collides", other=_listed(others))


def _twins(said: Mapping[str, set[str]], one: Said, two: Said) -> bool:
    ours, theirs = said[one.code], said[two.code]
    least = min(len(ours), len(theirs))
    return least > 1 and len(ours & theirs) >= TWINS * least


def _versions(one: Said, other: Said) -> bool:
    """Whether two versions of a procedure, files of their own, say the same."""
    return one.file != other.file and SHARED not in (File(one.file).name, File(other.file).name)


def _general(phrases: Sequence[Said], official: OfficialNames, catalog: Catalog) -> Iterator[_Finding]:
    """Aliases that are the name of an agency or of a wide field, or stand in the names of too many procedures."""
    places = {fold(one.name): one.name for one in catalog.agencies.values()}
    places |= {fold(one.name): one.name for one in catalog.fields.values() if official.wide(one.id)}
    for one in phrases:
        if one.kind != "alias" or official.named(one.code, one.folded):
            continue
        if one.folded in places:
            yield _finding(one, "alias_of_place", other=places[one.folded])
        elif (number := official.holding(one.folded)) >= GENERAL:
            yield _finding(one, "alias_general", number=number)


def _words(data: File, registers: Registers) -> Iterator[_Finding]:
    """Words that stand for themselves, or twice for the same."""
    seen: dict[tuple[object, ...], str] = {}
    for file, at, said, means, fields in _meanings(registers):
        for meaning in means:
            key = (keys_of(said), keys_of(meaning), fields)
            values = {"value": said, "means": meaning}
            if key[0] == key[1]:
                yield _Finding(str(data / file), at, "word_idle", values)
            elif key in seen:
                yield _Finding(str(data / file), at, "word_doubled", values)
            seen[key] = said


def _meanings(
    registers: Registers,
) -> Iterator[tuple[str, Path, str, tuple[str, ...], tuple[str, ...]]]:
    for i, short in enumerate(registers.abbreviations):
        yield "abbreviations.yaml", ("abbreviations", i, "short"), short.short, short.means, ()
    for i, word in enumerate(registers.words):
        for j, said in enumerate(word.say):
            yield "everyday_words.yaml", ("words", i, "say", j), said, word.means, word.fields


def _not_nfc(data: File, loaded: Loaded) -> Iterator[Complaint]:
    """Texts that are written decomposed: the index composes them, but people who look for them in files do not."""
    for name in loaded.digests:
        raw = (data / name).read_bytes()
        if unicodedata.is_normalized("NFC", raw.decode("utf-8", "replace")):
            continue
        model = REGISTER_FILES.get(name, Procedure)
        where = read_file(data / name, model).where
        for at, text in _texts(where.tree.data, ()):
            if not unicodedata.is_normalized("NFC", text):
                yield where.complain(
                    at, "not_nfc", severity="warning", value=unicodedata.normalize("NFC", text)
                )


def _texts(value: object, at: Path) -> Iterator[tuple[Path, str]]:
    """The texts below the keys of phrases, with the way to each."""
    if isinstance(value, str) and _is_phrase(at):
        yield at, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*at, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _texts(inner, (*at, place))


def _is_phrase(at: Path) -> bool:
    return any(key in at for key in ("aliases", "keywords", "situations", "say", "means", "short"))


def _finding(one: Said, rule: str, **values: object) -> _Finding:
    return _Finding(one.file, one.at, rule, {"value": one.text, **values})


def _listed(codes: Iterable[str]) -> str:
    some = sorted(set(codes))
    more = len(some) - MOST_CODES
    return ", ".join(some[:MOST_CODES]) + (f", … (+{more})" if more > 0 else "")
