"""Task tables (任务分解表, 整改清单): one row is one task, no model needed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dangjian.foundation.documents.content import Cell, Row, Table
from dangjian.programme.directives.reading import columns

_HEADER_ROWS = 8
_LEAST_COLUMNS = 2
_CARRIED = ("content", "lead", "actor", "deadline", "leader")
_TITLE_ROW = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、]")


@dataclass(frozen=True, slots=True)
class RowTask:
    """A row of a task table: its place in the text and its values by column."""

    start: int
    end: int
    values: dict[str, str]


def pasted(text: str) -> list[Table]:
    """Tables pasted from a sheet: runs of lines with tabs; an empty cell repeats the one above."""
    tables: list[list[Row]] = []
    at, running = 0, False
    for line in text.split("\n"):
        if "\t" in line:
            if not running:
                tables.append([])
            tables[-1].append(_pasted_row(line, at))
        running = "\t" in line
        at += len(line) + 1
    return [Table(tuple(rows)) for rows in tables if len(rows) > 1]


def tasks(table: Table, *, carry: bool) -> list[RowTask]:
    """Rows under a recognized header; `carry` repeats empty cells from above (pasted tables lose merging)."""
    found = _header(table.rows)
    if found is None:
        return []
    header, names = found
    above: dict[str, str] = {}
    rows = []
    for row in table.rows[header + 1 :]:
        values = _values(row, names)
        if _is_title(row, values):
            above = {}
            continue
        if carry:
            values = {**{key: above[key] for key in _CARRIED if key in above}, **values}
        above = values
        if values.get("content") or values.get("measure"):
            rows.append(RowTask(row.start, row.end, values))
    return rows


def _pasted_row(line: str, at: int) -> Row:
    cells, place = [], at
    for words in line.split("\t"):
        cells.append(Cell(words.strip(), place, place + len(words)))
        place += len(words) + 1
    return Row(tuple(cells), at, at + len(line))


def _header(rows: Sequence[Row]) -> tuple[int, dict[int, str]] | None:
    """The row among the first few that names most columns, and at least the work."""
    best: tuple[int, dict[int, str]] | None = None
    for index, row in enumerate(rows[:_HEADER_ROWS]):
        names = {place: name for place, cell in enumerate(row.cells) if (name := columns.column(cell.text))}
        works = {"content", "measure"} & set(names.values())
        if works and len(set(names.values())) >= _LEAST_COLUMNS and len(names) > len(best[1] if best else ()):
            best = (index, names)
    return best


def _values(row: Row, names: dict[int, str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for place, name in names.items():
        words = row.cells[place].text.strip() if place < len(row.cells) else ""
        if words and words not in values.get(name, "").split("；"):
            values[name] = "；".join(filter(None, (values.get(name), words)))
    return values


def _is_title(row: Row, values: dict[str, str]) -> bool:
    """A row merged across (一、夯实基础) or repeating the header says no task."""
    filled = {cell.text for cell in row.cells if cell.text}
    repeats = sum(columns.column(words) is not None for words in filled)
    return (len(filled) <= 1 and (not values or bool(_TITLE_ROW.match(next(iter(filled), "一、"))))) or repeats > 2  # noqa: PLR2004
