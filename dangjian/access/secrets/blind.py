"""Blind indexes (HMAC-SM3): a number is found and kept unique without being readable in the table."""

from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.hmac import HMAC

from dangjian.access.secrets.keys import KeyProvider, provider


def blind_index(kind: str, text: str, keys: KeyProvider | None = None) -> bytes:
    """Return the 32-byte index of ``text`` among values of one ``kind`` (``id_number``, ``phone``)."""
    made = HMAC((keys or provider()).index(), SM3())
    made.update(f"{kind}:{text}".encode())
    return made.finalize()
