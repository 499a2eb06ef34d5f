"""What will be written, kept in packed blocks: a county's rows are never held whole."""

import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

import orjson

VERSION: Final = 3  # Of the blocks and the rows in them; raise it where either changes.
_BLOCK: Final = 1000
_LENGTH: Final = 4  # Bytes in front of each block.


class Unusable(Exception):
    """What was prepared was made by another version of the platform, or is cut short: it must be prepared anew."""


class Prepared:
    """Rows as JSON in packed blocks, unpacked anew each time; the last block says what the others are about."""

    def __init__(self, data: bytes) -> None:
        self._blocks = list(_cut(data))
        last = _unpacked(self._blocks.pop()) if self._blocks else None
        if not isinstance(last, dict) or (last.get("version"), last.get("blocks")) != (VERSION, len(self._blocks)):
            raise Unusable
        self._about: dict[str, list[list[int]]] = last["about"]

    def __iter__(self) -> Iterator[list[Any]]:
        for block in self._blocks:
            yield from _unpacked(block)

    def count(self, state: str) -> int:
        """Return how many rows begin with ``state``."""
        return sum(count for _, count in self._about.get(state, ()))

    def about(self, *states: str) -> set[int]:
        """Return the numbers that stand second in rows that begin with one of these: of bodies, of people."""
        return {number for state in states for number, _ in self._about.get(state, ())}


class Packing:
    """Takes rows one by one and packs them block by block."""

    def __init__(self) -> None:
        self._rows: list[list[Any]] = []
        self._blocks: list[bytes] = []
        self._about: dict[str, Counter[int]] = {}

    def add(self, row: list[Any]) -> None:
        """Take one more row."""
        self._rows.append(row)
        if len(self._rows) == _BLOCK:
            self._pack()

    def packed(self) -> bytes:
        """Return every row taken, for ``Prepared``."""
        self._pack()
        about = {state: list(numbers.items()) for state, numbers in self._about.items()}
        last = _packed({"version": VERSION, "blocks": len(self._blocks), "about": about})
        return b"".join([*self._blocks, last])

    def _pack(self) -> None:
        for state in {row[0] for row in self._rows}:
            self._about.setdefault(state, Counter()).update(row[1] for row in self._rows if row[0] == state)
        self._blocks.append(_packed(self._rows))
        self._rows.clear()


def _packed(value: object) -> bytes:
    block = zlib.compress(orjson.dumps(value), 1)
    return len(block).to_bytes(_LENGTH) + block


def _unpacked(block: bytes) -> Any:  # noqa: ANN401  # what was packed
    try:
        return orjson.loads(zlib.decompress(block))
    except (zlib.error, ValueError):
        raise Unusable from None


def _cut(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        begin = at + _LENGTH
        at = begin + int.from_bytes(data[at:begin])
        if at > len(data):
            raise Unusable
        yield data[begin:at]
