"""Mails over SMTP. Only the worker sends: a mail server that answers slowly must hold up no page."""

from __future__ import annotations

import datetime as dt
import smtplib
import ssl
import sys
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Protocol, TextIO

from dossiers.outbox import DeliveryError
from dossiers.settings import DossierSettings

TIMEOUT = 30.0
"""Seconds for each answer of the mail server; a whole conversation stays well within a claim of the outbox."""
PORTS = {"starttls": 587, "tls": 465, "none": 25}
"""Ports where the setting names none (RFC 8314; RFC 6409)."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A letter in plain text."""

    id: str
    """Message id of the outbox: the same at every try, so that receivers drop a copy."""
    to: str
    subject: str
    text: str
    lang: str
    """Language of the text: "vi", "en" or "vi, en"."""
    at: dt.datetime
    sender: str = ""
    """Name that stands before our address."""


class Mailer(Protocol):
    """Sends mails."""

    def send(self, mail: Mail) -> None:
        """Hands a mail over to the mail server; raises DeliveryError."""


@dataclass(frozen=True)
class SmtpMailer:
    """Hands mails to a mail server, each in a conversation of its own."""

    host: str
    port: int
    sender: str
    tls: str = "starttls"
    user: str = ""
    password: str = ""
    timeout: float = TIMEOUT
    context: ssl.SSLContext | None = None
    """Which certificates are trusted; None: those of the system."""

    def send(self, mail: Mail) -> None:
        """Raises DeliveryError: lasting where the server refuses this mail or mailbox for good."""
        message = compose(mail, self.sender)
        try:
            with self._connect() as server:
                if self.tls == "starttls":
                    server.starttls(context=self._context)
                if self.user:
                    server.login(self.user, self.password)
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            # We send to one at a time.
            code = next(iter(error.recipients.values()))[0]
            raise DeliveryError(f"recipient_{code}", lasting=code >= 500) from None
        except smtplib.SMTPDataError as error:
            raise DeliveryError(f"data_{error.smtp_code}", lasting=error.smtp_code >= 500) from None
        except smtplib.SMTPResponseException as error:
            # Wrong password, refused sender: a fault of the settings, which somebody mends.
            raise DeliveryError(f"{_name(error)}_{error.smtp_code}") from None
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryError(_name(error)) from None

    def _connect(self) -> smtplib.SMTP:
        if self.tls == "tls":
            return smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=self._context)
        return smtplib.SMTP(self.host, self.port, timeout=self.timeout)

    @property
    def _context(self) -> ssl.SSLContext:
        return self.context or ssl.create_default_context()


class ConsoleMailer:
    """Prints mails where the worker runs: for development, since they hold codes and links."""

    def __init__(self, sender: str, stream: TextIO | None = None) -> None:
        self._sender = sender
        self._stream = stream

    def send(self, mail: Mail) -> None:
        """Prints a mail; raises DeliveryError for an address that is none."""
        compose(mail, self._sender)
        stream = self._stream or sys.stdout
        try:
            print(
                f"{'-' * 72}\nTo: {mail.to}\nSubject: {mail.subject}\n\n{mail.text}", file=stream, flush=True
            )
        except OSError:
            # Nobody reads what is printed any more.
            raise DeliveryError("console") from None


def make_mailer(settings: DossierSettings) -> Mailer:
    """The mailer that the settings ask for; raises ValueError where the port is no number."""
    if not settings.smtp:
        return ConsoleMailer(settings.mail_from)
    host, port = _place(settings.smtp, PORTS[settings.smtp_tls])
    password = settings.smtp_password.get_secret_value() if settings.smtp_password else ""
    return SmtpMailer(
        host, port, settings.mail_from, tls=settings.smtp_tls, user=settings.smtp_user, password=password
    )


def _place(setting: str, port: int) -> tuple[str, int]:
    """HOST, HOST:PORT or [IPV6]:PORT."""
    host, colon, rest = setting.rpartition(":")
    if not colon or "]" in rest:
        host, rest = setting, ""
    return host.strip("[]"), int(rest) if rest else port


def compose(mail: Mail, sender: str) -> EmailMessage:
    """A mail as it goes over the wire; raises DeliveryError for an address that is none."""
    message = EmailMessage()
    try:
        message["From"] = _address(sender, mail.sender)
        message["To"] = _address(mail.to)
        message["Subject"] = mail.subject
    except (ValueError, IndexError, HeaderParseError):
        raise DeliveryError("address", lasting=True) from None
    message["Date"] = format_datetime(mail.at)
    message["Message-ID"] = f"<{mail.id}@{sender.rpartition('@')[2]}>"
    # RFC 3834: no robot answers it.
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = mail.lang
    message.set_content(mail.text)
    return message


def _address(text: str, name: str = "") -> Address:
    return Address(name, addr_spec=text)


def _name(error: Exception) -> str:
    return (
        type(error).__name__.removeprefix("SMTP").removesuffix("Error").removesuffix("Exception").lower()
        or "smtp"
    )
