"""Where a sealed value belongs: what is cut out of one row, column or table opens nowhere else."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Place:
    """A column of one row, by the row's public id: numbers are given out anew when rows are restored.

    ``table`` and ``column`` are those of the database: rotation finds the place of every sealed value by them.
    A column of bytes whose name ends in ``index`` is a blind index; every other one is sealed.
    """

    table: str
    column: str
    row: UUID

    def __bytes__(self) -> bytes:
        """Return what the seal is bound to."""
        return f"{self.table}.{self.column}:".encode() + self.row.bytes
