"""Words in front of a name that say what is done, not what it is about: "cấp", "xin", "đăng ký"."""

from __future__ import annotations

ACTS = (
    *(
        "thu tuc",
        "dang ky",
        "dang ky lai",
        "xin",
        "xin cap",
        "lam",
        "lam lai",
        "lam moi",
        "di lam",
        "can lam",
    ),
    *("cap", "cap lai", "cap doi", "cap moi", "cap ban sao", "de nghi", "de nghi cap", "yeu cau", "xac nhan"),
    *(
        "doi",
        "gia han",
        "giai quyet",
        "cong nhan",
        "nop",
        "nop ho so",
        "lam ho so",
        "lam thu tuc",
        "thuc hien",
    ),
)
"""Folded; text for matching, never shown."""
_LONGEST = max(act.count(" ") for act in ACTS) + 1
_ACTS = frozenset(ACTS)
_BEGINNINGS = frozenset(act.partition(" ")[0] for act in ACTS)


def without_acts(line: str) -> list[str]:
    """A folded line without one act in front of it, without two and so on, the shortest last; never nothing."""
    if line.partition(" ")[0] not in _BEGINNINGS:
        return []
    rests = [line]
    for rest in rests:
        words = rest.split(" ")
        cut = range(1, min(_LONGEST, len(words) - 1) + 1)
        shorter = (" ".join(words[size:]) for size in cut if " ".join(words[:size]) in _ACTS)
        rests += (one for one in shorter if one not in rests)
    return sorted(rests[1:], key=len, reverse=True)
