"""The box on another site: what its editor chose, and what that site's content security policy must allow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search_api.query import DEFAULT_SUGGESTIONS, MOST_SUGGESTIONS, BadParameter, BadQuery, clean

PARAMETERS = ("agency", "field", "limit", "theme", "target", "version", "frame")
THEMES = ("light", "dark", "auto")
TARGETS = ("_self", "_blank", "_top")
VERSIONS = ("newest", "exact")
"""newest: mended without the editor's doing; exact: one file for ever, checked by its hash."""


@dataclass(frozen=True, slots=True)
class Box:
    """A search box as an editor wants it."""

    agency: str = ""
    field: str = ""
    limit: int = DEFAULT_SUGGESTIONS
    theme: str = "light"
    target: str = "_self"
    version: str = "newest"
    frame: bool = False
    """Whether the page asked for is the box itself, to be shown within a page of another site."""

    @classmethod
    def from_params(cls, params: Iterable[tuple[str, str]]) -> Box:
        """Reads request parameters; raises BadQuery with every problem found."""
        given = {name: clean(value) for name, value in params if value.strip()}
        choices = {"theme": THEMES, "target": TARGETS, "version": VERSIONS, "frame": ("0", "1")}
        wrong = [
            BadParameter(name, "not_allowed", (("allowed", ", ".join(allowed)),))
            for name, allowed in choices.items()
            if given.get(name, allowed[0]) not in allowed
        ]
        limit = given.pop("limit", str(DEFAULT_SUGGESTIONS))
        if limit not in map(str, range(1, MOST_SUGGESTIONS + 1)):
            wrong.append(BadParameter("limit", "number_range", (("least", 1), ("most", MOST_SUGGESTIONS))))
        if wrong:
            raise BadQuery(wrong)
        frame = given.pop("frame", "0") == "1"
        return cls(**given, limit=int(limit), frame=frame)

    @property
    def filters(self) -> list[tuple[str, str]]:
        """What the search is narrowed by."""
        return [(name, value) for name, value in (("agency", self.agency), ("field", self.field)) if value]

    @property
    def frame_params(self) -> list[tuple[str, str]]:
        """Parameters of the page that shows this box within a page of another site."""
        given = [
            *self.filters,
            ("limit", str(self.limit)),
            ("theme", self.theme),
            ("target", self.frame_target),
        ]
        usual = {("limit", str(DEFAULT_SUGGESTIONS)), ("theme", THEMES[0]), ("target", "_top")}
        return [("frame", "1"), *(one for one in given if one not in usual)]

    @property
    def frame_target(self) -> str:
        """Where results open: never inside the frame, which is as small as the box."""
        return self.target if self.target == "_blank" else "_top"


def policy(ancestors: Iterable[str] | None) -> str:
    """The content security policy of the pages about the box; `ancestors` may show the page within theirs, as the
    site itself does; None: nobody may."""
    allowed = " ".join(("'self'", *ancestors)) if ancestors is not None else "'none'"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none'; "
        f"frame-ancestors {allowed}"
    )


def host_policy(site: str) -> list[str]:
    """What the policy of a page with the script must allow."""
    return [f"script-src {site}", f"connect-src {site}", f"form-action {site}"]


def frame_policy(site: str) -> list[str]:
    """What the policy of a page with the frame must allow."""
    return [f"frame-src {site}"]
