"""What passes between the parent and the limited child: the tables of a file, and what is to be written where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

Value = str | int | date
PROSE = "正文"  # The name of the grid that holds the paragraphs of a Word file in which something is to be filled in.


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: its words by row and column (both from 0), its merged areas, and the cells that are formulas.

    ``merges`` are (first row, first column, last row, last column); only the first cell of one holds words.
    ``may_grow`` says that rows can be added after the last one without touching anything below. ``sheet`` is the
    sheet or table of the file that this one stands on, from its row ``top`` and its column ``left`` on; ``gaps`` are
    rows outside of any frame.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merges: tuple[tuple[int, int, int, int], ...]
    formulas: frozenset[tuple[int, int]]
    may_grow: bool
    sheet: int = 0
    top: int = 0
    left: int = 0
    gaps: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def to_json(self) -> dict[str, Any]:
        """Return plain values for the pipe."""
        return asdict(self) | {"formulas": sorted(self.formulas), "gaps": sorted(self.gaps)}

    @staticmethod
    def from_json(raw: dict[str, Any], sheet: int = 0) -> Grid:
        """Return the opposite of `to_json`; what was kept before several tables stood on a sheet says not which."""
        return Grid(
            name=raw["name"],
            rows=tuple(tuple(row) for row in raw["rows"]),
            merges=tuple((area[0], area[1], area[2], area[3]) for area in raw["merges"]),
            formulas=frozenset((place[0], place[1]) for place in raw["formulas"]),
            may_grow=raw["may_grow"],
            sheet=raw.get("sheet", sheet),
            top=raw.get("top", 0),
            left=raw.get("left", 0),
            gaps=frozenset(raw.get("gaps", ())),
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
        return Form(raw["kind"], tuple(Grid.from_json(g, n) for n, g in enumerate(raw["grids"])), raw["text"])


@dataclass(frozen=True, slots=True)
class Entry:
    """A value for one empty cell, or for a blank of a cell that holds words: the how-many-th, from 0.

    ``grid`` is the sheet or table of the file, ``row`` counts from its first row.
    """

    grid: int
    row: int
    column: int
    value: Value
    space: int | None = None


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
        entries = [[e.grid, e.row, e.column, *_tagged(e.value), e.space] for e in self.entries]
        grow = [[more.grid, more.row, more.count] for more in self.grow]
        return {"entries": entries, "title": self.title, "notes": [list(row) for row in self.notes], "grow": grow}

    @staticmethod
    def from_json(raw: dict[str, Any]) -> Order:
        """Return the opposite of `to_json`."""
        entries = [
            Entry(grid, row, column, _untagged(tag, value), space)
            for grid, row, column, tag, value, space in raw["entries"]
        ]
        return Order(entries, raw["title"], raw["notes"], [Grow(*more) for more in raw["grow"]])


def by_cell(entries: Iterable[Entry]) -> dict[tuple[int, int], dict[int | None, Value]]:
    """Return the values of each cell, by its blanks."""
    found: dict[tuple[int, int], dict[int | None, Value]] = {}
    for entry in entries:
        found.setdefault((entry.row, entry.column), {})[entry.space] = entry.value
    return found


def _tagged(value: Value) -> tuple[str, str | int]:
    if isinstance(value, date):
        return "day", value.isoformat()
    return ("number", value) if isinstance(value, int) else ("words", value)


def _untagged(tag: str, value: str | int) -> Value:
    return date.fromisoformat(str(value)) if tag == "day" else value


def in_words(value: Value) -> str:
    """Return a value as people write it."""
    return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else str(value)
