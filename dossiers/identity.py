"""Numbers and addresses people identify themselves with: read leniently, kept in one shape, doubts named.

A reader returns the kept shape or None where the text cannot be one. What only looks odd (a year of birth that
does not fit the number) is a doubt to confirm, never a refusal: the law leaves the allocation open.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Sex = Literal["male", "female"]

CITIZEN_ID_DIGITS = 12
_SPACES = re.compile(r"[\s.\-_/()]+")
_CITIZEN_ID = re.compile(r"\d{12}")
_MOBILE = re.compile(r"(?:\+?84|0)([35789]\d{8})")
_TAX_CODE = re.compile(r"(\d{10})(\d{3})?")
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_PASSPORT = re.compile(r"[A-Z]{1,2}\d{6,8}|[A-Z0-9]{6,15}")
_EMAIL = re.compile(r"[^\s@,;:<>()\[\]\\\"]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}")
EMAIL_LIMIT = 254
"""Longest address that mail servers pass on (RFC 5321, 4.5.3.1.3 less the angle brackets)."""


@dataclass(frozen=True, slots=True)
class CitizenId:
    """What a 12-digit personal number tells (Decree 137/2015/NĐ-CP, Art. 13)."""

    number: str
    place: str
    """Three digits: province or country where the birth was registered; codes outlive mergers."""
    sex: Sex
    year: int


def read_citizen_id(text: str) -> str | None:
    """The twelve digits of a personal number (số định danh), or None. There is no check digit."""
    digits = _SPACES.sub("", _ascii_digits(text))
    return digits if _CITIZEN_ID.fullmatch(digits) else None


def explain_citizen_id(number: str) -> CitizenId:
    """What a number of twelve digits says: digit 4 holds century and sex, digits 5 and 6 the year."""
    century_and_sex = int(number[3])
    return CitizenId(
        number,
        place=number[:3],
        sex="male" if century_and_sex % 2 == 0 else "female",
        year=1900 + 100 * (century_and_sex // 2) + int(number[4:6]),
    )


def citizen_id_doubts(number: str, sex: Sex | None, born_on: dt.date | None) -> list[str]:
    """Which declared facts do not fit a personal number: "sex", "year". Doubts to confirm, no refusals."""
    told = explain_citizen_id(number)
    doubts = []
    if sex is not None and sex != told.sex:
        doubts.append("sex")
    if born_on is not None and born_on.year != told.year:
        doubts.append("year")
    return doubts


def read_phone(text: str) -> str | None:
    """A Vietnamese mobile number as E.164 ("+84912345678"), or None."""
    found = _MOBILE.fullmatch(_SPACES.sub("", _ascii_digits(text)))
    return f"+84{found.group(1)}" if found else None


def show_phone(number: str) -> str:
    """A kept number as people write it: "0912 345 678"."""
    local = "0" + number.removeprefix("+84")
    return f"{local[:4]} {local[4:7]} {local[7:]}"


def read_email(text: str) -> str | None:
    """An e-mail address with its domain in lower case, or None; whether it exists only a letter can tell."""
    address = unicodedata.normalize("NFC", text.strip())
    if len(address) > EMAIL_LIMIT or not _EMAIL.fullmatch(address) or ".." in address:
        return None
    name, _, domain = address.rpartition("@")
    return f"{name}@{domain.lower()}"


def read_tax_code(text: str) -> str | None:
    """A tax code (mã số thuế): ten digits, "-" and three for a branch, or the twelve of a person.

    Check digit: 10 less the weighted sum of the first nine modulo 11; a result of 10 was never issued.
    """
    digits = _SPACES.sub("", _ascii_digits(text))
    if _CITIZEN_ID.fullmatch(digits) and "-" not in text:  # a dash tells a branch, two digits long by mistake
        return digits
    found = _TAX_CODE.fullmatch(digits)
    if found is None or not _checks(found.group(1)):
        return None
    return f"{found.group(1)}-{found.group(2)}" if found.group(2) else found.group(1)


def _checks(ten: str) -> bool:
    weighted = sum(weight * int(digit) for weight, digit in zip(_TAX_WEIGHTS, ten, strict=False))
    return 10 - weighted % 11 == int(ten[9])


def read_passport(text: str) -> str | None:
    """A passport number in capitals; Vietnamese ones are a letter and seven digits, others differ."""
    number = _SPACES.sub("", _ascii_digits(text)).upper()
    return number if _PASSPORT.fullmatch(number) and any(c.isdigit() for c in number) else None


def mask(number: str) -> str:
    """A number as it may be shown: four digits in front, two at the end."""
    if len(number) <= 6:
        return "*" * len(number)
    return f"{number[:4]}{'*' * (len(number) - 6)}{number[-2:]}"


def _ascii_digits(text: str) -> str:
    """Full-width and other compatibility digits as 0 to 9."""
    return unicodedata.normalize("NFKC", text.strip())
