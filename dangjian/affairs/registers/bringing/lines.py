"""What a table would bring: lines that can be written, and what is wrong in which cell."""

from dataclasses import dataclass, field
from typing import Any

from dangjian.affairs.registers.rules.values import Values


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a cell, in words; ``row`` is its number in the sheet."""

    row: int
    column: str
    words: str


@dataclass(slots=True)
class Ready:
    """A line that can be written: an existing one (``entry`` with its ``revision``) or a new one."""

    body: int
    path: str
    entry: int
    revision: int
    subject: str
    name: str
    area: int | None
    person: int | None
    values: Values
    sources: dict[str, Any]

    def to_json(self) -> list[Any]:
        """Return it as it is staged."""
        return [getattr(self, name) for name in self.__slots__]


@dataclass(slots=True)
class Checked:
    """What a table would bring."""

    ready: list[Ready] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    same: int = 0

    @property
    def new(self) -> int:
        """How many lines are new."""
        return sum(not one.entry for one in self.ready)
