"""Sealing and indexing by the tens of thousands: what ``access.secrets`` makes, with the keys asked for once."""

import os
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM
from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.hmac import HMAC

from dangjian.access.secrets import provider

_VERSION: Final = b"\x01"
_KEY: Final = 2  # Bytes of the key's number.
_NONCE: Final = 12


class Sealer:
    """Seals columns of ``people_person`` under the key that is current when it is made."""

    def __init__(self) -> None:
        keys = provider()
        key = keys.current()
        self._head = _VERSION + key.number.to_bytes(_KEY)
        self._cipher = SM4(key.secret)
        self._places = {name: f"people_person.{name}:".encode() for name in ("id_number", "phone", "landline")}
        self._indexes = {name: HMAC(keys.index(), SM3()) for name in ("id_number", "phone")}
        for name, started in self._indexes.items():
            started.update(f"{name}:".encode())

    def seal(self, text: str, column: str, row: UUID) -> bytes:
        """Return ``text`` sealed for a column of a row, as ``access.secrets.seal`` does."""
        nonce = os.urandom(_NONCE)
        sealing = Cipher(self._cipher, GCM(nonce)).encryptor()
        sealing.authenticate_additional_data(self._head + self._places[column] + row.bytes)
        return self._head + nonce + sealing.update(text.encode()) + sealing.finalize() + sealing.tag

    def index(self, kind: str, text: str) -> bytes:
        """Return the blind index of ``text``, as ``access.secrets.blind_index`` does."""
        made = self._indexes[kind].copy()
        made.update(text.encode())
        return made.finalize()
