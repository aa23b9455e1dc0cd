"""Asking clamd: only its clear word counts; whatever goes wrong leaves a file pending."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from dossiers.scanning import PIECE, Clamd, Scan, Verdict, read_reply, scanner_of
from dossiers.settings import DossierSettings
from tests.running import free_port
from tests.unit.dossiers.file_samples import EICAR, archive

PORT = free_port()
MARK = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


def received(connection: socket.socket) -> bytes:
    """What a client sends by INSTREAM, put together again."""
    stream = connection.makefile("rb")
    assert stream.read(10) == b"zINSTREAM\0"
    content = b""
    while size := struct.unpack(">I", stream.read(4))[0]:
        content += stream.read(size)
    return content


@pytest.fixture
def server() -> Iterator[Callable[[Callable[[socket.socket], None]], str]]:
    """`server(answer)`: the address of a clamd that answers one connection so."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve(answer: Callable[[socket.socket], None]) -> str:
        def accept() -> None:
            connection, _ = listening.accept()
            with connection, contextlib.suppress(OSError, struct.error):
                answer(connection)

        threading.Thread(target=accept, daemon=True).start()
        return f"127.0.0.1:{listening.getsockname()[1]}"

    yield serve
    listening.close()


def test_every_byte_arrives_in_chunks_that_clamd_takes(server) -> None:
    content = os.urandom(3 * PIECE + 17)
    arrived = []

    def answer(connection: socket.socket) -> None:
        arrived.append(received(connection))
        connection.sendall(b"stream: OK\0")

    verdict = Clamd(server(answer)).scan([content[: 2 * PIECE + 1], content[2 * PIECE + 1 :]])
    assert verdict == Verdict(Scan.CLEAN)
    assert arrived == [content]


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        ("stream: OK", Verdict(Scan.CLEAN)),
        ("stream: Eicar-Test.UNOFFICIAL FOUND", Verdict(Scan.INFECTED, "Eicar-Test.UNOFFICIAL")),
        ("INSTREAM size limit exceeded. ERROR", Verdict(Scan.PENDING, "error")),
        ("stream: Can't allocate memory ERROR", Verdict(Scan.PENDING, "error")),
        ("stream: OK FOUND ERROR", Verdict(Scan.PENDING, "error")),
        ("UNKNOWN COMMAND", Verdict(Scan.PENDING, "error")),
        ("", Verdict(Scan.PENDING, "error")),
    ],
)
def test_only_ok_is_clean_and_only_found_is_infected(reply: str, verdict: Verdict) -> None:
    assert read_reply(reply) == verdict


@pytest.mark.parametrize("reply", [b"", b"stream: OK", b"str", b"x" * 10_000])
def test_a_reply_that_was_cut_off_is_no_verdict(server, reply: bytes) -> None:
    def answer(connection: socket.socket) -> None:
        received(connection)
        connection.sendall(reply)

    assert Clamd(server(answer)).scan([b"x"]) == Verdict(Scan.PENDING, "error")


def test_a_clamd_that_hangs_up_half_way_leaves_the_file_pending(server) -> None:
    address = server(lambda connection: connection.recv(10))
    assert Clamd(address).scan(b"x" * PIECE for _ in range(200)) == Verdict(Scan.PENDING, "error")


def test_a_clamd_that_says_nothing_is_waited_for_a_while_only(server) -> None:
    address = server(lambda connection: time.sleep(2))
    began = time.monotonic()
    assert Clamd(address, seconds=0.2).scan([b"x"]).scan is Scan.PENDING
    assert time.monotonic() - began < 1.5


@pytest.mark.parametrize(
    "address", ["127.0.0.1:1", "/nowhere/clamd.sock", "127.0.0.1:clamd", "127.0.0.1:99999"]
)
def test_a_clamd_that_is_not_there_leaves_the_file_pending(address: str) -> None:
    assert Clamd(address, seconds=0.5).scan([b"x"]).scan is Scan.PENDING


def test_a_fault_in_reading_the_file_is_not_the_scanner_s(server) -> None:
    def broken() -> Iterator[bytes]:
        yield b"x"
        raise LookupError

    with pytest.raises(LookupError):
        Clamd(server(received)).scan(broken())


def test_without_a_setting_there_is_no_scanner() -> None:
    assert scanner_of(DossierSettings()) is None
    assert scanner_of(DossierSettings(clamd="127.0.0.1:3310")) == Clamd("127.0.0.1:3310")


# A real clamd with one signature of our own -------------------------------------------------------------------


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[bytes]]:
    program = shutil.which("clamd")
    if program is None:
        pytest.skip("clamd is not installed: apt-get install clamav-daemon")
    room = tmp_path_factory.mktemp("clamd")
    signatures = room / "db"
    signatures.mkdir()
    (signatures / "local.ndb").write_text(f"Eicar-Test-Local:0:*:{MARK.hex()}\n")
    settings = room / "clamd.conf"
    settings.write_text(
        f"DatabaseDirectory {signatures}\nTCPSocket {PORT}\nTCPAddr 127.0.0.1\nForeground yes\nStreamMaxLength 1M\n"
        f"LocalSocket {room}/clamd.sock\nTemporaryDirectory {room}\n"
    )
    running = subprocess.Popen(
        [program, "-c", settings], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _wait_for(running)
    yield running
    running.kill()
    running.wait()


def _wait_for(running: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", PORT), 1):
            return
        assert running.poll() is None, "clamd did not start"
        time.sleep(0.1)
    pytest.fail("clamd did not listen")


REAL = Clamd(f"127.0.0.1:{PORT}", seconds=20)


@pytest.mark.parametrize(
    "content", [EICAR, b"%PDF-1.7\n" + EICAR, archive({"a.txt": EICAR})], ids=["text", "pdf", "zip"]
)
def test_clamd_finds_the_test_text_in_a_file_and_in_an_archive(clamd, content: bytes) -> None:
    assert REAL.scan([content]) == Verdict(Scan.INFECTED, "Eicar-Test-Local.UNOFFICIAL")


def test_clamd_finds_nothing_in_a_harmless_file(clamd) -> None:
    assert REAL.scan([b"giay to"]) == Verdict(Scan.CLEAN)


def test_what_is_too_long_for_clamd_stays_pending(clamd) -> None:
    assert REAL.scan(b"x" * PIECE for _ in range(20)).scan is Scan.PENDING


def test_a_frozen_clamd_leaves_the_file_pending_and_a_woken_one_answers(clamd) -> None:
    clamd.send_signal(signal.SIGSTOP)
    try:
        assert Clamd(REAL.address, seconds=0.5).scan([b"x"]).scan is Scan.PENDING
    finally:
        clamd.send_signal(signal.SIGCONT)
    assert REAL.scan([b"x"]).scan is Scan.CLEAN
