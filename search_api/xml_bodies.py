"""XML made from templates, whose escaping keeps markup out; what XML cannot hold at all is left out here."""

from __future__ import annotations

import re
from typing import Any

from search_api.visits import Body, Visit

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Letters that no XML 1.0 document may hold, not even as a reference: control characters, surrogates."""


def xml_body(visit: Visit, template: str, media: str, **values: Any) -> Body:
    """A document of a media type; `values` are for the template, beside those every page has."""
    made = visit.html(template, **values).content.decode("utf-8")
    return Body(_ILLEGAL.sub("", made).encode("utf-8"), {"content-type": f"{media}; charset=utf-8"})
