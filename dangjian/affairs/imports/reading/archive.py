"""Looks through an .xlsx before any reader does: size attacks are counted while inflating, far cells named."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Final

from dangjian.affairs.imports.reading.limits import MOST_COLUMNS, MOST_INFLATED, MOST_PARTS, MOST_ROWS
from dangjian.foundation.documents.content import Unsupported

_CHUNK: Final = 1024 * 1024
_OVERLAP: Final = 400
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
# Column names beyond CZ, as they stand in a cell's place.
_FAR: Final = re.compile(rb' r="((?:[A-Z]{3,}|[D-Z][A-Z])\d+)"')
_ROW: Final = re.compile(rb'<(?:\w+:)?row [^>]*?r="(\d+)"')
_BROKEN: Final = "文件已损坏，打不开，没有导入。请用 WPS 或 Excel 打开后另存为 .xlsx 再试。"
_TOO_BIG: Final = "文件解开后过大，没有导入。请删去图片、空行空列和多余内容后另存，或分成几个文件导入。"


@dataclass(slots=True)
class Seen:
    """What the look through found: the day that serial numbers count from, and hidden rows by sheet part."""

    from_1904: bool = False
    hidden: dict[str, int] = field(default_factory=dict)


def look_through(data: bytes) -> Seen:
    """Inflate every part once, a piece at a time; raises ``Unsupported`` in words for people."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _look(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        raise Unsupported(_BROKEN) from None


def _look(archive: zipfile.ZipFile) -> Seen:
    entries = archive.infolist()
    if len(entries) > MOST_PARTS:
        raise Unsupported(_TOO_BIG)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unsupported("文件设有打开密码，没有导入。请去掉密码后另存，再上传。")
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" not in names:
        raise Unsupported(_kind(names))
    seen, left = Seen(), MOST_INFLATED
    for entry in entries:
        left = _part(archive, entry, left, seen)
    return seen


def _kind(names: set[str]) -> str:
    if "word/document.xml" in names:
        return "这是 Word 文件，没有导入。请把表格复制到 Excel 后另存为 .xlsx 再上传。"
    if "xl/workbook.bin" in names:
        return "这是 .xlsb 文件，没有导入。请用 Excel 另存为 .xlsx 再上传。"
    if "content.xml" in names:
        return "这是 OpenDocument 文件，没有导入。请另存为 .xlsx 再上传。"
    return "这是压缩包，不是表格，没有导入。请解压后逐个上传里面的 .xlsx、.xls 或 .csv 文件。"


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int, seen: Seen) -> int:
    is_sheet = _SHEET.match(entry.filename) is not None
    is_text = entry.filename.endswith((".xml", ".rels"))
    tail, first = b"", True
    with archive.open(entry) as stream:
        while piece := stream.read(_CHUNK):
            left -= len(piece)
            if left < 0:
                raise Unsupported(_TOO_BIG)
            if first and is_text:
                _head(entry.filename, piece, seen)
            if is_sheet:
                _rows(entry.filename, tail + piece, len(tail), seen)
                tail = piece[-_OVERLAP:]
            first = False
    return left


def _head(name: str, piece: bytes, seen: Seen) -> None:
    if b"<!DOCTYPE" in piece[:8192] or b"<!ENTITY" in piece[:8192]:
        raise Unsupported("文件里有外部引用或自定义实体，可能不安全，没有导入。请另存为新的 .xlsx 再上传。")
    if name == "xl/workbook.xml":
        seen.from_1904 = re.search(rb'date1904="(?:1|true)"', piece) is not None


def _rows(name: str, piece: bytes, known: int, seen: Seen) -> None:
    if far := _far(piece):
        raise Unsupported(
            f"工作表（{name.rpartition('/')[2]}）里 {far[:12]} 单元格有内容，超过 {MOST_COLUMNS} 列，没有导入。"
            "请删去右边多余的列后另存。"
        )
    last = piece.rfind(b"<row ")
    if last >= 0 and (row := _ROW.match(piece, last)) and int(row[1]) > MOST_ROWS:
        raise Unsupported(
            f"工作表（{name.rpartition('/')[2]}）里第 {row[1].decode()[:12]} 行有内容，超过 {MOST_ROWS} 行，没有导入。"
            "请删去末尾多余的行，或分成几个文件。"
        )
    fresh = piece.count(b' hidden="1"', max(known - len(b' hidden="1"'), 0))
    if fresh:
        seen.hidden[name] = seen.hidden.get(name, 0) + fresh


def _far(piece: bytes) -> str:
    """Name a cell far to the right, looking only at the last of each row: to scan every cell costs as much as to read.

    Whoever writes cells in another order meets the limit of memory instead.
    """
    end = piece.find(b"</row>")
    begin = 0
    while end >= 0:
        at = piece.rfind(b' r="', begin, end)
        if at >= 0 and (found := _FAR.match(piece, at)):
            return found[1].decode("ascii", "replace")
        begin, end = end, piece.find(b"</row>", end + 6)
    return ""
