"""Reads a blank workbook: visible sheets with their empty rows, merged areas and formulas."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from dangjian.foundation.documents.archive import Archive
from dangjian.foundation.documents.content import Unsupported
from dangjian.foundation.documents.filling import safety
from dangjian.foundation.documents.filling.layout import Form, Grid
from dangjian.foundation.documents.filling.spaces import is_only_day
from dangjian.foundation.documents.limits import MOST_CELLS
from dangjian.foundation.documents.sheets import cell_words, header_words

MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 150


def read(data: bytes, archive: Archive) -> Form:
    """Return the visible sheets; ``text`` holds the hidden ones too, so that a mark anywhere is seen."""
    for name in archive.names:
        if name.endswith((".xml", ".rels")):
            safety.opened(archive, name)
    book = load_workbook(io.BytesIO(data), data_only=False, keep_links=False)
    _check_names(book)
    pieces, grids = list[str](), list[Grid]()
    for sheet in book.worksheets:
        grid = _grid(sheet)
        pieces += [*header_words(sheet), *("\t".join(row) for row in grid.rows)]
        if sheet.sheet_state == "visible":
            grids.append(replace(grid, sheet=len(grids)))
    return Form("xlsx", tuple(grids), "\n".join(pieces))


def _check_names(book: Workbook) -> None:
    for defined in book.defined_names.values():
        safety.check_formula(str(defined.attr_text or ""))


def _grid(sheet: Worksheet) -> Grid:
    rows, columns = sheet.max_row, sheet.max_column
    if rows * columns > MOST_CELLS or rows > MOST_ROWS or columns > MOST_COLUMNS:
        words = f"工作表“{sheet.title}”有 {rows} 行 {columns} 列，太大，没有读取。"
        raise Unsupported(f"{words}请只保留要填的表，删去多余的行列后另存，再上传。")
    lines, formulas = list[tuple[str, ...]](), set[tuple[int, int]]()
    for number, row in enumerate(sheet.iter_rows(max_row=rows, max_col=columns)):
        said = list[str]()
        for place, cell in enumerate(row):
            value = cell.value
            if cell.data_type == "f" or isinstance(value, ArrayFormula | DataTableFormula):
                safety.check_formula(str(getattr(value, "text", value) or ""))
                formulas.add((number, place))
                said.append("")
            else:
                words = cell_words(value)
                said.append("" if is_only_day(words) else words)
        lines.append(tuple(said))
    gaps = _gaps(sheet, lines)
    return Grid(sheet.title, tuple(lines), _merges(sheet, rows, columns), frozenset(formulas), may_grow=True, gaps=gaps)


def _gaps(sheet: Worksheet, lines: Sequence[Sequence[str]]) -> frozenset[int]:
    """Return the rows without words that no frame surrounds, where there are frames on the sheet."""
    framed: dict[int, bool] = {}
    rows = list(sheet.iter_rows(max_row=len(lines)))
    is_drawn = [any(_is_framed(cell, framed) for cell in row) for row in rows]
    empty = frozenset(n for n, said in enumerate(lines) if not is_drawn[n] and not any(said))
    return empty if any(is_drawn) else frozenset()


def _is_framed(cell: Cell | MergedCell, framed: dict[int, bool]) -> bool:
    if not cell.has_style:
        return False
    if cell.style_id not in framed:
        sides = (cell.border.left, cell.border.right, cell.border.top, cell.border.bottom)
        framed[cell.style_id] = any(side is not None and side.style for side in sides)
    return framed[cell.style_id]


def _merges(sheet: Worksheet, rows: int, columns: int) -> tuple[tuple[int, int, int, int], ...]:
    areas = sorted((a.min_row, a.min_col, a.max_row, a.max_col) for a in sheet.merged_cells.ranges)
    return tuple(
        (top - 1, left - 1, min(bottom, rows) - 1, min(right, columns) - 1)
        for top, left, bottom, right in areas
        if top <= rows and left <= columns
    )
