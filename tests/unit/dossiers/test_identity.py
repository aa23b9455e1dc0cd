"""Numbers and addresses of people: read leniently, kept strictly."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossiers import identity


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("036090001234", "036090001234"),
        (" 036 090 001 234 ", "036090001234"),
        ("036.090.001.234", "036090001234"),
        ("０３６０９０００１２３４", "036090001234"),
        ("03609000123", None),
        ("0360900012345", None),
        ("03609000123a", None),
        ("", None),
    ],
)
def test_a_personal_number_is_twelve_digits_however_they_are_grouped(typed: str, kept: str | None) -> None:
    assert identity.read_citizen_id(typed) == kept


@pytest.mark.parametrize(
    ("digit", "sex", "century"),
    [
        ("0", "male", 1900),
        ("1", "female", 1900),
        ("2", "male", 2000),
        ("3", "female", 2000),
        ("4", "male", 2100),
        ("5", "female", 2100),
        ("6", "male", 2200),
        ("7", "female", 2200),
    ],
)
def test_the_fourth_digit_tells_century_and_sex(digit: str, sex: str, century: int) -> None:
    told = identity.explain_citizen_id(f"036{digit}15000001")
    assert (told.sex, told.year, told.place) == (sex, century + 15, "036")


def test_facts_that_do_not_fit_a_number_are_doubts() -> None:
    number = "036090001234"
    assert identity.citizen_id_doubts(number, "male", dt.date(1990, 5, 1)) == []
    assert identity.citizen_id_doubts(number, "female", dt.date(1991, 5, 1)) == ["sex", "year"]
    assert identity.citizen_id_doubts(number, None, None) == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912345678", "+84912345678"),
        ("0912.345.678", "+84912345678"),
        ("+84 912 345 678", "+84912345678"),
        ("84912345678", "+84912345678"),
        ("(+84) 91-234-5678", "+84912345678"),
        ("0212345678", None),
        ("091234567", None),
        ("09123456789", None),
        ("hai ba", None),
    ],
)
def test_a_mobile_number_is_kept_as_e164(typed: str, kept: str | None) -> None:
    assert identity.read_phone(typed) == kept


def test_a_kept_phone_is_shown_as_people_write_it() -> None:
    assert identity.show_phone("+84912345678") == "0912 345 678"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("an@Example.VN", "an@example.vn"),
        (" Nguyen.An+ho.so@mail.example.com ", "Nguyen.An+ho.so@mail.example.com"),
        ("an@example", None),
        ("an@@example.vn", None),
        ("an example@mail.vn", None),
        ("a..n@example.vn", None),
        ("an@-example.vn", None),
        ("an@example.vn\nbcc: b@example.vn", None),
        ("x" * 250 + "@example.vn", None),
    ],
)
def test_an_e_mail_address_needs_one_name_and_a_domain(typed: str, kept: str | None) -> None:
    assert identity.read_email(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0100233488", "0100233488"),
        ("0100233488-001", "0100233488-001"),
        ("0100233488001", "0100233488-001"),
        ("0100233489", None),
        ("036090001234", "036090001234"),
        ("010023348", None),
        ("0100233488-01", None),
    ],
)
def test_a_tax_code_has_a_check_digit_unless_it_is_a_persons(typed: str, kept: str | None) -> None:
    assert identity.read_tax_code(typed) == kept


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_at_most_one_last_digit_makes_a_tax_code(nine: str) -> None:
    valid = [digit for digit in "0123456789" if identity.read_tax_code(nine + digit)]
    assert len(valid) <= 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("b1234567", "B1234567"),
        ("C 123 4567", "C1234567"),
        ("X12345678", "X12345678"),
        ("ABCDEFG", None),
        ("12", None),
    ],
)
def test_a_passport_number_is_kept_in_capitals(typed: str, kept: str | None) -> None:
    assert identity.read_passport(typed) == kept


def test_a_shown_number_hides_its_middle() -> None:
    assert identity.mask("036090001212") == "0360******12"
    assert identity.mask("12345") == "*****"


@given(st.text(max_size=60))
def test_whatever_is_read_is_read_again_as_itself(text: str) -> None:
    for read in (
        identity.read_citizen_id,
        identity.read_phone,
        identity.read_email,
        identity.read_tax_code,
        identity.read_passport,
    ):
        kept = read(text)
        assert kept is None or read(kept) == kept
