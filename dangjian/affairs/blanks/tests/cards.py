"""Files with several tables and with cards about one person or body, made by code."""

from io import BytesIO

import openpyxl
from docx import Document
from docx.document import Document as Sheet
from openpyxl.styles import Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from dangjian.affairs.blanks.tests import make
from dangjian.foundation.documents.filling.tests import blanks

_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
PERSON = [
    ["党员登记表", "", "", "", ""],
    ["姓  名", "", "性别", "", "照片"],
    ["民族", "", "入党时间", "", ""],
    ["身份证号", "", "特长", "", ""],
    ["所在党支部", "", "", "", ""],
]
MERGES = ((0, 0, 0, 4), (1, 4, 3, 4), (4, 1, 4, 4))
SHORT = [["姓名", "", "性别", ""], ["出生日期", "", "民族", ""]]
BODY = [["党组织名称", "", "党员总数", ""], ["书记姓名", "", "党支部数", ""]]


def card(rows: list[list[str]], *, merges: tuple[tuple[int, int, int, int], ...] = ()) -> bytes:
    """A workbook with a card whose cells are framed, and a formula below it."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "登记表"
    draw(page, rows)
    for top, left, bottom, right in merges:
        page.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    page.cell(len(rows) + 2, 1, "=COUNTA(B2:B5)")
    return blanks.saved(book)


def draw(page: Worksheet, rows: list[list[str]]) -> None:
    for row, words in enumerate(rows, 1):
        for column, text in enumerate(words, 1):
            cell = page.cell(row, column, text or None)
            cell.border, cell.font = _BOX, Font(name="仿宋", size=12)


def with_list() -> bytes:
    """A card about a person, and a list with a name in it on a second sheet."""
    book = openpyxl.load_workbook(BytesIO(card(PERSON, merges=MERGES)))
    draw(book.create_sheet("名单"), [["姓名", "性别", "民族"], ["女党员1", "", ""]])
    return blanks.saved(book)


def several() -> bytes:
    """A list of townships, a card about a body, a table that nobody understands, and an empty sheet."""
    book = openpyxl.load_workbook(BytesIO(blanks.workbook(["乡镇", "党员总数", "女"], list(make.TOWNSHIPS))))
    draw(book.create_sheet("本级情况"), BODY)
    draw(book.create_sheet("植树"), [["树种", "株数"], ["", ""]])
    book.create_sheet("Sheet4")
    return blanks.saved(book)


def word() -> bytes:
    """Two tables: a card about a person, and a list of people whose name stands in it."""
    document = Document()
    document.add_paragraph("附件3")
    table = document.add_table(rows=len(PERSON), cols=5, style="Table Grid")
    for top, left, bottom, right in MERGES:
        table.cell(top, left).merge(table.cell(bottom, right))
    for row, words in enumerate(PERSON):
        for column, text in enumerate(words):
            if text:
                table.cell(row, column).text = text
    document.add_paragraph("（一人一表）")
    listed = document.add_table(rows=2, cols=3, style="Table Grid")
    for column, text in enumerate(["姓名", "性别", "民族"]):
        listed.cell(0, column).text = text
    listed.cell(1, 0).text = "女党员1"
    return saved(document)


def saved(document: Sheet) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
