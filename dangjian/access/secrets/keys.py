"""Where the keys come from: a file of the installation by default, a hardware module through the same door."""

import json
import os
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Protocol

from django.conf import settings

CIPHER_BYTES: Final = 16
INDEX_BYTES: Final = 32


class KeyMissing(LookupError):
    """A value was sealed under a key that this installation does not have."""


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """A sealing key of 16 bytes and its number, which stands in front of everything sealed with it."""

    number: int
    secret: bytes


class KeyProvider(Protocol):
    """Gives keys; rotation adds a key with the next number, the old ones stay for what they sealed."""

    def current(self) -> Key:
        """Return the key that seals from now on."""

    def key(self, number: int) -> Key:
        """Return a key by its number; raises ``KeyMissing``."""

    def index(self) -> bytes:
        """Return the 32 bytes that key the blind indexes."""


class FileKeys:
    """Keys in a JSON file that only the installation's own account may read."""

    def __init__(self, path: Path) -> None:
        held = json.loads(path.read_text())
        self._keys = {int(number): Key(int(number), bytes.fromhex(text)) for number, text in held["keys"].items()}
        self._current = int(held["current"])
        self._index = bytes.fromhex(held["index"])

    def current(self) -> Key:
        """Return the key that seals from now on."""
        return self.key(self._current)

    def key(self, number: int) -> Key:
        """Return a key by its number; raises ``KeyMissing``."""
        try:
            return self._keys[number]
        except KeyError:
            raise KeyMissing(f"no key {number}") from None

    def index(self) -> bytes:
        """Return the 32 bytes that key the blind indexes."""
        return self._index


def make_file(path: Path) -> None:
    """Write fresh keys to ``path`` unless it exists: whole or not at all, also with two processes at once."""
    if path.exists():
        return
    held = {
        "current": 1,
        "index": secrets.token_hex(INDEX_BYTES),
        "keys": {"1": secrets.token_hex(CIPHER_BYTES)},
    }
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(held, file)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # Another process was first; its keys hold.
    finally:
        draft.unlink()


@cache
def provider() -> KeyProvider:
    """Return the keys of this installation (``DANGJIAN_KEYS``, else ``keys.json`` in the data folder)."""
    make_file(settings.KEY_FILE)
    return FileKeys(settings.KEY_FILE)
