"""What is read out of a file: its text, its tables by place in that text, and what stands in its margins."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


class Unsupported(Exception):
    """The file cannot be read; the message says in Chinese what to do instead."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's words and where they stand; a merged cell is repeated with the place of its first."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """Cells by grid column; `start`..`end` is the row's own text, `number` its place in the sheet (0 in Word)."""

    cells: tuple[Cell, ...]
    start: int
    end: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows from top to bottom."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """`text` has line feeds for line ends; offsets count its code points; `margins` are headers and footers."""

    text: str
    tables: tuple[Table, ...] = ()
    margins: str = field(default="")

    def to_json(self) -> dict[str, Any]:
        """Plain values for the pipe between child and parent."""
        rows = [
            [
                [row.start, row.end, row.number, [[cell.text, cell.start, cell.end] for cell in row.cells]]
                for row in table.rows
            ]
            for table in self.tables
        ]
        return {"text": self.text, "tables": rows, "margins": self.margins}

    @staticmethod
    def from_json(raw: dict[str, Any]) -> Content:
        """The opposite of `to_json`."""
        tables = tuple(
            Table(tuple(Row(tuple(Cell(*cell) for cell in cells), *place) for *place, cells in rows))
            for rows in raw["tables"]
        )
        return Content(raw["text"], tables, raw["margins"])
