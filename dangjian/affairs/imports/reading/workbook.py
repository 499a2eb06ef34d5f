"""Rows of .xlsx and .xls by calamine: visible sheets, merged cells carried, every cell as text."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from dangjian.affairs.imports.reading.cells import text
from dangjian.affairs.imports.reading.limits import (
    MOST_CELL_CHARACTERS,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_MERGED,
    MOST_ROWS,
    MOST_SHEETS,
)
from dangjian.foundation.documents.content import Unsupported

_LETTERS: Final = 26


@dataclass(frozen=True, slots=True)
class Opened:
    """A sheet ready to be read."""

    name: str
    sheet: CalamineSheet


def open_book(data: bytes) -> Iterator[Opened]:
    """Yield the visible sheets one by one, so that what fails can be named."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    shown = [meta for meta in book.sheets_metadata if meta.visible == SheetVisibleEnum.Visible]
    if len(shown) > MOST_SHEETS:
        raise Unsupported(f"工作表超过 {MOST_SHEETS} 张，没有导入。请分成几个文件。")
    for meta in shown:
        if meta.typ == SheetTypeEnum.WorkSheet:
            yield Opened(meta.name[:60], book.get_sheet_by_name(meta.name))


def rows(opened: Opened) -> Iterator[list[str]]:
    """Yield the rows of a sheet from its very first, each as text."""
    sheet = opened.sheet
    _check(opened)
    merged = _merged(sheet)
    carried: dict[tuple[int, int], str] = {}
    for number, row in enumerate(sheet.iter_rows()):
        # Most cells are printable words: the call is saved for them.
        cells = [v.strip() if v.__class__ is str and v.isprintable() else text(v) for v in row]
        for column in merged.get(number, ()):
            if column[0] < len(cells):
                _carry(cells, number, column, carried)
        if max(map(len, cells), default=0) > MOST_CELL_CHARACTERS:
            place = next(at for at, words in enumerate(cells) if len(words) > MOST_CELL_CHARACTERS)
            raise Unsupported(
                f"工作表“{opened.name}”第 {number + 1} 行 {letter(place)} 列的文字过长，没有导入。请删短后另存。"
            )
        yield cells


def letter(column: int) -> str:
    """Return the name of a column as a spreadsheet shows it: 0 is A."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def _check(opened: Opened) -> None:
    sheet = opened.sheet
    end = sheet.end or (0, 0)
    height, width = end[0] + 1, end[1] + 1
    if height > MOST_ROWS or width > MOST_COLUMNS or height * width > MOST_CELLS:
        raise Unsupported(
            f"工作表“{opened.name}”用到第 {height} 行 {letter(width - 1)} 列，太大，没有导入。"
            "请删去多余的空行空列后另存，或分成几个文件。"
        )


def _merged(sheet: CalamineSheet) -> dict[int, list[tuple[int, int, int]]]:
    """Return, by row, the columns that a merged range covers, and where its value stands."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    left = MOST_MERGED
    end = sheet.end or (0, 0)
    for (top, start), (bottom, stop) in sheet.merged_cell_ranges or ():
        for row in range(top, min(bottom, end[0]) + 1):
            for column in range(start, min(stop, end[1]) + 1):
                left -= 1
                if left < 0:
                    raise Unsupported("表格里合并的单元格太多，没有导入。请取消多余的合并后另存，再上传。")
                found.setdefault(row, []).append((column, top, start))
    return found


def _carry(cells: list[str], number: int, column: tuple[int, int, int], carried: dict[tuple[int, int], str]) -> None:
    at, top, start = column
    if (number, at) == (top, start):
        carried[top, start] = cells[at]
    elif not cells[at]:
        cells[at] = carried.get((top, start), "")
