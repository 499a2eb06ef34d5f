"""Files with several tables and with cards about one person or body, made by code."""

from io import BytesIO

import openpyxl
from docx import Document
from docx.document import Document as Sheet
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
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


def together() -> bytes:
    """A workbook: three lists below and beside one another on one sheet, and labels side by side in one cell."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "附表"
    for at, rows in (
        (1, [["各镇情况", "", ""]]),
        (2, [["乡镇", "党员总数", "女"], ["石桥镇", "", ""], ["合计", "", ""]]),
        (6, [["附表2　党员名单", "", ""]]),
        (7, [["姓名", "性别", "民族"], ["女党员1", "", ""]]),
        (10, [["填表人：        审核人：        ", "", ""]]),
    ):
        for row, words in enumerate(rows, at):
            for column, text in enumerate(words, 1):
                cell = page.cell(row, column, text or None)
                if len(rows) > 1:
                    cell.border = _BOX
        if len(rows) == 1:
            page.merge_cells(start_row=at, start_column=1, end_row=at, end_column=3)
    page["B4"] = "=B3"
    for row, words in enumerate((["姓名", "性别"], ["男党员0", ""]), 2):
        for column, text in enumerate(words, 5):
            page.cell(row, column, text or None).border = _BOX
    card = book.create_sheet("登记表")
    bold = CellRichText(TextBlock(InlineFont(b=True), "姓  名"), "：______ 性别：____ 民族：　　　　 特长：____")
    card["A1"], card["A2"] = bold, "学历：______\n入党时间：    年  月  日"
    return blanks.saved(book)


def prose() -> bytes:
    """A Word form without a table: labels side by side in paragraphs, some blanks drawn as a line below spaces."""
    document = Document()
    document.add_paragraph("党员登记表")
    first = document.add_paragraph()
    first.add_run("姓名：").bold = True
    first.add_run("          ").underline = True
    first.add_run(" 性别：").bold = True
    first.add_run("      ").underline = True
    second = document.add_paragraph("民族：\t学历：______  特长：______")
    second.runs[0].font.name = "仿宋"
    table = document.add_table(rows=2, cols=2, style="Table Grid")
    table.cell(0, 0).text, table.cell(1, 0).text = "民族：____ 出生日期：____年__月__日", "性别：____"
    table.cell(1, 0).add_paragraph("姓名：____")
    document.add_paragraph("填表人：______  联系电话：______")
    return saved(document)
