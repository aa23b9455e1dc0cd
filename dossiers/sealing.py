"""Seals identity numbers, finds them by a keyed hash, signs short texts. Keys rotate: the newest seals, all open.

Sealing is Fernet (AES-128-CBC with HMAC-SHA256) of the cryptography library; look-ups use HMAC-SHA256. The two
never share a key: both are derived from the secret by HKDF under different labels.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class SealError(Exception):
    """A sealed value that none of the keys opens: a key was lost or the value was changed."""


class Seals:
    """Seals and hashes under the keys of the settings, newest first."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Raises ValueError without a key."""
        if not keys:
            raise ValueError("no secret key")
        self._sealing = MultiFernet([Fernet(base64.urlsafe_b64encode(_derive(key, b"seal"))) for key in keys])
        self._finding = [_derive(key, b"find") for key in keys]
        self._signing = [_derive(key, b"sign") for key in keys]

    def seal(self, text: str) -> str:
        """A text sealed under the newest key; twice the same text gives two values."""
        return self._sealing.encrypt(text.encode()).decode("ascii")

    def open(self, sealed: str) -> str:
        """The text of a sealed value; raises SealError where no key fits."""
        try:
            return self._sealing.decrypt(sealed.encode()).decode()
        except InvalidToken as error:
            raise SealError from error

    def renew(self, sealed: str) -> str:
        """The same value sealed under the newest key; raises SealError."""
        try:
            return self._sealing.rotate(sealed.encode()).decode("ascii")
        except InvalidToken as error:
            raise SealError from error

    def trace(self, text: str) -> str:
        """Keyed hash of a number under the newest key, to find it without opening anything: 64 hex digits."""
        return _hmac(self._finding[0], text)

    def traces(self, text: str) -> list[str]:
        """Keyed hashes under all keys, newest first: what a look-up compares with while keys rotate."""
        return [_hmac(key, text) for key in self._finding]

    def sign(self, text: str) -> str:
        """Signature of a text under the newest key: 64 hex digits."""
        return _hmac(self._signing[0], text)

    def is_signed(self, text: str, signature: str) -> bool:
        """Whether a signature fits a text under any key, compared in constant time."""
        return any(hmac.compare_digest(_hmac(key, text), signature) for key in self._signing)


def fingerprint(token: str) -> str:
    """Hash under which a random token (session, link) is kept: it has 256 bits, so no key is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def _derive(key: str, label: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=None, info=b"thutuc " + label).derive(key.encode())


def _hmac(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
