"""What is written reads back as it was meant: nothing typed becomes a formula, a link or a number."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from dangjian.foundation.spreadsheets import Column, workbook
from dangjian.foundation.spreadsheets.writing import Value

Row = tuple[Value, Value]
COLUMNS: list[Column[Row]] = [Column("甲", 10, lambda row: row[0]), Column("乙", 20, lambda row: row[1])]


def sheet(rows: list[Row], title: str = "台账", line: str = "截至今天") -> Worksheet:
    content = workbook(title=title, line=line, columns=COLUMNS, rows=rows, sheet="台账")
    found = openpyxl.load_workbook(BytesIO(content)).active
    assert isinstance(found, Worksheet)
    return found


def test_title_line_and_heads_stand_on_top_and_repeat_in_print() -> None:
    page = sheet([("一", 1)])
    assert [page["A1"].value, page["A2"].value] == ["台账", "截至今天"]
    assert [cell.value for cell in page[3]] == ["甲", "乙"]
    assert page.print_title_rows == "$3:$3"
    assert (page.page_setup.orientation, page.freeze_panes) == ("landscape", "C4")


@pytest.mark.parametrize("words", ["=1+1", "@SUM(A1)", "+1", "-1", "http://x.example", "0012", "{=A1}"])
def test_what_looks_like_a_formula_a_link_or_a_number_stays_text(words: str) -> None:
    page = sheet([(words, words)], title=words, line=words)
    for place in ("A1", "A2", "A4", "B4"):
        assert (page[place].value, page[place].data_type, page[place].hyperlink) == (words, "s", None)


def test_days_and_numbers_keep_their_kind_and_nothing_is_empty_text() -> None:
    page = sheet([(date(2026, 12, 20), 7), (None, "")])
    assert page["A4"].is_date
    assert (page["B4"].value, page["B4"].data_type) == (7, "n")
    assert [cell.value for cell in page[5]] in ([None, None], ["", ""])


def test_no_rows_is_still_a_file() -> None:
    assert sheet([]).max_row == 3


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=40))
def test_any_text_comes_back(words: str) -> None:
    assert (sheet([(words, 1)])["A4"].value or "") == words
