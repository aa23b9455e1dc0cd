"""The error tree of accounts and dossiers; app.py turns each into a status code.

DossierError
├── SignInNeededError      303 to the sign-in page
├── AbsentError            404: not there, or not yours (the same, on purpose)
├── ForbiddenError         403: the request came from elsewhere, or the role does not allow it
├── ConflictError          409: somebody else changed it meanwhile
├── ReusedKeyError         422: an Idempotency-Key came with another body
├── VersionNeededError     428: an update without If-Match
├── NamedError             what is wrong is named piece by piece
│   ├── WrongHeaderError   400: a header or a parameter
│   ├── WrongContentError  422: the content
│   ├── UnreadyDraftError  422: a draft that cannot be sent yet
│   └── NotNowError        409: what may not be done as things stand
├── TooOftenError          429
├── RefusedFileError       422: a file that is not taken, with the rule and its values
├── SignOnError            single sign-on did not succeed; its own page says why
└── StoreError             503/507: files cannot be written now
    └── DamagedError       503: a file is not, or not any more, what was kept
store.database.DatabaseError   503
"""

from __future__ import annotations

from collections.abc import Mapping


class DossierError(Exception):
    """Base of what this package raises for others to answer."""


class SignInNeededError(DossierError):
    """A page needs somebody signed in; `next_path` is where to come back to."""

    def __init__(self, next_path: str) -> None:
        super().__init__(next_path)
        self.next_path = next_path


class AbsentError(DossierError):
    """What was asked for does not exist, or belongs to somebody else: nobody learns which."""


class ForbiddenError(DossierError):
    """The request may not be made: `rule` is "cross_site", "token", "role" or "state"."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


class ConflictError(DossierError):
    """Another device or person changed it meanwhile; `current` is the version that is kept now."""

    def __init__(self, current: int) -> None:
        super().__init__(str(current))
        self.current = current


class ReusedKeyError(DossierError):
    """An Idempotency-Key was used before with another body."""


class VersionNeededError(DossierError):
    """An update did not say which version it changes."""


class NamedError(DossierError):
    """What is wrong, piece by piece: {"pointer" or "parameter", "message", "code"}, worded for whoever asked."""

    def __init__(self, *pieces: Mapping[str, str]) -> None:
        super().__init__(", ".join(one["code"] for one in pieces))
        self.pieces = pieces


class WrongHeaderError(NamedError):
    """A header or a parameter is missing or cannot be used."""


class WrongContentError(NamedError):
    """The content cannot be kept."""


class UnreadyDraftError(NamedError):
    """Answers are wrong, or papers are missing."""


class NotNowError(NamedError):
    """It cannot be done as things stand."""


class TooOftenError(DossierError):
    """Tried too often; `seconds` until it may be tried again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(str(seconds))
        self.seconds = seconds


class StoreError(DossierError):
    """Files cannot be kept now: `full` tells a full disk from other faults."""

    def __init__(self, *, full: bool) -> None:
        super().__init__("full" if full else "fault")
        self.full = full


class DamagedError(StoreError):
    """A file is missing in the store, or its content is not what was kept."""

    def __init__(self) -> None:
        super().__init__(full=False)


class RefusedFileError(DossierError):
    """A file is not taken; `rule` and `values` make the message "file.refused.<rule>"."""

    def __init__(self, rule: str, **values: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.values = values


class SignOnError(DossierError):
    """Single sign-on did not succeed; `rule` makes the message "sso.failed.<rule>".

    `cause` tells the operator more, in the log: kinds and names, never what somebody typed or a provider told.
    """

    def __init__(self, rule: str, cause: str = "") -> None:
        super().__init__(rule)
        self.rule = rule
        self.cause = cause
