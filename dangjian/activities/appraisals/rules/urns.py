"""The urn: how often each grade was named for each member, and nothing else. No ballot is ever kept by itself."""

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Self

from dangjian.activities.appraisals.rules.appraising import Grade

_COUNT: Final = struct.Struct(">I")
_LINE: Final = struct.Struct(">Q4H")


@dataclass(slots=True)
class Urn:
    """``cast`` ballots; by member id how often each of the four grades was named.

    As bytes it is as long for one ballot as for a hundred, whatever they say: its length tells nothing.
    """

    cast: int = 0
    counts: dict[int, list[int]] = field(default_factory=dict)

    @classmethod
    def for_members(cls, members: Iterable[int]) -> Self:
        """Return an empty urn for those who are graded."""
        return cls(0, {number: [0] * len(Grade) for number in members})

    def add(self, choices: Mapping[int, Grade]) -> None:
        """Count one ballot; members it leaves out were left open. Raises ``KeyError`` for who is not graded."""
        grades = list(Grade)
        for member, grade in choices.items():
            self.counts[member][grades.index(grade)] += 1
        self.cast += 1

    def to_bytes(self) -> bytes:
        """Return it packed, in the order of the member ids."""
        lines = (_LINE.pack(member, *self.counts[member]) for member in sorted(self.counts))
        return _COUNT.pack(self.cast) + b"".join(lines)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Return what was packed."""
        (cast,) = _COUNT.unpack_from(data)
        lines = _LINE.iter_unpack(data[_COUNT.size :])
        return cls(cast, {member: list(counts) for member, *counts in lines})
