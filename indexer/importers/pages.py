"""Words of the web page that copies carry along behind the last cell: buttons, heads of other parts."""

from __future__ import annotations

import re

from indexer.importers.report import Trace
from indexer.importers.wording import says_none

_HEADS = re.compile(r"(?:Từ khóa|Mô tả)(?=[A-ZĐ])|Chọn cơ quan thực hiện(?=[A-ZĐ])|Tên thủ tục(?=[A-ZĐ])")


def without_page_words(said: str, key: str, trace: Trace) -> str | None:
    """The text before the page goes on with other heads; the rest is dropped where it says nothing."""
    match = _HEADS.search(said)
    if match is None:
        return said
    own, rest = said[: match.start()].strip(), said[match.start() :]
    if not _is_empty(rest):
        return said
    trace.repaired("page_words", key, text=rest)
    return None if says_none(own) else own


def _is_empty(rest: str) -> bool:
    """Whether the heads that follow have no text of their own but the buttons of the page."""
    bare = re.sub(r"Chọn cơ quan thực hiện.*", "", rest, flags=re.DOTALL)
    return all(says_none(part) for part in re.split(r"Từ khóa|Mô tả", bare))
