"""Files with several tables, and cards about one person or body: each filled by itself, all else untouched."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from docx import Document

from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.blanks.models import Blank, Remembered
from dangjian.affairs.blanks.tests import cards, make
from dangjian.affairs.blanks.tests.make import County
from dangjian.affairs.blanks.tests.test_walk import fill, presets, result_of, send
from dangjian.affairs.people.models import Sex

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> County:
    return make.county()


def notes_of(book: openpyxl.Workbook) -> list[list[str]]:
    return [[str(cell.value or "") for cell in row] for row in book["来源与未知"].iter_rows()]


def test_each_sheet_is_filled_by_itself_and_what_is_not_understood_is_said(county: County) -> None:
    send(county.officer, cards.several(), "三张表.xlsx")
    blank = Blank.objects.get()
    first = fill(county.officer, blank, at_table=0)
    assert first.status_code == 302
    assert first["Location"].endswith("?table=1")
    half = result_of(county.officer, blank)
    assert (half["附表1"]["B5"].value, half["本级情况"]["B1"].value) == (4, None)
    assert ["本级情况", "认出了，还没有核对，没有填"] in [row[:2] for row in notes_of(half)]
    assert fill(county.officer, blank, at_table=1, body="石桥镇").status_code == 302
    book = result_of(county.officer, blank)
    assert [cell.value for cell in book["附表1"][5][:3]] == ["石桥镇", 4, 2]
    assert book["附表1"]["B8"].value == "=SUM(B5:B7)"
    assert [[cell.value for cell in row] for row in book["本级情况"].iter_rows()] == [
        ["党组织名称", "中共石桥镇委员会", "党员总数", 4],
        ["书记姓名", "书记0", "党支部数", 2],
    ]
    assert [[cell.value for cell in row] for row in book["植树"].iter_rows()] == [["树种", "株数"], [None, None]]
    notes = [row[:2] for row in notes_of(book)]
    assert ["植树", "没有认出表头或栏目，原样没有动"] in notes
    assert ["表：附表1", ""] in notes
    assert ["党支部数", "党支部数"] in notes
    assert not [row for row in notes if row[0] == "Sheet4"]
    blank.refresh_from_db()
    assert blank.filled == 10


def test_a_card_about_a_person_is_filled_and_its_look_and_formulas_stay(county: County) -> None:
    data = cards.card(cards.PERSON, merges=cards.MERGES)
    send(county.organizer, data, "党员登记表.xlsx")
    blank = Blank.objects.get()
    nobody = fill(county.organizer, blank, reason="核对")
    assert nobody.status_code == 422
    assert "请填写这一项" in nobody.content.decode()
    assert fill(county.organizer, blank, person="男党员1", reason="").status_code == 422
    assert fill(county.organizer, blank, person="男党员1", reason="核对").status_code == 302
    page, old = result_of(county.organizer, blank).worksheets[0], openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    put = {"B2": "男党员1", "D2": "男", "B3": "汉族", "D3": "2001年7月1日", "B4": "990101196001010001",
           "B5": "石桥镇第二党支部"}  # fmt: skip
    assert {name: page[name].value for name in put} == put
    for row in old.iter_rows():
        for cell in row:
            other = page[cell.coordinate]
            assert (repr(other.font), repr(other.border)) == (repr(cell.font), repr(cell.border))
            if cell.coordinate not in put:
                assert other.value == cell.value
    assert sorted(map(str, page.merged_cells.ranges)) == sorted(map(str, old.merged_cells.ranges))
    assert page["A7"].value == "=COUNTA(B2:B5)"
    assert any(row[:2] == ["特长", "没有填"] for row in notes_of(result_of(county.organizer, blank)))
    assert [row.words for row in AuditRow.objects.filter(action="person.export")] == ["男党员1：核对"]
    shown = presets(make.signed_in(county.organizer), blank)
    assert shown["person"] == "男党员1 石桥镇第二党支部"


def test_a_blank_behind_its_label_is_filled_in_the_label_s_cell(county: County) -> None:
    send(county.organizer, cards.card([["姓名：______", "性别："], ["民族：＿＿＿", "特长："]]), "表.xlsx")
    blank = Blank.objects.get()
    assert fill(county.organizer, blank, person="男党员1").status_code == 302
    page = result_of(county.organizer, blank).worksheets[0]
    assert [[cell.value for cell in row] for row in page["A1:B2"]] == [
        ["姓名：男党员1", "性别：男"],
        ["民族：汉族", "特长："],
    ]


def test_a_card_says_who_is_not_found_and_of_two_of_one_name_asks_which(county: County) -> None:
    make.member(county.branches[1], "男党员0", sex=Sex.MALE, born=date(1970, 1, 1))
    send(county.organizer, cards.card(cards.SHORT), "表.xlsx")
    blank = Blank.objects.get()
    foreign = fill(county.organizer, blank, person="男党员5")  # Of another township.
    assert (foreign.status_code, "没有对上党员" in foreign.content.decode()) == (422, True)
    twice = fill(county.organizer, blank, person="男党员0")
    assert (twice.status_code, "不止一个同名的党员" in twice.content.decode()) == (422, True)
    assert fill(county.organizer, blank, person="男党员0 石桥镇第二党支部").status_code == 302
    assert result_of(county.organizer, blank).worksheets[0]["B2"].value == "1970年1月1日"


def test_a_word_file_with_a_card_and_a_list_comes_back_filled(county: County) -> None:
    data = cards.word()
    send(county.organizer, data, "登记表.docx")
    blank = Blank.objects.get()
    assert fill(county.organizer, blank, person="男党员1", reason="核对").status_code == 302
    assert fill(county.organizer, blank, at_table=1).status_code == 302
    answer = make.signed_in(county.organizer).get(f"/blanks/{blank.public_id}/file/")
    document, old = Document(BytesIO(answer.content)), Document(BytesIO(data))
    table = document.tables[0]
    assert [table.cell(1, 1).text, table.cell(1, 3).text, table.cell(1, 4).text] == ["男党员1", "男", "照片"]
    assert [table.cell(2, 1).text, table.cell(3, 1).text, table.cell(3, 3).text] == ["汉族", "990101196001010001", ""]
    assert table.cell(4, 1).text == "石桥镇第二党支部"
    assert [cell.text for cell in document.tables[1].rows[1].cells] == ["女党员1", "女", "汉族"]
    count = len(old.paragraphs)
    assert [p.text for p in document.paragraphs[:count]] == [p.text for p in old.paragraphs]
    assert "没有登记" not in table.cell(3, 3).text
    notes = [row.cells[0].text for row in document.tables[2].rows]
    assert [words for words in notes if words.startswith("表：")] == ["表：表1", "表：表2"]


def test_a_label_of_a_card_that_was_corrected_is_remembered(county: County) -> None:
    send(county.organizer, cards.card(cards.PERSON, merges=cards.MERGES), "登记表.xlsx")
    blank = Blank.objects.get()
    place = next(name for name, column in columns(county.organizer, blank).items() if column == "特长")
    fill(county.organizer, blank, person="男党员1", at_table=None, reason="核对", **{place: "technical_title"})
    assert [(one.subject, one.caption, one.key) for one in Remembered.objects.all()] == [
        ("person", "特长", "technical_title")
    ]
    send(county.organizer, cards.card(cards.PERSON, merges=cards.MERGES), "登记表.xlsx")
    assert presets(make.signed_in(county.organizer), Blank.objects.latest("pk"))[place] == "technical_title"


def columns(account: Account, blank: Blank) -> dict[str, str]:
    form = make.signed_in(account).get(f"/blanks/{blank.public_id}/").context["form"]
    return {name: str(field.label) for name, field in form.fields.items() if name.startswith("column_")}


def test_who_may_not_read_a_filled_table_does_not_fill_the_next_one_over_it(county: County) -> None:
    send(county.organizer, cards.word(), "登记表.docx")
    blank = Blank.objects.get()
    fill(county.organizer, blank, person="男党员1", reason="核对")
    refused = fill(county.clerk, blank, at_table=1, reason="看看")
    assert refused.status_code == 422
    assert "有您无权查看的内容" in refused.content.decode()
    assert "990101196001010001" not in refused.content.decode()


def test_tables_below_one_another_on_a_sheet_are_filled_each_and_labels_in_one_cell_too(county: County) -> None:
    send(county.officer, cards.together(), "附表.xlsx")
    blank = Blank.objects.get()
    tabs = make.signed_in(county.officer).get(f"/blanks/{blank.public_id}/").context["tables"]
    assert [tab.caption for tab in tabs] == ["附表 第 1 张表", "附表 第 2 张表", "附表 第 3 张表", "登记表"]
    for number in range(3):
        assert fill(county.officer, blank, at_table=number).status_code == 302
    assert fill(county.officer, blank, at_table=3, person="女党员1").status_code == 302
    book = result_of(county.officer, blank)
    page, old = book["附表"], openpyxl.load_workbook(BytesIO(cards.together()))["附表"]
    put = {"B3": 4, "C3": 2, "F3": "男", "C4": 2, "B8": "女", "C8": "汉族"}
    assert {name: page[name].value for name in put} == put
    assert [c.coordinate for row in old.iter_rows() for c in row if c.value != page[c.coordinate].value] == list(put)
    card = openpyxl.load_workbook(BytesIO(data_of(county.officer, blank)), rich_text=True)["登记表"]
    assert str(card["A1"].value) == "姓  名：女党员1 性别：女 民族：汉族     特长：____"
    assert card["A1"].value[0].font.b
    assert card["A2"].value == "学历：大学本科毕业\n入党时间：2001年7月1日"
    notes = [row[:2] for row in notes_of(book)]
    assert [row for row in notes if row[0].startswith("表：")] == [
        *([f"表：附表 第 {number} 张表", ""] for number in (1, 2, 3)),
        ["表：登记表", ""],
    ]
    assert ["特长", "没有填"] in notes


def test_paragraphs_and_cells_of_a_word_file_with_several_labels_are_filled(county: County) -> None:
    send(county.organizer, cards.prose(), "登记表.docx")
    blank = Blank.objects.get()
    assert fill(county.organizer, blank, at_table=0, person="男党员1").status_code == 302
    assert fill(county.organizer, blank, at_table=1, person="男党员1").status_code == 302
    document = Document(BytesIO(data_of(county.organizer, blank)))
    count = len(Document(BytesIO(cards.prose())).paragraphs)
    assert [p.text for p in document.paragraphs[:count]] == [
        "党员登记表",
        "姓名：男党员1    性别：男    ",
        "民族：汉族\t学历：普通高中毕业  特长：______",
        "填表人：______  联系电话：______",
    ]
    runs = document.paragraphs[1].runs
    assert [(run.text, run.bold, run.underline) for run in runs] == [
        ("姓名：", True, None), ("男党员1    ", None, True), ("性别：", True, None), ("男    ", None, True),
    ]  # fmt: skip
    cells = [row.cells[0].text for row in document.tables[0].rows]
    assert cells == ["民族：汉族 出生日期：1960年1月1日", "性别：男\n姓名：男党员1"]


def data_of(account: Account, blank: Blank) -> bytes:
    return make.signed_in(account).get(f"/blanks/{blank.public_id}/file/").content
