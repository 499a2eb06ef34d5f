"""What passes between the parent and the limited child: the tables of a file, and what is to be written where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

Value = str | int | date


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: its words by row and column (both from 0), its merged areas, and the cells that are formulas.

    ``merges`` are (first row, first column, last row, last column); only the first cell of one holds words.
    ``may_grow`` says that rows can be added after the last one without touching anything below.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merges: tuple[tuple[int, int, int, int], ...]
    formulas: frozenset[tuple[int, int]]
    may_grow: bool

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def to_json(self) -> dict[str, Any]:
        """Return plain values for the pipe."""
        return asdict(self) | {"formulas": sorted(self.formulas)}

    @staticmethod
    def from_json(raw: dict[str, Any]) -> Grid:
        """Return the opposite of `to_json`."""
        return Grid(
            name=raw["name"],
            rows=tuple(tuple(row) for row in raw["rows"]),
            merges=tuple((area[0], area[1], area[2], area[3]) for area in raw["merges"]),
            formulas=frozenset((place[0], place[1]) for place in raw["formulas"]),
            may_grow=raw["may_grow"],
        )


@dataclass(frozen=True, slots=True)
class Form:
    """A file as read: ``kind`` is xlsx or docx, ``text`` is everything in it, margins and hidden sheets too."""

    kind: str
    grids: tuple[Grid, ...]
    text: str

    def to_json(self) -> dict[str, Any]:
        """Return plain values for the pipe and for keeping."""
        return {"kind": self.kind, "grids": [grid.to_json() for grid in self.grids], "text": self.text}

    @staticmethod
    def from_json(raw: dict[str, Any]) -> Form:
        """Return the opposite of `to_json`."""
        return Form(raw["kind"], tuple(Grid.from_json(grid) for grid in raw["grids"]), raw["text"])


@dataclass(frozen=True, slots=True)
class Entry:
    """A value for one empty cell."""

    grid: int
    row: int
    column: int
    value: Value


@dataclass(frozen=True, slots=True)
class Grow:
    """Rows to be added after ``row`` of a table, each looking as that row does."""

    grid: int
    row: int
    count: int


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written, and the page of notes (title, then rows of words) that is added at the end."""

    entries: Sequence[Entry]
    title: str
    notes: Sequence[Sequence[str]]
    grow: Sequence[Grow] = ()

    def to_json(self) -> dict[str, Any]:
        """Return plain values for the pipe."""
        entries = [[e.grid, e.row, e.column, *_tagged(e.value)] for e in self.entries]
        grow = [[more.grid, more.row, more.count] for more in self.grow]
        return {"entries": entries, "title": self.title, "notes": [list(row) for row in self.notes], "grow": grow}

    @staticmethod
    def from_json(raw: dict[str, Any]) -> Order:
        """Return the opposite of `to_json`."""
        entries = [Entry(grid, row, column, _untagged(tag, value)) for grid, row, column, tag, value in raw["entries"]]
        return Order(entries, raw["title"], raw["notes"], [Grow(*more) for more in raw["grow"]])


def _tagged(value: Value) -> tuple[str, str | int]:
    if isinstance(value, date):
        return "day", value.isoformat()
    return ("number", value) if isinstance(value, int) else ("words", value)


def _untagged(tag: str, value: str | int) -> Value:
    return date.fromisoformat(str(value)) if tag == "day" else value


def in_words(value: Value) -> str:
    """Return a value as people write it."""
    return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else str(value)
