"""An .xlsx put together by hand, so that any part of it can lie."""

import zipfile
from io import BytesIO
from zlib import crc32

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
Parts = dict[str, str | bytes]


def workbook(names: tuple[str, ...] = ("党员",)) -> str:
    sheets = "".join(f'<sheet name="{n}" sheetId="{i}" r:id="rId{i}"/>' for i, n in enumerate(names, 1))
    return f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>{sheets}</sheets></workbook>'


def relations(count: int = 1) -> str:
    each = "".join(
        f'<Relationship Id="rId{i}" Type="{RELS}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, count + 1)
    )
    shared = f'<Relationship Id="rId999" Type="{RELS}/sharedStrings" Target="sharedStrings.xml"/>'
    return f'<Relationships xmlns="{PACKAGE}">{each}{shared}</Relationships>'


def sheet(rows: str, after: str = "", before: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def cell(place: str, words: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def head(row: int = 1) -> str:
    heads = ("姓名", "所在党支部", "公民身份证号", "人员类别")
    cells = "".join(cell(f"{letter}{row}", words) for letter, words in zip("ABCD", heads, strict=True))
    return f'<row r="{row}">{cells}</row>'


def whole(parts: Parts | None = None, *, rows: str = "", drop: tuple[str, ...] = ()) -> Parts:
    """Return the parts of a small roster, some replaced, some left out."""
    found: Parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": workbook(),
        "xl/_rels/workbook.xml.rels": relations(),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>甲</t></si></sst>',
        "xl/worksheets/sheet1.xml": sheet(head() + rows),
    }
    found.update(parts or {})
    return {name: content for name, content in found.items() if name not in drop}


def zipped(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def lying(data: bytes, size: int) -> bytes:
    """Let the last entry claim another size, with a checksum that fits its content no more."""
    raw = bytearray(data)
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 24 : at + 28] = size.to_bytes(4, "little")
    raw[at + 16 : at + 20] = crc32(size.to_bytes(4, "little")).to_bytes(4, "little")
    return bytes(raw)
