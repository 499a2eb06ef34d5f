"""Writes one table as .xlsx: text as text, days as days, A4 landscape."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any, Final, Generic, TypeVar

import xlsxwriter

R = TypeVar("R")
Value = str | int | Decimal | date | None  # A Decimal is money: two places.

_PLAIN: Final = {"font_name": "仿宋", "font_size": 11}
_CELL: Final = _PLAIN | {"border": 1, "text_wrap": True, "valign": "vcenter"}
_HEAD: Final = _CELL | {"bold": True, "align": "center", "font_name": "黑体"}
_TITLE: Final = {"bold": True, "align": "center", "font_name": "黑体", "font_size": 16, "valign": "vcenter"}
_MONEY: Final = _CELL | {"num_format": "0.00"}
_DAY: Final = _CELL | {"num_format": 'yyyy"年"m"月"d"日"', "align": "left"}
# Nothing that someone typed becomes a formula, a link or a number.
_LITERAL: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_FIRST: Final = 3
_A4: Final = 9


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column: its head, its width in characters, and what it shows of a row."""

    caption: str
    width: int
    value: Callable[[R], Value]


def workbook(*, title: str, line: str, columns: Sequence[Column[R]], rows: Sequence[R], sheet: str) -> bytes:
    """Return the file: ``title`` in row 1, ``line`` in row 2, heads in row 3 and on every printed page."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, _LITERAL) as book:
        page = book.add_worksheet(sheet)
        page.merge_range(0, 0, 0, len(columns) - 1, title, book.add_format(_TITLE))
        page.merge_range(1, 0, 1, len(columns) - 1, line, book.add_format(_PLAIN))
        head = book.add_format(_HEAD)
        shapes = {"cell": book.add_format(_CELL), "day": book.add_format(_DAY), "money": book.add_format(_MONEY)}
        for place, column in enumerate(columns):
            page.write_string(_FIRST - 1, place, column.caption, head)
            page.set_column(place, place, column.width)
        for number, row in enumerate(rows, _FIRST):
            for place, column in enumerate(columns):
                _write(page, number, place, column.value(row), shapes)
        _lay_out(page, len(rows), len(columns))
    return buffer.getvalue()


def _write(page: Any, number: int, place: int, value: Value, shapes: Mapping[str, Any]) -> None:  # noqa: ANN401  # xlsxwriter is untyped
    if isinstance(value, date):
        page.write_datetime(number, place, value, shapes["day"])
    elif isinstance(value, Decimal):
        page.write_number(number, place, float(value), shapes["money"])
    elif isinstance(value, int):
        page.write_number(number, place, value, shapes["cell"])
    else:
        page.write_string(number, place, value or "", shapes["cell"])


def _lay_out(page: Any, rows: int, columns: int) -> None:  # noqa: ANN401  # xlsxwriter is untyped
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(_FIRST - 1)
    page.freeze_panes(_FIRST, min(2, columns))
    page.autofilter(_FIRST - 1, 0, max(_FIRST + rows - 1, _FIRST), columns - 1)
    page.set_footer("&C第 &P 页，共 &N 页")
