"""The order of steps: one text of the source -> items, in groups where the source clearly tells cases apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.importers.wording import lines, without_bullet
from indexer.procedure import StepGroup

LONGEST_CASE = 300
"""Letters; a longer line in front of a first step is a paragraph, not the name of a case."""
_STEP = re.compile(r"\W{0,3}bước\s*(\d+)\b", re.IGNORECASE)
_INLINE_STEP = re.compile(r"(?<=[.;:]) (?=(?:[-+] ?)?Bước \d+ ?[:.])")
_REMARK = re.compile(r"\W*(?:lưu ý|ghi chú)\b", re.IGNORECASE)
_MARKS = (
    ("dash", re.compile(r"[-–−•·\uf0b7\uf02d]")),
    ("plus", re.compile(r"\+")),
    ("star", re.compile(r"\*")),
    ("number", re.compile(r"\(?\d{1,2}[.)]\D")),
    ("roman", re.compile(r"\(?[ivx]{1,4}[.)]")),
    ("letter", re.compile(r"\(?[a-zđ]\d?[.)]\D", re.IGNORECASE)),
)
_PLAIN = "plain"


def read_steps(source: str) -> tuple[StepGroup, ...]:
    """Groups of steps; sub-lines stay with the step they belong to."""
    whole = [part for one in lines(source) for part in _INLINE_STEP.split(one) if re.search(r"\w", part)]
    return tuple(_group(case, some) for case, some in _cases(whole) if some)


def case_group(case: str | None, source: str) -> tuple[StepGroup, ...]:
    """Steps of a case that the source names itself."""
    groups = read_steps(source)
    if not case or len(groups) != 1:
        return groups
    return (StepGroup(case=case, items=groups[0].items),)


def _cases(whole: Sequence[str]) -> list[tuple[str | None, Sequence[str]]]:
    """Stretches that each begin with a first step below a heading of their own; else everything at once."""
    firsts = [i for i, one in enumerate(whole) if _number(one) == 1]
    if len(firsts) < 2 or not all(_is_heading(whole, i - 1) for i in firsts[1:]):
        return [(None, whole)]
    headed = firsts if _is_heading(whole, firsts[0] - 1) else firsts[1:]
    starts = [i - 1 for i in headed]
    opening = [(None, whole[: starts[0]])] if starts[0] else []
    ends = [*starts[1:], len(whole)]
    named = [
        (_heading(whole[start]), whole[start + 1 : end]) for start, end in zip(starts, ends, strict=True)
    ]
    return [*opening, *named]


def _number(one: str) -> int | None:
    match = _STEP.match(one)
    return int(match[1]) if match else None


def _is_heading(whole: Sequence[str], place: int) -> bool:
    if place < 0 or _number(whole[place]) is not None:
        return False
    one = whole[place]
    return len(one) <= LONGEST_CASE and not one.endswith((".", ";", ","))


def _heading(one: str) -> str:
    return without_bullet(one).rstrip(" :") or one


def _group(case: str | None, some: Sequence[str]) -> StepGroup:
    return StepGroup(case=case, items=tuple(items(some)))


def items(some: Sequence[str]) -> list[str]:
    """Lines -> items: those of the kind of the first (or all that say "Bước n") open one."""
    by_step = sum(_number(one) is not None for one in some) >= 2
    first = _mark(some[0])
    found: list[str] = []
    for one in some:
        opens = _number(one) is not None if by_step else _mark(one) == first
        if not found or opens or _REMARK.match(one):
            found.append(without_bullet(one))
        else:
            found[-1] += f"\n{one}"
    return found


def _mark(one: str) -> str:
    return next((name for name, pattern in _MARKS if pattern.match(one)), _PLAIN)
