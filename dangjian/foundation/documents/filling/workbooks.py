"""Reads a blank workbook: visible sheets with their empty rows, merged areas and formulas."""

from __future__ import annotations

import io
from typing import Final

from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from dangjian.foundation.documents.archive import Archive
from dangjian.foundation.documents.content import Unsupported
from dangjian.foundation.documents.filling import safety
from dangjian.foundation.documents.filling.layout import Form, Grid
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
            grids.append(grid)
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
                said.append(cell_words(value))
        lines.append(tuple(said))
    return Grid(sheet.title, tuple(lines), _merges(sheet, rows, columns), frozenset(formulas), may_grow=True)


def _merges(sheet: Worksheet, rows: int, columns: int) -> tuple[tuple[int, int, int, int], ...]:
    areas = sorted((a.min_row, a.min_col, a.max_row, a.max_col) for a in sheet.merged_cells.ranges)
    return tuple(
        (top - 1, left - 1, min(bottom, rows) - 1, min(right, columns) - 1)
        for top, left, bottom, right in areas
        if top <= rows and left <= columns
    )
