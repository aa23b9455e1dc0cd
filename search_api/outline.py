"""What the page of a procedure shows at a glance, and which parts of its tables have something to say. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.eform import ChoiceQuestion, Condition, EForm
from indexer.procedure import ComponentGroup, Method, Procedure, Term
from indexer.text import fold

MOST_PAPERS = 5
"""Papers named in the summary; more would push the contents off a telephone's first screens."""
LONGEST_PAPER = 100
"""Letters of a paper's name in the summary: one line on a screen, three on a telephone."""
_SENTENCES = re.compile(r"\s*\n\s*|(?<=[.!?])\s+(?=[^\W\d_a-z])")
_NAMED_FORM = re.compile(r"(mau|bieu|phu luc)\b")


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers everybody hands in, or of the only case."""

    names: tuple[tuple[str, bool], ...]
    """(name, whether it is needed in some cases only)."""
    more: int
    """Papers that stand in the table alone."""


@dataclass(frozen=True, slots=True)
class Row:
    """One term of a way, or of several ways that differ in their notes at most."""

    channels: tuple[str, ...]
    term: Term
    cutoff: str | None
    """None where a note tells the same hour."""
    notes: tuple[tuple[tuple[str, ...], str], ...]
    """(channels it is about, text); no channels: about all of the row."""


def papers(procedure: Procedure, shown: Sequence[ComponentGroup] = ()) -> Papers:
    """Required papers for the summary, of the groups that are shown; no names where each case has papers of its
    own and none was chosen."""
    groups = procedure.components
    listed = groups if len(groups) == 1 else shown or [one for one in groups if one.applies != "choose"]
    needed = {
        one.name: one.show_if is not None for group in listed for one in group.documents if one.required
    }
    total = len({one.name for group in groups for one in group.documents})
    first = list(needed.items())[:MOST_PAPERS]
    return Papers(tuple((_cut(name), sometimes) for name, sometimes in first), total - len(first))


def _cut(name: str) -> str:
    line = name.splitlines()[0].rstrip(" ;:")
    if len(line) <= LONGEST_PAPER:
        return line
    return line[:LONGEST_PAPER].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def bare_duration(methods: Sequence[Method]) -> float | None:
    """The one number that the source prints without a unit as processing time; None where it says more or less."""
    terms = [term for method in methods for term in method.terms]
    numbers = {term.duration for term in terms}
    return numbers.pop() if len(numbers) == 1 and not any(term.unit for term in terms) else None


def rows(methods: Sequence[Method]) -> list[Row]:
    """Ways of carrying a procedure out; those with equal terms and fees are one."""
    merged: dict[tuple[Term, ...], list[Method]] = {}
    for method in methods:
        bare = tuple(term.model_copy(update={"note": None}) for term in method.terms)
        merged.setdefault(bare, []).append(method)
    return [_row(same, number) for terms, same in merged.items() for number in range(len(terms))]


def _row(methods: Sequence[Method], number: int) -> Row:
    texts = {method.channel.value: _note(method, number) for method in methods}
    term = methods[0].terms[number]
    told = all(says_hour(text, term.cutoff) for text in texts.values())
    return Row(tuple(texts), term, None if told else term.cutoff, tuple(_notes(texts)))


def _note(method: Method, number: int) -> str:
    own = method.note if number == 0 else None
    return "\n".join(text for text in (method.terms[number].note, own) if text)


def _notes(texts: dict[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """What all ways say first, then what only some say."""
    if len(set(texts.values())) == 1:
        text = next(iter(texts.values()))
        yield from [((), text)] if text else []
        return
    cut = {channel: _SENTENCES.split(text) for channel, text in texts.items()}
    first, *others = cut.values()
    shared = [one for one in first if one and all(one in other for other in others)]
    if shared:
        yield (), " ".join(shared)
    own: dict[str, list[str]] = {}
    for channel, sentences in cut.items():
        own.setdefault(" ".join(one for one in sentences if one not in shared), []).append(channel)
    yield from ((tuple(channels), text) for text, channels in own.items() if text)


def says_hour(note: str, cutoff: str | None) -> bool:
    """Whether a note speaks of the hour of a cutoff: 15:00, 15h00, 15 giờ."""
    if cutoff is None:
        return False
    hour, minute = cutoff.split(":")
    # Folded, a colon is a blank: 15:00 reads "15 00".
    minutes = rf"\s?{minute}" if minute != "00" else r"(\s?00)?"
    return bool(re.search(rf"\b0?{int(hour)}(\s?(h|g|gio){minutes}|\s{minute})\b", fold(note)))


def needs_number_word(number: str) -> bool:
    """Whether "mẫu số" belongs before a form's number: not where the number names itself."""
    return not _NAMED_FORM.match(fold(number))


def one_answer(condition: Condition, form: EForm | None) -> tuple[str, tuple[str, ...]] | None:
    """The question and the answers that make a condition true; None where it cannot be told so shortly.

    Answers are labels of options, or the message keys yes and no.
    """
    values = condition.in_ or (() if condition.is_ is None else (condition.is_,))
    asked = [q for page in form.pages for q in page.questions if q.id == condition.question] if form else []
    if not asked or len(condition.operators()) != 1 or not values:
        return None
    if isinstance(asked[0], ChoiceQuestion):
        labels = {option.value: option.label for option in asked[0].options}
        return asked[0].label, tuple(labels.get(str(value), str(value)) for value in values)
    if all(isinstance(value, bool) for value in values):
        return asked[0].label, tuple("yes" if value else "no" for value in values)
    return None
