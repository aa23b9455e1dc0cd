"""Asks clamd whether a file is infected, over its INSTREAM command. Whatever goes wrong leaves a file pending.

clamd answers "stream: OK", "stream: <name> FOUND" or "… ERROR"; beyond its StreamMaxLength it answers an error or
hangs up. Only the first means clean.
"""

from __future__ import annotations

import contextlib
import re
import socket
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from dossiers.settings import DossierSettings

SECONDS = 60
"""How long clamd may take for one step; 20 MB take under a second."""
PIECE = 1 << 18
MOST_REPLY = 4_096
_FOUND = re.compile(r"stream: (.{1,200}) FOUND")


class Scan(StrEnum):
    """What is known of a file."""

    NOT_SCANNED = "not_scanned"
    """No scanner is set."""
    PENDING = "pending"
    CLEAN = "clean"
    INFECTED = "infected"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a scanner said: clean, infected, or pending where it could not say."""

    scan: Scan
    result: str | None = None
    """Name of what was found, or why nothing is known: "unreachable", "error"."""


class Scanner(Protocol):
    """Tells whether bytes are infected."""

    def scan(self, parts: Iterable[bytes]) -> Verdict:
        """The verdict on a file; faults of the scanner are a verdict, faults in reading the file are not."""


def scanner_of(settings: DossierSettings) -> Scanner | None:
    """The scanner of the settings, None where none is set."""
    return Clamd(settings.clamd) if settings.clamd else None


@dataclass(frozen=True, slots=True)
class Clamd:
    """A clamd at HOST:PORT, or behind a socket whose path begins with "/"."""

    address: str
    seconds: float = SECONDS

    def scan(self, parts: Iterable[bytes]) -> Verdict:
        """See Scanner."""
        try:
            connection = self._connect()
        except (OSError, ValueError):
            return Verdict(Scan.PENDING, "unreachable")
        with connection:
            with _hung_up():
                connection.sendall(b"zINSTREAM\0")
            for part in parts:
                if not _sent(connection, part):
                    break
            with _hung_up():
                connection.sendall(struct.pack(">I", 0))
            return read_reply(_reply(connection))

    def _connect(self) -> socket.socket:
        if self.address.startswith("/"):
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.settimeout(self.seconds)
            try:
                connection.connect(self.address)
            except OSError:
                connection.close()
                raise
            return connection
        host, _, port = self.address.rpartition(":")
        return socket.create_connection((host.strip("[]") or "127.0.0.1", int(port)), self.seconds)


@contextlib.contextmanager
def _hung_up() -> Iterator[None]:
    """clamd hangs up where it has had enough; its reply may still be there to read."""
    with contextlib.suppress(OSError):
        yield


def _sent(connection: socket.socket, part: bytes) -> bool:
    """Whether clamd took all of a part; each chunk is preceded by its length."""
    try:
        for at in range(0, len(part), PIECE):
            chunk = part[at : at + PIECE]
            connection.sendall(struct.pack(">I", len(chunk)) + chunk)
    except OSError:
        return False
    return True


def _reply(connection: socket.socket) -> str:
    """The reply up to its end; "" where it was cut off."""
    reply = b""
    with contextlib.suppress(OSError):
        while not reply.endswith(b"\0") and len(reply) < MOST_REPLY:
            piece = connection.recv(MOST_REPLY)
            if not piece:
                break
            reply += piece
    return reply[:-1].decode("utf-8", "replace") if reply.endswith(b"\0") else ""


def read_reply(reply: str) -> Verdict:
    """The verdict that a whole reply tells."""
    if reply == "stream: OK":
        return Verdict(Scan.CLEAN)
    found = _FOUND.fullmatch(reply)
    return Verdict(Scan.INFECTED, found.group(1)) if found else Verdict(Scan.PENDING, "error")
