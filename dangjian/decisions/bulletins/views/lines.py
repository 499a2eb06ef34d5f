"""Figures as a page shows them: each number with the address of the rows behind it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from dangjian.decisions.bulletins.rules.figures import CAPTIONS

_ASIDE: Final = frozenset({"planned", "waiting", "on_time", "returned"})  # A phone has room for three beside a name.


@dataclass(frozen=True, slots=True)
class Cell:
    """A number, what it counts, and where its rows are; a zero leads nowhere."""

    caption: str
    number: int
    address: str
    is_late: bool
    is_aside: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A unit, task or goal with its numbers."""

    title: str
    note: str
    depth: int
    cells: Sequence[Cell]
    done: int
    issued: int

    def cell(self, name: str) -> Cell:
        """Return one of the numbers by the figure it counts."""
        return self.cells[list(CAPTIONS).index(name)]

    @property
    def whole(self) -> Cell:
        """What was handed down."""
        return self.cell("issued")

    @property
    def overdue(self) -> Cell:
        """What is past its day."""
        return self.cell("overdue")


def cells(figures: Mapping[str, Any], address: str, **which: str) -> list[Cell]:
    """Return the numbers of one line; ``address`` is the page of rows (empty: no links), ``which`` the line."""
    joint = "&" if "?" in address else "?"
    return [
        Cell(
            caption,
            figures[name],
            f"{address}{joint}{urlencode({'figure': name} | which)}" if address and figures[name] else "",
            name == "overdue" and figures[name] > 0,
            name in _ASIDE,
        )
        for name, caption in CAPTIONS.items()
    ]


def line(row: Mapping[str, Any], address: str, by: str) -> Line:
    """Return one line of a table; ``by`` is unit, under, task or goal. A row has id, name or title, and figures."""
    return Line(
        row.get("name") or row["title"],
        row.get("due", ""),
        row.get("depth", 0),
        cells(row, address, **{by: row["id"]}),
        row["done"],
        row["issued"],
    )


def lines(rows: Iterable[Mapping[str, Any]], address: str, by: str) -> list[Line]:
    """Return the lines of a table."""
    return [line(row, address, by) for row in rows]
