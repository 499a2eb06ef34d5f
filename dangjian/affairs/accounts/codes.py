"""What stands on an activation slip, and the digests that we keep of it.

Both the secret in the QR code and the typed code come from the seed of the sheet, which is erased once
the sheet is printed: a slip can be checked for ever, and never printed again.
"""

import hashlib
import hmac
import re
import secrets
import unicodedata
from base64 import b32encode
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.crypto import salted_hmac

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # Nothing that reads like another: no 0 O, 1 I L, U.
LENGTH: Final = 12  # 58 bits
_GROUP: Final = 4
_SEED_BYTES: Final = 32
_SECRET_BYTES: Final = 20  # 160 bits: 32 letters
_SECRET: Final = "[A-Z2-7]{32}"  # noqa: S105  # the shape of one


@dataclass(frozen=True, slots=True)
class Code:
    """What one slip shows."""

    secret: str
    typed: str

    @property
    def grouped(self) -> str:
        """Return the typed code in groups of four, as people read it out."""
        return "-".join(self.typed[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))


def fresh_seed() -> bytes:
    """Return the seed of a new sheet."""
    return secrets.token_bytes(_SEED_BYTES)


def code_of(seed: bytes, slip: UUID) -> Code:
    """Return what stands on a slip of the sheet with this seed."""
    secret = hmac.digest(seed, b"secret:" + slip.bytes, hashlib.sha256)
    number = int.from_bytes(hmac.digest(seed, b"typed:" + slip.bytes, hashlib.sha256), "big")
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return Code(b32encode(secret[:_SECRET_BYTES]).decode(), "".join(letters))


def is_secret(text: str) -> bool:
    """Say whether a key has the shape of a QR code's secret, which is too long to be guessed."""
    return bool(re.fullmatch(_SECRET, text.strip().upper()))


def secret_digest(text: str) -> str:
    """Return the SHA-256 of the secret in a QR code, whatever case it was copied in."""
    return hashlib.sha256(text.strip().upper().encode()).hexdigest()


def typed_digest(text: str) -> str:
    """Return the keyed digest of a typed code; case, full width, spaces and dashes make no difference."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", text).upper() if c in ALPHABET)
    return salted_hmac("dangjian.slip.typed", plain, algorithm="sha256").hexdigest()
