"""Words of a question that carry no topic: "làm thế nào", "hết bao nhiêu tiền", "cho tôi hỏi"."""

from __future__ import annotations

from dataclasses import replace

from indexer.text import Joint, Token
from search_api.understanding.knowledge import Knowledge
from search_api.understanding.reading import Reading


def drop_frames(reading: Reading, knowledge: Knowledge) -> Reading:
    """Leaves out the frames of a question, never all of a query, and keeps what it asks for."""
    frames = knowledge.frames.find(reading.tokens, marked=reading.marked)
    # Without marks a lone syllable may be another word.
    frames = [one for one in frames if one.end - one.start > 1 or reading.marked]
    inside = {at for one in frames for at in range(one.start, one.end)}
    if not inside or len(inside) == len(reading.tokens):
        return reading
    for one in frames:
        reading = reading.noting("frame", reading.typed(one.start, one.end), "")
    intents = [frame.intent for one in frames for frame in one.values if frame.intent]
    kept = without(reading.tokens, inside)
    return replace(reading, tokens=kept, intent=intents[0] if intents else None)


def without(tokens: tuple[Token, ...], left_out: set[int]) -> tuple[Token, ...]:
    """The tokens but for some; what was parted by those does not become neighbours."""
    kept: list[Token] = []
    for at, token in enumerate(tokens):
        if at not in left_out:
            cut = at - 1 in left_out
            kept.append(token._replace(joint=Joint.BORDER) if cut and kept else token)
    return tuple(kept)
