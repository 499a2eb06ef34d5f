"""The same file comes back: what was empty is filled, everything else is as it was."""

import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from docx import Document

from dangjian.foundation.documents.content import Unsupported
from dangjian.foundation.documents.filling import Entry, Grow, Order, fill, survey
from dangjian.foundation.documents.filling.tests import blanks
from dangjian.foundation.documents.filling.tests.payloads import PAYLOADS

HEADS: list[str | tuple[str, list[str]]] = ["镇乡", ("党员", ["总数", "女"]), "书记", "成立日期"]
NOTES = [["列", "填的是什么"], ["B 总数", "党员数"]]


def filled(data: bytes, *entries: Entry, grow: Sequence[Grow] = ()) -> bytes:
    return fill(data, Order(entries, "来源与未知", NOTES, grow))


def looks(data: bytes) -> dict[str, Any]:
    """Everything about the first sheet but the values."""
    page = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    shapes = {
        cell.coordinate: (cell.font, cell.border, cell.fill, cell.alignment, cell.number_format, cell.protection)
        for row in page.iter_rows()
        for cell in row
    }
    return {
        "shapes": {place: repr(shape) for place, shape in shapes.items()},
        "merges": sorted(map(str, page.merged_cells.ranges)),
        "widths": {name: column.width for name, column in page.column_dimensions.items()},
        "heights": {number: row.height for number, row in page.row_dimensions.items()},
        "freeze": page.freeze_panes,
        "titles": page.print_title_rows,
        "setup": repr(page.page_setup),
        "margins": repr(page.page_margins),
        "footer": page.oddFooter.center.text if page.oddFooter is not None else None,
    }


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_workbook_comes_back_filled_and_otherwise_as_it_was() -> None:
    blank = blanks.workbook(HEADS, ["石桥镇", "河口镇"])
    result = filled(blank, Entry(0, 4, 1, 120), Entry(0, 4, 3, "张三"), Entry(0, 5, 4, date(1998, 7, 1)))
    before, after = (openpyxl.load_workbook(BytesIO(data)) for data in (blank, result))
    page, old = after.worksheets[0], before.worksheets[0]
    assert (page["B5"].value, page["D5"].value, page["E6"].value) == (120, "张三", "1998年7月1日")
    assert page["B5"].data_type == "n"
    touched = {"B5", "D5", "E6"}
    for row in old.iter_rows():
        for cell in row:
            if cell.coordinate not in touched:
                assert page[cell.coordinate].value == cell.value, cell.coordinate
    assert looks(blank) == looks(result)
    assert page["B7"].value == "=SUM(B5:B6)"
    assert after.sheetnames == ["附表1", "来源与未知"]
    assert [cell.value for cell in after["来源与未知"][2]] == ["B 总数", "党员数"]
    was, now = parts(blank), parts(result)
    untouched = set(was) - {
        "xl/worksheets/sheet1.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "[Content_Types].xml",
    }
    assert all(was[name] == now[name] for name in untouched)
    assert b'fullCalcOnLoad="1"' in now["xl/workbook.xml"]


def test_the_control_a_changed_width_is_noticed() -> None:
    blank = blanks.workbook(HEADS, ["石桥镇"])
    book = openpyxl.load_workbook(BytesIO(blank))
    book.worksheets[0].column_dimensions["B"].width = 99
    assert looks(blank) != looks(blanks.saved(book))


def test_a_day_stands_as_a_day_where_the_cell_shows_days() -> None:
    book = openpyxl.load_workbook(BytesIO(blanks.workbook(HEADS, ["石桥镇"])))
    book.worksheets[0]["E5"].number_format = "yyyy.mm"
    result = openpyxl.load_workbook(BytesIO(filled(blanks.saved(book), Entry(0, 4, 4, date(1998, 7, 1)))))
    cell = result.worksheets[0]["E5"]
    assert cell.is_date
    assert str(cell.value)[:10] == "1998-07-01"


def test_what_formulas_showed_over_empty_cells_is_gone() -> None:
    blank = blanks.workbook(HEADS, ["石桥镇"])
    name = "xl/worksheets/sheet1.xml"
    with_result = {
        **parts(blank),
        name: parts(blank)[name]
        .replace(b"<v></v>", b"<v>0</v>")
        .replace(b"<v />", b"<v>0</v>")
        .replace(b"<v/>", b"<v>0</v>"),
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part, content in with_result.items():
            archive.writestr(part, content)
    assert openpyxl.load_workbook(buffer, data_only=True).worksheets[0]["B6"].value == 0
    result = filled(buffer.getvalue(), Entry(0, 4, 1, 7))
    assert openpyxl.load_workbook(BytesIO(result), data_only=True).worksheets[0]["B6"].value is None


def test_nothing_filled_in_becomes_a_formula() -> None:
    blank = blanks.workbook(HEADS, [f"镇{n}" for n in range(len(PAYLOADS))], total=False)
    result = filled(blank, *(Entry(0, 4 + n, 3, words) for n, words in enumerate(PAYLOADS)))
    page = openpyxl.load_workbook(BytesIO(result)).worksheets[0]
    for n, words in enumerate(PAYLOADS):
        cell = page.cell(5 + n, 4)
        assert (cell.data_type, cell.value) == ("s", words.replace("\r", ""))
    assert b"<f>" not in parts(result)["xl/worksheets/sheet1.xml"]


def test_a_formula_is_never_written_over() -> None:
    with pytest.raises(Unsupported):
        filled(blanks.workbook(HEADS, ["石桥镇"]), Entry(0, 5, 1, 7))


def test_rows_are_added_below_with_the_look_of_the_last() -> None:
    blank = blanks.workbook(HEADS, ["石桥镇"], total=False)
    book = openpyxl.load_workbook(BytesIO(blank))
    book.worksheets[0].delete_rows(6)
    result = filled(blanks.saved(book), Entry(0, 6, 3, "李四"), grow=[Grow(0, 4, 2)])
    page = openpyxl.load_workbook(BytesIO(result)).worksheets[0]
    assert (page["D7"].value, page["A6"].value, page["D7"].font.name) == ("李四", None, "仿宋")


def test_a_word_table_comes_back_filled_with_its_notes_last() -> None:
    blank = blanks.word(["党组织", "书记", "党员数"], ["石桥镇党委", "河口镇党委"])
    form = survey(blank, "表.docx")
    assert form.grids[0].rows[1] == ("党组织", "书记", "党员数")
    assert form.grids[0].merges == ((0, 0, 0, 2),)
    result = filled(blank, Entry(0, 2, 1, "张三"), Entry(0, 3, 2, 18))
    document, old = Document(BytesIO(result)), Document(BytesIO(blank))
    assert [cell.text for cell in document.tables[0].rows[2].cells] == ["石桥镇党委", "张三", ""]
    assert document.tables[0].cell(3, 2).text == "18"
    assert [p.text for p in document.paragraphs[: len(old.paragraphs)]] == [p.text for p in old.paragraphs]
    assert document.paragraphs[len(old.paragraphs)].text == "来源与未知"
    assert document.tables[1].cell(1, 1).text == "党员数"
    assert {n: c for n, c in parts(result).items() if n != "word/document.xml"} == {
        n: c for n, c in parts(blank).items() if n != "word/document.xml"
    }


def test_a_word_table_grows() -> None:
    blank = blanks.word(["姓名", "民族"], [], empty_rows=1)
    result = filled(blank, Entry(0, 2, 0, "甲"), Entry(0, 4, 0, "丙"), grow=[Grow(0, 2, 2)])
    assert [row.cells[0].text for row in Document(BytesIO(result)).tables[0].rows][2:] == ["甲", "", "丙"]
