"""Excel files: visible sheets row by row, merged cells carried, days written as people write them."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from dangjian.foundation.documents.archive import Archive
from dangjian.foundation.documents.content import Cell, Content, Row, Table, Unsupported
from dangjian.foundation.documents.limits import MOST_CELL_CHARACTERS, MOST_CELLS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_COLUMNS = 60


def read(data: bytes, archive: Archive) -> Content:
    """Read values, never formulas or links; the archive has been checked before."""
    entities = [name for name in archive.names if name.endswith(".xml") and b"<!DOCTYPE" in archive.part(name)[:4096]]
    if entities:
        raise Unsupported("文件里有外部引用或自定义实体，可能不安全，没有读取。请直接粘贴正文。")
    book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    pieces: list[str] = []
    tables = []
    margins = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        margins += header_words(sheet)
        tables.append(_table(sheet, pieces))
    return Content("".join(pieces), tuple(table for table in tables if table.rows), "\n".join(margins))


def header_words(sheet: Worksheet) -> list[str]:
    """Return the words in the page header of a sheet."""
    header = sheet.oddHeader
    if header is None:
        return []
    return [part.text for part in (header.left, header.center, header.right) if part.text]


def _table(sheet: Worksheet, pieces: list[str]) -> Table:
    if sheet.max_row * min(sheet.max_column, _MOST_COLUMNS) > MOST_CELLS:
        raise Unsupported("表格太大，没有读取。请删去空行空列和多余内容后另存，再上传。")
    first_of = _merged(sheet)
    written: dict[tuple[int, int], Cell] = {}
    rows, at = [], sum(map(len, pieces))
    for row in sheet.iter_rows(max_col=min(sheet.max_column, _MOST_COLUMNS)):
        start, cells, own = at, list[Cell](), list[str]()
        for cell in row:
            place = (cell.row or 1, cell.column or 1)
            origin = first_of.get(place, place)
            if origin not in written:
                words = cell_words(cell.value)
                begin = at + (1 if own and words else 0)
                at = begin + len(words)
                written[origin] = Cell(words, begin, at)
                own += [words] if words else []
            cells.append(written[origin])
        if own:
            pieces.append("\t".join(own) + "\n")
            rows.append(Row(tuple(cells), start, at, row[0].row or 0))
            at += 1
    return Table(tuple(rows))


def _merged(sheet: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Place of a merged range's first cell, by every place in it."""
    first_of: dict[tuple[int, int], tuple[int, int]] = {}
    for area in sheet.merged_cells.ranges:
        last_row, last_column = min(area.max_row, sheet.max_row), min(area.max_col, _MOST_COLUMNS)
        for row in range(area.min_row, last_row + 1):
            for column in range(area.min_col, last_column + 1):
                first_of[row, column] = (area.min_row, area.min_col)
        if len(first_of) > MOST_CELLS:
            raise Unsupported("表格里合并的单元格太多，没有读取。请取消多余的合并后另存，再上传。")
    return first_of


def cell_words(value: object) -> str:
    """Return a value as people write it."""
    if value is None or isinstance(value, bool):
        return "" if value is None else ("是" if value else "否")
    if isinstance(value, datetime) and value.time() == time(0):
        value = value.date()
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("_x000D_", "").strip()
    if len(text) > MOST_CELL_CHARACTERS:
        raise Unsupported("有的单元格文字过长，没有读取。请直接粘贴正文。")
    return text
