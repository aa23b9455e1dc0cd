"""What an import did: read, written, repaired (rule by rule and record by record), refused and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal

from indexer.importers.labels import LABELS
from indexer.importers.messages import REFUSALS, REPAIRS, SUMMARY

Lang = Literal["vi", "en"]
_LANGS: tuple[Lang, Lang] = ("vi", "en")
SHOWN = 120
"""Letters of a source text that a line of the report repeats."""


def _words(table: dict[str, tuple[str, str]], rule: str, values: dict[str, object], lang: Lang) -> str:
    return table[rule][_LANGS.index(lang)].format(**values)


def _shown(value: object) -> object:
    if not isinstance(value, str):
        return value
    plain = " ".join(value.split())
    return plain if len(plain) <= SHOWN else f"{plain[:SHOWN]}…"


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing that was done to one record."""

    code: str
    key: str
    """Way to the value, e.g. methods[0].terms[0]; empty for the record as a whole."""
    rule: str
    """A key of REPAIRS."""
    values: tuple[tuple[str, object], ...] = ()

    def text(self, lang: Lang) -> str:
        """`code: key: what was done`."""
        key = f"{self.key}: " if self.key else ""
        return f"{self.code}: {key}{_words(REPAIRS, self.rule, dict(self.values), lang)}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that is not written."""

    place: str
    """Code of the record, or where it stands in the source."""
    rule: str
    """A key of REFUSALS."""
    values: tuple[tuple[str, object], ...] = ()

    def reason(self, lang: Lang) -> str:
        """Why it is not written."""
        return _words(REFUSALS, self.rule, dict(self.values), lang)


@dataclass(slots=True)
class ImportReport:
    """Account of one import."""

    read: int = 0
    written: int = 0
    repairs: list[Repair] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    new_agencies: tuple[str, ...] = ()
    """Ids that the records added to agencies.yaml."""
    new_fields: tuple[str, ...] = ()
    left_out: set[str] = field(default_factory=set)
    """Keys of the source whose values are technical and have no place in a data folder."""

    def refuse(self, place: str, rule: str, **values: object) -> None:
        """Notes a record that is not written."""
        shown = tuple((name, _shown(value)) for name, value in values.items())
        self.refused.append(Refusal(place, rule, shown))

    def counts(self) -> dict[str, int]:
        """Rule -> number of repairs, the most frequent first."""
        found = Counter(one.rule for one in self.repairs)
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    def lines(self, lang: Lang) -> list[str]:
        """The report in words: sums, one example a rule, every refusal."""
        sums = {"read": self.read, "written": self.written}
        sums |= {"repaired": len(self.repairs), "refused": len(self.refused)}
        said = [_words(SUMMARY, "counts", dict(sums), lang)]
        first = {one.rule: one for one in reversed(self.repairs)}
        for rule, count in self.counts().items():
            example = {"count": count, "rule": rule, "words": first[rule].text(lang)}
            said.append(_words(SUMMARY, "rule", dict(example), lang))
        for one in self.refused:
            refusal: dict[str, object] = {"place": one.place, "words": one.reason(lang)}
            said.append(_words(SUMMARY, "refused", refusal, lang))
        added: dict[str, object] = {"agencies": len(self.new_agencies), "fields": len(self.new_fields)}
        said.append(_words(SUMMARY, "registers", added, lang))
        if self.left_out:
            said.append(_words(SUMMARY, "left_out", {"keys": ", ".join(sorted(self.left_out))}, lang))
        return said

    def record(self, lang: Lang) -> dict[str, Any]:
        """The whole report as plain values, for JSON."""
        return {
            "read": self.read,
            "written": self.written,
            "repaired": {
                rule: {"count": count, "records": [r.text(lang) for r in self.repairs if r.rule == rule]}
                for rule, count in self.counts().items()
            },
            "refused": [
                {"place": one.place, "rule": one.rule, "reason": one.reason(lang)} for one in self.refused
            ],
            "new_agencies": list(self.new_agencies),
            "new_fields": list(self.new_fields),
            "left_out": sorted(self.left_out),
        }


class Trace:
    """What happens to one record on its way: repairs for the report, texts for the note of the procedure."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.repairs: list[Repair] = []
        self._kept: list[str] = []

    def repaired(self, rule: str, key: str = "", **values: object) -> None:
        """Notes a repair."""
        shown = tuple((name, _shown(value)) for name, value in values.items())
        self.repairs.append(Repair(self.code, key, rule, shown))

    def keep(self, label: str, text: str) -> None:
        """Keeps a text that has no place of its own; `label` is a key of LABELS."""
        separator = "\n" if "\n" in text else " "
        kept = f"{LABELS[label]}:{separator}{text}"
        if kept not in self._kept:
            self._kept.append(kept)

    def keep_as(self, head: str, text: str) -> None:
        """Keeps a text under a head of the source's own."""
        self._kept.append(f"{head}: {text}")

    def note(self) -> str | None:
        """Everything kept, one piece a line."""
        return "\n".join(self._kept) or None
