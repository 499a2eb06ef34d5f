"""Blank tables as superiors send them, made by code: merged heads, widths, totals, print settings."""

from io import BytesIO

from docx import Document
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def saved(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def workbook(
    heads: list[str | tuple[str, list[str]]],
    names: list[str],
    *,
    title: str = "基层党组织基本情况统计表",
    empty_rows: int = 0,
    total: bool = True,
    foot: bool = True,
) -> bytes:
    """A title over everything, a line 填报单位, heads of two levels, a row a name, a total that sums, a foot."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "附表1"
    width = sum(1 if isinstance(head, str) else len(head[1]) for head in heads)
    page.append([title])
    page.append(["填报单位：", None, None, "单位：人、个"])
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    column = 1
    for head in heads:
        if isinstance(head, str):
            page.cell(3, column, head)
            page.merge_cells(start_row=3, start_column=column, end_row=4, end_column=column)
            column += 1
        else:
            page.cell(3, column, head[0])
            page.merge_cells(start_row=3, start_column=column, end_row=3, end_column=column + len(head[1]) - 1)
            for place, leaf in enumerate(head[1]):
                page.cell(4, column + place, leaf)
            column += len(head[1])
    lines = [*names, *[""] * empty_rows]
    for row, name in enumerate(lines, 5):
        page.cell(row, 1, name or None)
        for place in range(1, width + 1):
            page.cell(row, place).border = _BOX
            page.cell(row, place).font = Font(name="仿宋", size=11, color="FF1F4E79")
            page.cell(row, place).alignment = Alignment(horizontal="center")
    last = 4 + len(lines)
    if total:
        page.cell(last + 1, 1, "合计")
        for place in range(2, width + 1):
            letter = get_column_letter(place)
            page.cell(last + 1, place, f"=SUM({letter}5:{letter}{last})").fill = PatternFill(
                "solid", fgColor="FFFFF2CC"
            )
    if foot:
        page.cell(last + 2, 1, "填表人：            审核人：            填表日期：")
    for place in range(1, width + 1):
        page.column_dimensions[get_column_letter(place)].width = 8 + place % 5
    page.row_dimensions[3].height = 40
    page.freeze_panes = "B5"
    page.print_title_rows = "3:4"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 8
    assert page.oddFooter is not None
    page.oddFooter.center.text = "第 &P 页"
    return saved(book)


def word(heads: list[str], names: list[str], *, empty_rows: int = 0) -> bytes:
    """A heading, a table with a merged title row, and a line below it."""
    document = Document()
    document.add_paragraph("附件2")
    table = document.add_table(rows=2 + len(names) + empty_rows, cols=len(heads), style="Table Grid")
    table.cell(0, 0).merge(table.cell(0, len(heads) - 1)).text = "党组织书记情况表"
    for place, head in enumerate(heads):
        table.cell(1, place).text = head
    for row, name in enumerate(names, 2):
        table.cell(row, 0).text = name
    document.add_paragraph("注：本表一式两份。")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
