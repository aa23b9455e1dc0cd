"""Text messages: what a gateway must be able to do, and how many parts a text takes.

Which letters fit into one part: 3GPP TS 23.038 (GSM 7-bit). One letter outside of it, such as any đ, turns the
whole message into UCS-2 with less than half the room, so messages leave without marks.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol, TextIO

from dossiers.outbox import DeliveryError

GSM_7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_7_TWICE = frozenset("[]{}~^|\\€\f")
"""Letters that count twice."""
GSM_ONE, GSM_MORE = 160, 153
UCS_ONE, UCS_MORE = 70, 67
"""Letters of a message in one part, and of each of several parts."""
LONGEST_BODY = 16_384
"""Bytes of what a gateway may send us: a message of ten parts is a tenth of it."""


@dataclass(frozen=True, slots=True)
class Sms:
    """A text message that leaves."""

    id: str
    """Message id: a gateway that can drops what it has seen."""
    to: str
    """Number as +84…"""
    text: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """A text message that came in."""

    id: str
    sender: str
    to: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a message that left."""

    id: str
    state: Literal["delivered", "failed", "buffered"]


@dataclass(frozen=True, slots=True)
class GatewayRequest:
    """What a gateway sends us, whatever carries it."""

    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    query: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class GatewayError(Exception):
    """What came in is no message of this gateway; its text is left out, since it may hold a number."""


class SmsGateway(Protocol):
    """Sends text messages and understands what comes back."""

    def send(self, sms: Sms) -> None:
        """Hands a message over; raises DeliveryError. Coming again with the same id it should not leave twice."""

    def read_incoming(self, request: GatewayRequest) -> Incoming:
        """A message somebody sent to us; raises GatewayError."""

    def read_report(self, request: GatewayRequest) -> Report:
        """What became of a message of ours; raises GatewayError."""


class ConsoleGateway:
    """Prints messages where the worker runs, for development; comes back as JSON.

    A message holds codes and links, so with `shown` False (production) nothing is printed and nothing counts as
    sent: a portal without a gateway must not believe that people were told.
    """

    def __init__(self, *, shown: bool = True, stream: TextIO | None = None) -> None:
        self._shown = shown
        self._stream = stream

    def send(self, sms: Sms) -> None:
        """Prints a message; raises DeliveryError in production."""
        if not self._shown:
            raise DeliveryError("no_sms_gateway", lasting=True)
        stream = self._stream or sys.stdout
        try:
            print(f"SMS {sms.to} ({parts(sms.text)}): {sms.text}", file=stream, flush=True)
        except OSError:
            # Nobody reads what is printed any more.
            raise DeliveryError("console") from None

    def read_incoming(self, request: GatewayRequest) -> Incoming:
        """From {"id", "from", "to", "text"}; raises GatewayError."""
        given = _read(request.body, "id", "from", "to", "text")
        return Incoming(given["id"], given["from"], given["to"], given["text"])

    def read_report(self, request: GatewayRequest) -> Report:
        """From {"id", "state"}; raises GatewayError."""
        given = _read(request.body, "id", "state")
        match given["state"]:
            case "delivered" | "failed" | "buffered" as state:
                return Report(given["id"], state)
            case _:
                raise GatewayError


def _read(body: bytes, *wanted: str) -> dict[str, str]:
    if len(body) > LONGEST_BODY:
        raise GatewayError
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        raise GatewayError from None
    if not isinstance(given, dict) or not all(isinstance(given.get(key), str) for key in wanted):
        raise GatewayError
    return {key: given[key] for key in wanted}


def without_marks(text: str) -> str:
    """Vietnamese without accents and đ, as people write it on telephones: "Đã nhận" becomes "Da nhan"."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    kept = "".join(one for one in plain if unicodedata.category(one) != "Mn")
    return kept.translate(_SIGNS)


_SIGNS = str.maketrans(
    {"–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "\u00a0": " "}
)


def parts(text: str) -> int:
    """How many parts a text takes; each is paid for."""
    if all(one in GSM_7 or one in GSM_7_TWICE for one in text):
        length = len(text) + sum(one in GSM_7_TWICE for one in text)
        one, more = GSM_ONE, GSM_MORE
    else:
        length = len(text.encode("utf-16-le")) // 2
        one, more = UCS_ONE, UCS_MORE
    return 1 if length <= one else -(-length // more)
