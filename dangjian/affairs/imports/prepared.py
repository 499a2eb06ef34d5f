"""What will be written, kept in packed blocks: a county's rows are never held whole."""

import json
import zlib
from collections.abc import Iterator
from typing import Any, Final

_BLOCK: Final = 1000
_LENGTH: Final = 4  # Bytes in front of each block.


class Prepared:
    """Rows as JSON in packed blocks; to be gone through as often as needed."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __iter__(self) -> Iterator[list[Any]]:
        at = 0
        while at < len(self._data):
            size = int.from_bytes(self._data[at : at + _LENGTH])
            at += _LENGTH
            yield from json.loads(zlib.decompress(self._data[at : at + size]))
            at += size


class Packing:
    """Takes rows one by one and packs them block by block."""

    def __init__(self) -> None:
        self._rows: list[list[Any]] = []
        self._blocks: list[bytes] = []

    def add(self, row: list[Any]) -> None:
        """Take one more row."""
        self._rows.append(row)
        if len(self._rows) == _BLOCK:
            self._pack()

    def packed(self) -> bytes:
        """Return every row taken, for ``Prepared``."""
        self._pack()
        return b"".join(self._blocks)

    def _pack(self) -> None:
        if not self._rows:
            return
        text = json.dumps(self._rows, ensure_ascii=False, separators=(",", ":"))
        block = zlib.compress(text.encode(), 1)
        self._blocks += [len(block).to_bytes(_LENGTH), block]
        self._rows.clear()
