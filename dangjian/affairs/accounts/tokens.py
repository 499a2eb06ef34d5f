"""Secrets of cards and phones: what is printed or stored on the device, and the digests that we keep.

What a card shows is derived from its random number and the site's key, so the page can be printed
again and no table ever holds it.
"""

import hashlib
import re
import secrets
import unicodedata
from base64 import b32encode
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.crypto import salted_hmac

CODE_DIGITS: Final = 12
_SECRET_BYTES: Final = 20  # 160 bits: 32 letters
_SECRET: Final = "[A-Z2-7]{32}"  # noqa: S105  # the shape of one


@dataclass(frozen=True, slots=True)
class Print:
    """What stands on a card: the secret in its QR code, and the digits for typing."""

    secret: str
    code: str

    @property
    def spaced_code(self) -> str:
        """Return the digits in groups of four, as people read them out."""
        return " ".join(self.code[start : start + 4] for start in range(0, CODE_DIGITS, 4))


def print_of(card: UUID) -> Print:
    """Return what stands on the card of this number."""
    secret = salted_hmac("dangjian.card.secret", card.hex, algorithm="sha256").digest()
    code = salted_hmac("dangjian.card.code", card.hex, algorithm="sha256").digest()
    digits = int.from_bytes(code, "big") % 10**CODE_DIGITS
    return Print(b32encode(secret[:_SECRET_BYTES]).decode(), f"{digits:0{CODE_DIGITS}}")


def secret_digest(secret: str) -> str:
    """Return the SHA-256 of a card's secret, whatever case it was copied in."""
    return hashlib.sha256(secret.strip().upper().encode()).hexdigest()


def _digits(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c in "0123456789")


def is_code(text: str) -> bool:
    """Say whether a key is anything but a card's long secret, and so must be counted as a guess."""
    return not re.fullmatch(_SECRET, text.strip().upper())


def code_digest(text: str) -> str:
    """Return the keyed digest of typed digits; full-width digits, spaces and dashes make no difference.

    Keyed, because twelve digits could be guessed from a plain hash.
    """
    digits = _digits(text)
    return salted_hmac("dangjian.card.code-digest", digits, algorithm="sha256").hexdigest()


def phone_token() -> str:
    """Return a fresh mark for a phone: 256 random bits."""
    return secrets.token_urlsafe(32)


def phone_digest(token: str) -> str:
    """Return the SHA-256 of a phone's mark."""
    return hashlib.sha256(token.encode()).hexdigest()
