"""The ledger as a workbook: the columns of the page, text as text, days as days, A4 landscape."""

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from dangjian.programme.tasks.models import TaskList
from dangjian.programme.tasks.queries.ledger import LedgerRow

Value = str | int | date | None
Column = tuple[str, Callable[[LedgerRow], Value]]


def _due(row: LedgerRow) -> Value:
    return row.task.due_on or row.due_words


def _progress(row: LedgerRow) -> Value:
    return "；".join(filter(None, (row.progress, row.tally.words)))


COLUMNS: Final[tuple[Column, ...]] = (
    ("序号", lambda row: row.task.order_no),
    ("重点任务（问题）", lambda row: row.task.title),
    ("具体措施", lambda row: row.task.measures),
    ("牵头领导", lambda row: row.task.lead_leader),
    ("牵头单位", lambda row: row.task.lead_body),
    ("责任单位", lambda row: row.responsible),
    ("责任人", lambda row: row.task.responsible_person),
    ("完成时限", _due),
    ("进展情况", _progress),
    ("是否销号", lambda row: row.write_off),
)
_WIDTHS: Final = (6, 26, 34, 14, 16, 20, 10, 15, 26, 10)
_CELL: Final = {"border": 1, "text_wrap": True, "valign": "vcenter", "font_name": "仿宋", "font_size": 11}
_HEAD: Final = _CELL | {"bold": True, "align": "center", "font_name": "黑体"}
_TITLE: Final = {"bold": True, "align": "center", "font_name": "黑体", "font_size": 16, "valign": "vcenter"}


def workbook(task_list: TaskList, rows: Sequence[LedgerRow], on: date) -> bytes:
    """Return the ledger as .xlsx: title, authority line, heads on row 3 repeated when printed."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("台账")
        cell, head = book.add_format(_CELL), book.add_format(_HEAD)
        day = book.add_format(_CELL | {"num_format": 'yyyy"年"m"月"d"日"', "align": "left"})
        last = len(COLUMNS) - 1
        sheet.merge_range(0, 0, 0, last, task_list.title, book.add_format(_TITLE))
        sheet.merge_range(1, 0, 1, last, _line(task_list, on), book.add_format({"font_name": "仿宋", "font_size": 11}))
        for number, (caption, _) in enumerate(COLUMNS):
            sheet.write_string(2, number, caption, head)
            sheet.set_column(number, number, _WIDTHS[number])
        for number, row in enumerate(rows, 3):
            _write(sheet, number, row, cell, day)
        _print(sheet, len(rows) + 3)
    return buffer.getvalue()


def _line(task_list: TaskList, on: date) -> str:
    basis = f"依据：{task_list.basis}　" if task_list.basis else ""
    return f"授权：{task_list.authority_line}　{basis}截至{on.year}年{on.month}月{on.day}日"


def _write(sheet: Any, number: int, row: LedgerRow, cell: Any, day: Any) -> None:  # noqa: ANN401  # xlsxwriter is untyped
    for place, (_, read) in enumerate(COLUMNS):
        value = read(row)
        if isinstance(value, date):
            sheet.write_datetime(number, place, value, day)
        elif isinstance(value, int):
            sheet.write_number(number, place, value, cell)
        else:
            sheet.write_string(number, place, value or "", cell)


def _print(sheet: Any, height: int) -> None:  # noqa: ANN401  # xlsxwriter is untyped
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.freeze_panes(3, 2)
    sheet.autofilter(2, 0, max(height - 1, 3), len(COLUMNS) - 1)
    sheet.set_footer("&C第 &P 页，共 &N 页")
