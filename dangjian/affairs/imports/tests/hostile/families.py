"""Every family: a variant's number gives a file; the same number gives the same file."""

import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from random import Random

from dangjian.affairs.imports.tests.hostile.parts import (
    MAIN,
    cell,
    head,
    lying,
    relations,
    sheet,
    whole,
    workbook,
    zipped,
)

Family = Callable[[int], bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DATA_ROW = '<row r="2">' + cell("A2", "李建国") + cell("B2", "东河村党支部") + "</row>"
LAUGHS = '<!DOCTYPE a [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
PART = "xl/worksheets/sheet1.xml"


def plain(rows: str) -> bytes:
    return zipped(whole(rows=rows))


def number(value: str, kind: str = "n") -> str:
    return f'<row r="2"><c r="A2" t="{kind}"><v>{value}</v></c></row>'


def flipped(data: bytes, chance: Random, low: float, high: float) -> bytes:
    raw = bytearray(data)
    for _ in range(1 + chance.randrange(20)):
        raw[chance.randrange(int(len(raw) * low), max(int(len(raw) * high), 1))] ^= 1 << chance.randrange(8)
    return bytes(raw)


def locked(data: bytes) -> bytes:
    """Set the encryption bit of every entry, in both its headers."""
    raw = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = raw.find(mark)
        while place >= 0:
            raw[place + at] |= 1
            place = raw.find(mark, place + 4)
    return bytes(raw)


@cache
def swollen(name: str, megabytes: int) -> bytes:
    """A part that inflates to so many megabytes, written piece by piece; made once."""
    piece = (b'<row r="2"><c/></row>' if name == PART else b"A" * 20) * 50_000
    begin, end = (sheet("@") if name == PART else f'<sst xmlns="{MAIN}"><si><t>@</t></si></sst>').encode().split(b"@")
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for other, content in whole(drop=(name,)).items():
            archive.writestr(other, content)
        with archive.open(name, "w") as part:
            part.write(begin)
            for _ in range(megabytes):
                part.write(piece)
            part.write(end)
    return buffer.getvalue()


def text(words: str, encoding: str) -> bytes:
    return words.encode(encoding)


CSV = "姓名,所在党支部,公民身份证号,人员类别\n李建国,东河村党支部,99000019800501003X,正式党员\n"
WORDS = ("", "0", "-1", "1E400", "nan", "inf", "99999999999999999999", "1e308", "-1e308", "abc", "0x10", "１２")
MAGIC = (b"%PDF-1.7\n", b"\x89PNG\r\n", b"\xff\xd8\xff", b"{\\rtf1", b"Rar!\x1a", b"7z\xbc\xaf'", b"<html>", b"GIF89a")


def chance(variant: int) -> Random:
    return Random(variant)  # noqa: S311  # no secret


FAMILIES: dict[str, Family] = {
    "cut short": lambda v: plain(DATA_ROW)[: 10 + v * 37],
    "flipped at the end": lambda v: flipped(plain(DATA_ROW), chance(v), 0.7, 1.0),
    "flipped in the middle": lambda v: flipped(plain(DATA_ROW), chance(v), 0.1, 0.7),
    "size that lies": lambda v: lying(plain(DATA_ROW), 1 << (v % 32)),
    "far cell": lambda v: plain(f'<row r="2">{cell("A2", "a")}{cell(f"XFD{2 + v}", "b")}</row>'),
    "far cell first": lambda v: plain(f'<row r="2">{cell(f"XFD{1048576 - v}", "b")}{cell("A2", "a")}</row>'),
    "far row": lambda v: plain(DATA_ROW + f'<row r="{1048576 - v}">{cell(f"A{1048576 - v}", "a")}</row>'),
    "far row first": lambda v: plain(f'<row r="{1048576 - v}">{cell(f"A{1048576 - v}", "a")}</row>' + DATA_ROW),
    "row nought": lambda v: plain(f'<row r="{-v}">{cell("A0", "a")}</row>'),
    "place beyond all": lambda v: plain(f'<row r="2">{cell(f"A{9 * 10 ** (v % 30)}", "a")}</row>'),
    "place that is none": lambda v: plain(
        f'<row r="2">{cell(("", "1A", "A", "甲2", "A-1", "A2:B3")[v % 6], "a")}</row>'
    ),
    "column beyond CZ": lambda v: plain(f'<row r="2">{cell("A2", "a")}{cell(f"D{chr(65 + v % 26)}2", "b")}</row>'),
    "dimension that lies": lambda v: zipped(
        whole({PART: sheet(head() + DATA_ROW, before=f'<dimension ref="A1:XFD{1048576 - v}"/>')})
    ),
    "ten million cells": lambda v: swollen(PART, 200 + 20 * (v % 2)),
    "one great string": lambda v: swollen("xl/sharedStrings.xml", 200 + 300 * (v % 2)),
    "laughs in the workbook": lambda v: zipped(whole({"xl/workbook.xml": " " * v + LAUGHS + workbook()})),
    "laughs in the sheet": lambda v: zipped(whole({PART: LAUGHS + sheet(cell("A1", "&b;" * (v + 1)))})),
    "laughs in the strings": lambda v: zipped(whole({"xl/sharedStrings.xml": LAUGHS + "&b;" * v})),
    "entity from outside": lambda v: zipped(whole({PART: OUTSIDE + sheet(cell("A1", "&x;" * (v + 1)))})),
    "entity far into the part": lambda v: zipped(whole({PART: " " * (8192 + v) + LAUGHS + sheet(cell("A1", "&b;"))})),
    "password in a zip": lambda v: locked(plain(DATA_ROW * (v + 1))),
    "password in OLE": lambda v: OLE + b"\x00" * v + "EncryptedPackage".encode("utf-16-le"),
    "OLE of nothing": lambda v: OLE + chance(v).randbytes(512 * (v + 1)),
    "OLE cut short": lambda v: OLE + b"\x00" * 16 + b"\x3e\x00\x03\x00\xfe\xff\x09\x00" + b"\x00" * (v * 50),
    "something else": lambda v: MAGIC[v % len(MAGIC)] + chance(v).randbytes(200 + v),
    "random bytes": lambda v: chance(v).randbytes(1 + v * 97),
    "UTF-16 without its mark": lambda v: text(CSV * (v + 1), "utf-16-le" if v % 2 else "utf-16-be"),
    "GBK with broken bytes": lambda v: flipped(text(CSV * (v + 1), "gbk"), chance(v), 0.2, 1.0),
    "text with noughts": lambda v: text(CSV, "utf-8").replace(b",", b"\x00" * (v + 1)),
    "quote that never ends": lambda v: text(CSV + '"' + "李" * (v * 500), "utf-8"),
    "too many columns": lambda v: text("姓名" + "," * (104 + v) + "\n", "utf-8"),
    "a line without end": lambda v: text("姓" * (9000 + v), "utf-8"),
    "nothing but marks": lambda v: text(",;\t|"[v % 4] * (v * 20 + 1) + "\n", "utf-8"),
    "a page as .xls": lambda v: text(f"<html><table>{'<tr><td>李</td></tr>' * v}</table></html>", "gbk"),
    "a sheet of 2003": lambda v: text(f'<?xml version="1.0"?><Workbook>{"<Row/>" * v}</Workbook>', "utf-8"),
    "another archive": lambda v: zipped({("xl/workbook.bin", "content.xml", "word/document.xml", "a.txt")[v % 4]: "x"}),
    "zip in zip": lambda v: zipped({"a.xlsx": plain(DATA_ROW * (v + 1))}),
    "part missing": lambda v: zipped(whole(rows=DATA_ROW, drop=(tuple(whole())[v % 6],))),
    "string that is not there": lambda v: plain(f'<row r="2"><c r="A2" t="s"><v>{10**v}</v></c></row>'),
    "numbers that are none": lambda v: plain(number(WORDS[v % len(WORDS)], ("n", "b", "e", "d", "s")[v % 5])),
    "workbook without sheets": lambda v: zipped(whole({"xl/workbook.xml": workbook(())[: -v or None]})),
    "odd names of sheets": lambda v: zipped(whole({"xl/workbook.xml": workbook(("党" * v + "&amp;'[]",))})),
    "hundreds of sheets": lambda v: zipped(
        whole({"xl/workbook.xml": workbook(tuple(f"s{i}" for i in range(41 + v)))})
        | {"xl/_rels/workbook.xml.rels": relations(41 + v)}
    ),
    "merged beyond reason": lambda v: zipped(
        whole({PART: sheet(head() + DATA_ROW, f'<mergeCells><mergeCell ref="A1:CZ{1048576 - v}"/></mergeCells>')})
    ),
    "merged into nonsense": lambda v: zipped(
        whole({PART: sheet(head() + DATA_ROW, f'<mergeCells><mergeCell ref="{"B2:A1" * v}"/></mergeCells>')})
    ),
    "words without end": lambda v: plain(f'<row r="2">{cell("A2", "李" * (2001 + v * 1000))}</row>'),
    "control characters": lambda v: plain(f'<row r="2">{cell("A2", f"a&#{v};b_x00{v % 100:02d}_")}</row>'),
    "formulas": lambda v: plain(f'<row r="2"><c r="A2"><f>HYPERLINK("http://x/{v}","a")</f></c></row>'),
    "macros": lambda v: zipped(whole(rows=DATA_ROW) | {"xl/vbaProject.bin": chance(v).randbytes(999)}),
    "links outside": lambda v: zipped(whole(rows=DATA_ROW) | {f"xl/externalLinks/externalLink{v}.xml": OUTSIDE}),
    "nested deep": lambda v: zipped(whole({PART: "<a>" * (10_000 * (v + 1))})),
    "thousands of parts": lambda v: zipped(whole() | {f"{i}.xml": b"" for i in range(2001 + v)}, zipfile.ZIP_STORED),
    "names that climb": lambda v: zipped(whole(rows=DATA_ROW) | {"../" * v + "etc/passwd": "x"}),
    "an encoding that lies": lambda v: zipped(
        whole({PART: f'<?xml version="1.0" encoding="{("UTF-16", "GBK", "x")[v % 3]}"?>' + sheet(head() + DATA_ROW)})
    ),
    "unknown packing": lambda v: plain(DATA_ROW).replace(b"\x08\x00", bytes([9 + v % 80, 0])),
}
