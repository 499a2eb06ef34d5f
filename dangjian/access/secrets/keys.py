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
    """Keys in a JSON file that only the installation's own account may read; read anew when it was rotated."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read_at = (0, 0)
        self._keys: dict[int, Key] = {}
        self._refresh()

    def current(self) -> Key:
        """Return the key that seals from now on."""
        self._refresh()
        return self._keys[self._current]

    def key(self, number: int) -> Key:
        """Return a key by its number; raises ``KeyMissing``."""
        if number not in self._keys:
            self._refresh()
        try:
            return self._keys[number]
        except KeyError:
            raise KeyMissing(f"no key {number}") from None

    def index(self) -> bytes:
        """Return the 32 bytes that key the blind indexes."""
        return self._index

    def _refresh(self) -> None:
        """Read the file where it is another one than last time: another process may have rotated."""
        seen = self._path.stat()
        if (seen.st_ino, seen.st_mtime_ns) == self._read_at:
            return
        held = json.loads(self._path.read_text())
        self._keys = {int(number): Key(int(number), bytes.fromhex(text)) for number, text in held["keys"].items()}
        self._current = int(held["current"])
        self._index = bytes.fromhex(held["index"])
        self._read_at = (seen.st_ino, seen.st_mtime_ns)


def make_file(path: Path) -> None:
    """Write fresh keys to ``path`` unless it exists: whole or not at all, also with two processes at once."""
    if path.exists():
        return
    held = {
        "current": 1,
        "index": secrets.token_hex(INDEX_BYTES),
        "keys": {"1": secrets.token_hex(CIPHER_BYTES)},
    }
    draft = _written(path, held)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # Another process was first; its keys hold.
    finally:
        draft.unlink()


def rotate_file(path: Path) -> int:
    """Add a fresh key and make it the current one; return its number. The older keys stay for what they sealed."""
    held = json.loads(path.read_text())
    number = max(map(int, held["keys"])) + 1
    held["keys"][str(number)] = secrets.token_hex(CIPHER_BYTES)
    held["current"] = number
    _written(path, held).replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return number


def _written(path: Path, held: dict[str, object]) -> Path:
    """Return a synced draft beside ``path``, for our own account only."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(held, file)
        file.flush()
        os.fsync(file.fileno())
    return draft


@cache
def provider() -> KeyProvider:
    """Return the keys of this installation (``DANGJIAN_KEYS``, else ``keys.json`` in the data folder)."""
    make_file(settings.KEY_FILE)
    return FileKeys(settings.KEY_FILE)
