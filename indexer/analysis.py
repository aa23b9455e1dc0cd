"""Procedure -> what the index holds of it: token streams, phrases, the passage that snippets are cut from.

Pure and picklable, so that it can run in worker processes and be cached by content. No Whoosh here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from indexer import text
from indexer.catalog import AliasEntry, Catalog
from indexer.procedure import Level, Procedure

WordFlags = Callable[[Sequence[str]], Sequence[int]]
"""Spelled syllables -> 1 where a syllable continues the word before it, else 0."""

ANALYSIS_VERSION = 1
"""Raised when streams change, so that cached analyses are not taken."""

SHORT_STREAMS = ("title", "alias", "situation", "meta")
"""Parts indexed as accented and folded syllables and pairs: `<part>_s`, `_p`, `_f`, `_fp`."""

STREAMS: tuple[str, ...] = (
    *(f"{part}_{end}" for part in SHORT_STREAMS for end in ("s", "p", "f", "fp")),
    "title_w",
    "body_w",
    "body_f",
    "codes",
)
"""Every token stream is a field of its own: streams share no token space, or the pair khai_sinh and the word
khai_sinh would count twice."""

LEVEL_WORDS = {
    Level.MINISTRY: "cấp bộ trung ương",
    Level.PROVINCE: "cấp tỉnh thành phố sở",
    Level.DISTRICT: "cấp huyện quận",
    Level.COMMUNE: "cấp xã phường đặc khu",
    Level.OTHER: "",
}
"""Words that name a level in a query; text for matching, never shown."""

AREA_KINDS = ("thành phố", "đặc khu", "thị trấn", "thị xã", "tỉnh", "phường", "huyện", "quận", "xã", "tp")
"""Words that stand before the name of an area; text for matching, never shown."""

_LEVEL_CLAUSE = re.compile(
    r"\b(thuc hien )?(tai|o|thuoc tham quyen( giai quyet)? cua) (cap )?"
    r"(trung uong|tinh|huyen|xa|bo|cong an|cuc|phong|so|uy ban nhan dan)\b.*$"
)
_NOISE = re.compile(r"^thu tuc ")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name of a procedure, folded: its title, short name or an alias."""

    words: str
    kind: str
    """title, short, alias or situation"""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything the index holds of one version of a procedure."""

    key: str
    streams: dict[str, list[str]]
    phrases: tuple[Phrase, ...]
    passage: str
    """The text of all sections, one a line, NFC: snippets are substrings of it."""
    spans: tuple[text.Token, ...]
    """The syllables of the passage: offsets into it and their keys."""
    group: str
    """Equal for procedures whose titles differ by level alone."""

    @property
    def title_size(self) -> int:
        """Number of distinct folded syllables of the title."""
        return len(set(self.streams["title_f"]))

    def forms(self) -> dict[str, list[str]]:
        """`folded accented` of every syllable of the short parts, as `<part>_forms`: for the vocabulary."""
        streams = self.streams
        return {
            f"{part}_forms": [
                f"{f} {s}" for f, s in zip(streams[f"{part}_f"], streams[f"{part}_s"], strict=True)
            ]
            for part in SHORT_STREAMS
        }


def analyse(procedure: Procedure, catalog: Catalog, word_flags: WordFlags) -> Analysis:
    """Cuts a procedure into its streams."""
    names = everyday_names(procedure, catalog)
    titles = _distinct([procedure.name, procedure.short_name or ""])
    passage = "\n".join(sections(procedure))
    spans = text.tokenize(passage)
    streams = {
        **_short_streams("title", titles[:1]),
        **_short_streams("alias", [*titles[1:], *names.aliases]),
        **_short_streams("situation", names.situations),
        **_short_streams("meta", _meta(procedure, catalog)),
        "title_w": words(titles[0], word_flags),
        "body_w": words(passage, word_flags, spans),
        "body_f": text.folded(spans),
        "codes": _codes(procedure, spans),
    }
    return Analysis(
        key=procedure.key,
        streams=streams,
        phrases=tuple(_phrases(procedure, names)),
        passage=passage,
        spans=tuple(token for token in spans if token.kind is text.Kind.SYLLABLE),
        group=group_key(procedure.name),
    )


def everyday_names(procedure: Procedure, catalog: Catalog) -> AliasEntry:
    """Aliases and situations of the procedure's own file and of aliases.yaml."""
    shared = catalog.registers.aliases.get(procedure.code, AliasEntry())
    return AliasEntry(
        aliases=tuple(_distinct([*procedure.aliases, *procedure.keywords, *shared.aliases])),
        situations=tuple(_distinct([*procedure.situations, *shared.situations])),
    )


def group_key(name: str) -> str:
    """Folded title without "thủ tục" in front and without the clause that names a level."""
    folded = _NOISE.sub("", text.fold(name))
    return _LEVEL_CLAUSE.sub("", folded).strip() or folded


def sections(procedure: Procedure) -> Iterator[str]:
    """The texts of a procedure in the order in which a page shows them, one a line."""
    parts: Iterable[str | None] = chain(
        (procedure.summary,),
        chain.from_iterable((group.case, *group.items) for group in procedure.steps),
        chain.from_iterable(
            (method.note, *(term.note for term in method.terms)) for method in procedure.methods
        ),
        chain.from_iterable(
            (group.case, *chain.from_iterable((d.name, d.note) for d in group.documents))
            for group in procedure.components
        ),
        (result.name for result in procedure.results),
        (procedure.requirements, procedure.note),
        (" ".join(filter(None, (basis.number, basis.title))) for basis in procedure.legal_bases),
    )
    return (text.nfc(part) for part in parts if part)


def words(passage: str, word_flags: WordFlags, tokens: Sequence[text.Token] | None = None) -> list[str]:
    """Words as pyvi cuts them: accented keys of their syllables joined by `_`."""
    found: list[str] = []
    stored = text.nfc(passage)
    for spellings, keys in text.runs(stored, text.tokenize(stored) if tokens is None else tokens):
        for flag, key in zip(word_flags(spellings), keys, strict=True):
            if flag and found:
                found[-1] = f"{found[-1]}_{key}"
            else:
                found.append(key)
    return found


def _short_streams(part: str, texts: Iterable[str]) -> dict[str, list[str]]:
    cut = [text.tokenize(text.nfc(one)) for one in texts]
    makers = {"s": text.syllables, "p": text.pairs, "f": text.folded, "fp": text.folded_pairs}
    return {f"{part}_{end}": [term for one in cut for term in make(one)] for end, make in makers.items()}


def _meta(procedure: Procedure, catalog: Catalog) -> list[str]:
    agency = catalog.agencies.get(procedure.agency)
    field = catalog.fields.get(procedure.field)
    return _distinct(
        [
            *((agency.name, *agency.aliases) if agency else ()),
            *((field.name, *field.aliases) if field else ()),
            *(LEVEL_WORDS[level] for level in procedure.levels),
        ]
    )


def _codes(procedure: Procedure, spans: Sequence[text.Token]) -> list[str]:
    own = " ; ".join([procedure.code, *procedure.legacy_codes, procedure.name])
    decision = procedure.decision.number if procedure.decision else ""
    return [*text.codes(text.tokenize(text.nfc(f"{own} ; {decision}"))), *text.codes(spans)]


def _phrases(procedure: Procedure, names: AliasEntry) -> Iterator[Phrase]:
    said = chain(
        [("title", procedure.name), ("title", _without_noise(procedure.name))],
        [("short", procedure.short_name)] if procedure.short_name else [],
        (("alias", one) for one in names.aliases),
        (("situation", one) for one in names.situations),
    )
    seen: set[str] = set()
    for kind, one in said:
        folded = text.fold(one)
        if folded and folded not in seen:
            seen.add(folded)
            yield Phrase(folded, kind)


def _without_noise(name: str) -> str:
    folded = text.fold(name)
    return _NOISE.sub("", folded)


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(one for one in texts if one))
