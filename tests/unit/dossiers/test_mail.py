"""Mails over a real conversation with a mail server: what arrives, what is refused for good, what may pass."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import io
import ipaddress
import ssl
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pydantic import SecretStr

from dossiers.mail import ConsoleMailer, Mail, SmtpMailer, compose, make_mailer
from dossiers.outbox import DeliveryError
from dossiers.settings import DossierSettings
from tests.dossier_database import NOW
from tests.running import free_port

HOST = "127.0.0.1"
PORT = free_port()
"""Of this process alone: tests run in several."""
SENDER = "thutuc@example.vn"
MAIL = Mail(
    id="abc_-1",
    to="an@example.vn",
    subject="Hồ sơ H42-261125-0001 đã được tiếp nhận",
    text="Đã tiếp nhận.\n\nTheo dõi: https://thutuc.example.vn/ho-so/x\n",
    lang="vi, en",
    at=NOW,
    sender="Cổng mẫu",
)


class Box:
    """A mailbox that keeps what comes; answers as it is told to."""

    def __init__(self, rcpt: str = "250 OK", data: str = "250 OK") -> None:
        self.rcpt, self.data = rcpt, data
        self.kept: list[EmailMessage] = []

    async def handle_RCPT(  # noqa: N802 - the name that the server calls
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        found = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(found, EmailMessage)
        self.kept.append(found)
        return self.data


Serve = Callable[..., Box]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """`serve(box, **options)`: a mail server that runs to the end of the test."""
    running: list[Controller] = []

    def start(box: Box, **options: Any) -> Box:
        controller = Controller(box, hostname=HOST, port=PORT, **options)
        controller.start()
        running.append(controller)
        return box

    yield start
    for one in running:
        one.stop()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of 127.0.0.1 in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, *form)
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def server_side(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


def mailer(**changes: Any) -> SmtpMailer:
    return SmtpMailer(HOST, PORT, SENDER, **{"tls": "none", "timeout": 5.0, **changes})


def failure(mailer: SmtpMailer, mail: Mail = MAIL) -> tuple[str, bool]:
    """How sending fails: (kind, whether for good)."""
    with pytest.raises(DeliveryError) as failed:
        mailer.send(mail)
    return failed.value.kind, failed.value.lasting


def test_vietnamese_arrives_letter_for_letter(serve: Serve) -> None:
    box = serve(Box())
    mailer().send(MAIL)
    [kept] = box.kept
    assert (kept["Subject"], kept.get_content().replace("\r\n", "\n")) == (MAIL.subject, MAIL.text)
    assert kept["To"] == "an@example.vn"
    assert (kept["From"].addresses[0].display_name, kept["From"].addresses[0].addr_spec) == (
        "Cổng mẫu",
        SENDER,
    )


def test_every_try_carries_the_same_message_id_and_no_robot_answers(serve: Serve) -> None:
    box = serve(Box())
    mailer().send(MAIL)
    mailer().send(MAIL)
    assert [one["Message-ID"] for one in box.kept] == ["<abc_-1@example.vn>"] * 2
    assert box.kept[0]["Auto-Submitted"] == "auto-generated"
    assert box.kept[0]["Date"].datetime == NOW


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_mails_leave_encrypted(serve: Serve, certificate: Path, tls: str) -> None:
    context = server_side(certificate)
    # Implicit TLS is what a controller calls ssl_context; STARTTLS the server's own.
    options = {"ssl_context": context} if tls == "tls" else {"tls_context": context, "require_starttls": True}
    box = serve(Box(), **options)
    trusting = ssl.create_default_context(cafile=str(certificate))
    mailer(tls=tls, context=trusting).send(MAIL)
    assert len(box.kept) == 1


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_server_that_cannot_prove_its_name_gets_no_mail(serve: Serve, certificate: Path, tls: str) -> None:
    context = server_side(certificate)
    options = {"ssl_context": context} if tls == "tls" else {"tls_context": context}
    box = serve(Box(), **options)
    assert failure(mailer(tls=tls)) == ("sslcertverification", False)
    assert box.kept == []


def test_without_encryption_where_it_is_asked_for_nothing_leaves(serve: Serve) -> None:
    box = serve(Box())
    assert failure(mailer(tls="starttls")) == ("notsupported", False)
    assert box.kept == []


def test_a_user_signs_in_and_a_wrong_password_may_be_mended(serve: Serve, certificate: Path) -> None:
    def check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
        right = (given.login, given.password) == (b"thutuc", b"right")
        return AuthResult(success=right, handled=False)

    context = server_side(certificate)
    options = {"tls_context": context, "auth_required": True, "authenticator": check}
    box = serve(Box(), **options)
    trusting = ssl.create_default_context(cafile=str(certificate))
    right, wrong = (
        mailer(tls="starttls", context=trusting, user="thutuc", **{"password": one})
        for one in ("right", "wrong")
    )
    right.send(MAIL)
    assert failure(wrong) == ("authentication_535", False)
    assert len(box.kept) == 1


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"rcpt": "550 no such mailbox"}, ("recipient_550", True)),
        ({"rcpt": "451 try later"}, ("recipient_451", False)),
        ({"data": "554 refused"}, ("data_554", True)),
        ({"data": "452 full"}, ("data_452", False)),
    ],
)
def test_what_a_server_refuses_for_good_is_told_from_what_may_pass(
    serve: Serve, answer: dict[str, str], told: tuple[str, bool]
) -> None:
    serve(Box(**answer))
    assert failure(mailer()) == told


def test_a_server_that_is_down_may_come_back() -> None:
    assert failure(mailer()) == ("connectionrefused", False)


@pytest.mark.parametrize("to", ["", "an", "an@example.vn\nBcc: x@example.vn", "a@b, c@d", "an@"])
def test_an_address_that_is_none_is_refused_for_good(to: str) -> None:
    with pytest.raises(DeliveryError) as refused:
        compose(Mail("i", to, "s", "t", "vi", NOW), SENDER)
    assert (refused.value.kind, refused.value.lasting) == ("address", True)


@pytest.mark.parametrize(
    ("smtp", "tls", "place"),
    [
        ("mail.example.vn", "starttls", ("mail.example.vn", 587)),
        ("mail.example.vn", "tls", ("mail.example.vn", 465)),
        ("mail.example.vn:2525", "none", ("mail.example.vn", 2525)),
        ("[::1]:25", "none", ("::1", 25)),
        ("[::1]", "none", ("::1", 25)),
    ],
)
def test_the_mail_server_is_that_of_the_settings(smtp: str, tls: Any, place: tuple[str, int]) -> None:
    settings = DossierSettings(smtp=smtp, smtp_tls=tls, smtp_user="u", smtp_password=SecretStr("geheim"))
    made = make_mailer(settings)
    assert isinstance(made, SmtpMailer)
    assert ((made.host, made.port), made.tls, made.user, made.password) == (place, tls, "u", "geheim")


def test_a_port_that_is_no_number_is_an_error() -> None:
    with pytest.raises(ValueError, match="smtp"):
        make_mailer(DossierSettings(smtp="mail.example.vn:smtp"))


def test_without_a_mail_server_mails_are_printed() -> None:
    assert isinstance(make_mailer(DossierSettings()), ConsoleMailer)
    shown = io.StringIO()
    ConsoleMailer(SENDER, shown).send(MAIL)
    assert [part in shown.getvalue() for part in (MAIL.to, MAIL.subject, MAIL.text)] == [True] * 3
