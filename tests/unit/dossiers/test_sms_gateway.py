"""Text messages: what they cost, and what comes back from a gateway."""

from __future__ import annotations

import io
import json

import pytest

from dossiers.outbox import DeliveryError
from dossiers.sms_gateway import (
    LONGEST_BODY,
    ConsoleGateway,
    GatewayError,
    GatewayRequest,
    Incoming,
    Report,
    Sms,
    parts,
    without_marks,
)

SMS = Sms("m1", "+84912345678", "Ma xac minh: 482913")


def body(**values: object) -> GatewayRequest:
    return GatewayRequest(body=json.dumps(values).encode())


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("[" * 80, 1),
        ("[" * 81, 2),
        ("à" * 160, 1),
        ("đ" * 70, 1),
        ("đ" * 71, 2),
        ("a" * 71 + "ạ", 2),
        ("đ" * 134, 2),
        ("đ" * 135, 3),
        ("😀" * 36, 2),
    ],
)
def test_parts_are_counted_as_gateways_bill_them(text: str, number: int) -> None:
    assert parts(text) == number


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Đã tiếp nhận, hẹn trả ngày", "Da tiep nhan, hen tra ngay"),
        ("NGUYỄN ĐỨC", "NGUYEN DUC"),
        ("mã “H42” – xong…", 'ma "H42" - xong...'),
        ("Dossier 7", "Dossier 7"),
    ],
)
def test_without_marks_a_text_reads_as_people_write_on_telephones(text: str, plain: str) -> None:
    assert without_marks(text) == plain


def test_the_console_shows_what_would_leave() -> None:
    shown = io.StringIO()
    ConsoleGateway(stream=shown).send(SMS)
    assert shown.getvalue() == "SMS +84912345678 (1): Ma xac minh: 482913\n"


def test_in_production_the_console_neither_prints_nor_claims_to_have_sent() -> None:
    shown = io.StringIO()
    with pytest.raises(DeliveryError) as refused:
        ConsoleGateway(shown=False, stream=shown).send(SMS)
    assert (refused.value.lasting, shown.getvalue()) == (True, "")


def test_a_message_that_came_in_is_read() -> None:
    request = body(id="7", text="DVCNAMDINH H42-1", to="8088", **{"from": "+84912345678"})
    assert ConsoleGateway().read_incoming(request) == Incoming(
        "7", "+84912345678", "8088", "DVCNAMDINH H42-1"
    )


@pytest.mark.parametrize("state", ["delivered", "failed", "buffered"])
def test_a_delivery_report_is_read(state: str) -> None:
    read = ConsoleGateway().read_report(body(id="m1", state=state))
    assert (read.id, read.state) == ("m1", state)
    assert isinstance(read, Report)


@pytest.mark.parametrize(
    "request_",
    [
        GatewayRequest(body=b""),
        GatewayRequest(body=b"\xff"),
        GatewayRequest(body=b"[" * 10_000),
        GatewayRequest(body=b"[]"),
        GatewayRequest(body=b" " * (LONGEST_BODY + 1)),
        body(id="7", text="x", to="8088"),
        body(id=7, text="x", to="8088", **{"from": "+84912345678"}),
    ],
)
def test_what_is_no_message_is_refused(request_: GatewayRequest) -> None:
    with pytest.raises(GatewayError):
        ConsoleGateway().read_incoming(request_)


def test_a_report_with_an_unknown_state_is_refused() -> None:
    with pytest.raises(GatewayError):
        ConsoleGateway().read_report(body(id="m1", state="eaten"))
