"""Files as they come, hostile ones too: a clear message in Chinese, never an exception of a library."""

import contextlib
import zipfile
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from dangjian.foundation.documents.content import Content, Unsupported
from dangjian.foundation.documents.extraction import extract
from dangjian.foundation.documents.limits import MOST_BYTES

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def flagged(data: bytes) -> bytes:
    """Set the encryption bit of the first entry, in both its headers."""
    raw = bytearray(data)
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


XXE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + BODY % "&x;"
LAUGHS = '<!DOCTYPE a [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;&a;&a;">]>' + BODY % "&b;"
BOMB = BODY % ("党" * 40_000_000)


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.docx", "文件是空的"),
        (bytes(range(32)) * 40, "a.txt", "不是文字文件"),
        (b"\x00\xff" * 400, "a.docx", "不是文字文件"),
        (b"a" * (MOST_BYTES + 1), "a.txt", "10 MB"),
        (OLE + b"\x00" * 99, "a.doc", "这是 .doc 文件"),
        (OLE + b"\x00" * 99, "a.wps", "这是 .wps 文件"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "打开密码"),
        (b"%PDF-1.7 \x80", "a.pdf", "PDF"),
        (b"\x89PNG\r\n", "a.docx", "图片"),
        (b"{\\rtf1", "a.doc", "RTF"),
        (b"<html><body>x</body></html>", "a.doc", "网页"),
        (b"PK\x03\x04broken", "a.docx", "已损坏"),
        (zipped({"a.txt": "x"}), "a.zip", "压缩包"),
        (zipped({"OFD.xml": "<x/>"}), "a.ofd", "OFD"),
        (zipped({"content.xml": "<x/>"}), "a.odt", "OpenDocument"),
        (zipped({"word/document.xml": "<not closed"}), "a.docx", "已损坏"),
        (flagged(zipped({"word/document.xml": BODY % "密"})), "a.docx", "打开密码"),
        (zipped({"word/document.xml": XXE}), "a.docx", "可能不安全"),
        (zipped({"word/document.xml": LAUGHS}), "a.docx", "可能不安全"),
        (zipped({"xl/workbook.xml": LAUGHS}), "a.xlsx", "可能不安全"),
        (zipped({"xl/workbook.xml": "<x/>"}), "a.xlsx", "已损坏"),
        (zipped({f"{n}.bin": b"" for n in range(3001)}), "a.docx", "过大"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)}-bytes",  # the same in every worker
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, name: str, says: str) -> None:
    with pytest.raises(Unsupported) as caught:
        extract(data, name)
    assert says in str(caught.value)
    assert str(caught.value).endswith("。")


def test_a_zip_bomb_is_stopped_while_it_inflates() -> None:
    with pytest.raises(Unsupported, match="过大"):
        extract(zipped({"word/document.xml": BOMB}), "a.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_in_every_usual_encoding(encoding: str) -> None:
    assert extract("各镇乡党委要建立台账。\n".encode(encoding), "随便.docx").text == "各镇乡党委要建立台账。\n"


def test_the_kind_is_told_by_the_content_not_by_the_name() -> None:
    document = Document()
    document.add_paragraph("正文")
    buffer = BytesIO()
    document.save(buffer)
    assert extract(buffer.getvalue(), "正文.txt").text == "正文\n"


def test_numbers_revisions_and_breaks_in_word() -> None:
    levels = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%2."/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
    )
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="7"/></w:numPr></w:pPr>%s</w:p>'
    run = "<w:r><w:t>%s</w:t></w:r>"
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    body = "".join(
        [
            item % (0, run % "抓组织"),
            item % (1, run % "建支部"),
            item % (1, run % "强队伍"),
            item % (0, run % "抓" + deleted + "<w:ins>" + run % "责任" + "</w:ins>"),
            item % (1, "<w:r><w:t>重新数</w:t><w:br/><w:t>换行</w:t></w:r>"),
        ]
    )
    data = zipped(
        {
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
            "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{levels}</w:numbering>',
        }
    )
    assert extract(data, "a.docx").text == "一、抓组织\n1.建支部\n2.强队伍\n二、抓责任\n1.重新数\n换行\n"


def test_hidden_sheets_and_formulas_are_left_out() -> None:
    book = Workbook()
    book.worksheets[0].append(["重点任务", 3.0, True, "=1+1"])
    hidden = book.create_sheet("藏")
    hidden.append(["不该看见"])
    hidden.sheet_state = "hidden"
    buffer = BytesIO()
    book.save(buffer)
    assert extract(buffer.getvalue(), "a.xlsx").text == "重点任务\t3\t是\n"


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with contextlib.suppress(Unsupported):
        assert isinstance(extract(data, "a").text, str)


def test_content_passes_the_pipe_unchanged() -> None:
    document = Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "甲", "乙"
    buffer = BytesIO()
    document.save(buffer)
    content = extract(buffer.getvalue(), "a.docx")
    assert Content.from_json(content.to_json()) == content
    assert [content.text[cell.start : cell.end] for cell in content.tables[0].rows[0].cells] == ["甲", "乙"]
