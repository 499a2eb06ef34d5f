"""What will be written, kept in packed blocks: a county's rows are never held whole."""

import json
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

_BLOCK: Final = 1000
_LENGTH: Final = 4  # Bytes in front of each block.


class Prepared:
    """Rows as JSON in packed blocks, unpacked anew each time; the last block says what the others are about."""

    def __init__(self, data: bytes) -> None:
        *self._blocks, last = _cut(data)
        self._about: dict[str, list[list[int]]] = _unpacked(last)

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
        last = _packed({state: list(numbers.items()) for state, numbers in self._about.items()})
        return b"".join([*self._blocks, last])

    def _pack(self) -> None:
        for state in {row[0] for row in self._rows}:
            self._about.setdefault(state, Counter()).update(row[1] for row in self._rows if row[0] == state)
        self._blocks.append(_packed(self._rows))
        self._rows.clear()


def _packed(value: object) -> bytes:
    block = zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 1)
    return len(block).to_bytes(_LENGTH) + block


def _unpacked(block: bytes) -> Any:  # noqa: ANN401  # what was packed
    return json.loads(zlib.decompress(block))


def _cut(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        begin = at + _LENGTH
        at = begin + int.from_bytes(data[at:begin])
        yield data[begin:at]
