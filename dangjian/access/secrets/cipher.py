"""SM4-GCM (GB/T 32907, RFC 8998): version, key number, nonce, ciphertext and tag, bound to a place."""

import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM

from dangjian.access.secrets.keys import KeyProvider, provider
from dangjian.access.secrets.places import Place

_VERSION: Final = b"\x01"
_KEY: Final = 2  # Bytes of the key's number.
_NONCE: Final = 12
_TAG: Final = 16
_HEAD: Final = 1 + _KEY


class Tampered(ValueError):
    """A sealed value was changed, cut, or moved to another row, column or table."""


def seal(text: str, place: Place, keys: KeyProvider | None = None) -> bytes:
    """Return ``text`` sealed under the current key, to be opened at ``place`` only."""
    return seal_bytes(text.encode(), bytes(place), keys)


def unseal(sealed: bytes, place: Place, keys: KeyProvider | None = None) -> str:
    """Return the text sealed at ``place``; raises ``Tampered`` or ``KeyMissing``."""
    return unseal_bytes(sealed, bytes(place), keys).decode()


def seal_bytes(data: bytes, bound_to: bytes, keys: KeyProvider | None = None) -> bytes:
    """Return ``data`` sealed under the current key and bound to ``bound_to``."""
    key = (keys or provider()).current()
    head = _VERSION + key.number.to_bytes(_KEY)
    nonce = secrets.token_bytes(_NONCE)
    sealing = Cipher(SM4(key.secret), GCM(nonce)).encryptor()
    sealing.authenticate_additional_data(head + bound_to)
    return head + nonce + sealing.update(data) + sealing.finalize() + sealing.tag


def number_of(sealed: bytes) -> int:
    """Return the number of the key that a value was sealed under, as its head says."""
    return int.from_bytes(sealed[1:_HEAD])


def unseal_bytes(sealed: bytes, bound_to: bytes, keys: KeyProvider | None = None) -> bytes:
    """Return what was sealed; raises ``Tampered`` or ``KeyMissing``."""
    data = bytes(sealed)
    head, nonce, body, tag = data[:_HEAD], data[_HEAD : _HEAD + _NONCE], data[_HEAD + _NONCE : -_TAG], data[-_TAG:]
    if len(data) < _HEAD + _NONCE + _TAG or head[:1] != _VERSION:
        raise Tampered("not a sealed value")
    key = (keys or provider()).key(int.from_bytes(head[1:]))
    opening = Cipher(SM4(key.secret), GCM(nonce, tag)).decryptor()
    opening.authenticate_additional_data(head + bound_to)
    try:
        return opening.update(body) + opening.finalize()
    except InvalidTag:
        raise Tampered("the value was changed or moved") from None
