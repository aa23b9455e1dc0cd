"""One request of a program as handlers of the API see it: whose key, what JSON came, which version it changes.

Programs bring `Authorization: Bearer <key>` and nothing else counts: cookies are not even read here, so no page of
another site can act through a browser that is signed in, and no cross-site guard is needed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, TypeVar

import orjson
from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from dossiers.app_keys import Caller, caller_of
from dossiers.errors import (
    AbsentError,
    ForbiddenError,
    SignInNeededError,
    VersionNeededError,
    WrongContentError,
    WrongHeaderError,
)
from dossiers.files import storing
from dossiers.given_answers import pointer
from dossiers.house import House, Words
from dossiers.store.tables import Account

PRIVATE = {"cache-control": "private, no-store", "vary": "Authorization, Accept-Language"}
"""Headers of every answer."""
FIELD_BYTES = 4_096
"""Bytes of a field of an upload besides the file."""
_ID = re.compile(r"[A-Za-z0-9._~-]{1,80}")
_KEY = re.compile(r"[\x21-\x7e]{1,128}")
_TAG = re.compile(r'"?([0-9]{1,9})"?')
CODES = {"missing": "missing", "extra_forbidden": "unknown"}
"""Kinds of faults of shapes that have words of their own."""
Takes = Literal["nothing", "json", "file"]
Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True)
class Call:
    """One request of a program."""

    request: Request
    house: House
    caller: Caller
    now: dt.datetime
    body: Any = None
    """The JSON that came along."""
    form: FormData = field(default_factory=FormData)
    """The fields of an upload."""

    @property
    def account(self) -> Account:
        """Whose program it is."""
        return self.caller.account

    @cached_property
    def words(self) -> Words:
        """The language of Accept-Language."""
        return self.house.words(self.house.language(self.request))

    def part(self, name: str) -> str:
        """A part of the address; raises AbsentError where it cannot be the name of anything."""
        given = str(self.request.path_params[name])
        if not _ID.fullmatch(given):
            raise AbsentError
        return given

    @property
    def is_multipart(self) -> bool:
        """Whether a form with files came along."""
        return self.request.headers.get("content-type", "").startswith("multipart/form-data")

    @property
    def version(self) -> int:
        """The version that If-Match names; 0, which nothing has, for any other tag. Raises VersionNeededError."""
        given = self.request.headers.get("if-match", "").strip()
        if not given:
            raise VersionNeededError
        found = _TAG.fullmatch(given)
        return int(found.group(1)) if found else 0

    @property
    def idempotency_key(self) -> str:
        """The Idempotency-Key, apart from the keys that forms use; raises WrongHeaderError without one."""
        given = self.request.headers.get("idempotency-key", "")
        if not _KEY.fullmatch(given):
            raise WrongHeaderError(self.piece("parameter", "Idempotency-Key", "key_needed"))
        return f"api {given}"

    def piece(
        self, kind: Literal["pointer", "parameter"], where: str, code: str, **values: Any
    ) -> dict[str, str]:
        """One error in words: message "api.<code>"."""
        return {kind: where, "message": self.words(f"api.{code}", **values), "code": code}

    def wrong(self, where: str, code: str, **values: Any) -> WrongContentError:
        """What to raise where one piece of the content is wrong."""
        return WrongContentError(self.piece("pointer", where, code, **values))

    def shaped(self, shape: type[Shape]) -> Shape:
        """The content as a shape of wire.py; raises WrongContentError with every wrong piece."""
        try:
            return shape.model_validate(self.body)
        except ValidationError as error:
            pieces = (
                self.piece("pointer", pointer(one["loc"]), CODES.get(one["type"], "wrong"))
                for one in error.errors()
            )
            raise WrongContentError(*pieces) from error


def tagged(version: int) -> dict[str, str]:
    """The header that names a version."""
    return {"etag": f'"{version}"'}


def told(shape: BaseModel, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """The answer that holds a shape of wire.py."""
    content = shape.model_dump_json(by_alias=True).encode()
    return Response(content, status, {**PRIVATE, **(headers or {})}, "application/json")


def nothing() -> Response:
    """204."""
    return Response(status_code=204, headers=PRIVATE)


def answered(handler: Callable[[Call], Response], takes: Takes = "nothing") -> Any:
    """The endpoint of a handler, which runs in a worker thread. The key is looked at before anything is read."""

    async def endpoint(request: Request) -> Response:
        house: House = request.app.state.house
        now = house.now()
        caller = await run_in_threadpool(_caller, house, request, now)
        call = Call(request, house, caller, now)
        if takes == "json":
            call = Call(request, house, caller, now, body=_parsed(call, await request.body()))
        elif takes == "file" and call.is_multipart:
            call = Call(request, house, caller, now, form=await _form(call))
        return await run_in_threadpool(handler, call)

    endpoint.__name__ = handler.__name__
    endpoint.__doc__ = handler.__doc__
    return endpoint


def _caller(house: House, request: Request, now: dt.datetime) -> Caller:
    caller = caller_of(house.database, request.headers.get("authorization", ""), now)
    if caller is None:
        raise SignInNeededError(request.url.path)
    if caller.account.kind == "officer":
        raise ForbiddenError("role")
    return caller


def _parsed(call: Call, body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise call.wrong("", "not_json") from error


async def _form(call: Call) -> FormData:
    with storing():
        return await call.request.form(max_files=1, max_fields=4, max_part_size=FIELD_BYTES)
