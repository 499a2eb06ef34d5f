"""Rows of .csv and other text: UTF-8, UTF-16, GBK; commas, tabs, semicolons."""

import csv
from collections.abc import Iterator
from typing import Final

from dangjian.affairs.imports.reading.cells import text
from dangjian.affairs.imports.reading.limits import MOST_CELL_CHARACTERS, MOST_COLUMNS, MOST_ROWS
from dangjian.foundation.documents import plaintext
from dangjian.foundation.documents.content import Unsupported

_MARKS: Final = ",\t;，|"
_HEAD: Final = 20  # Lines that tell the mark between columns.


def rows(data: bytes) -> Iterator[list[str]]:
    """Yield the rows as text; raises ``Unsupported`` for what is no table."""
    words = _decoded(data)
    csv.field_size_limit(MOST_CELL_CHARACTERS * 4)
    reader = csv.reader(words.splitlines(keepends=True), delimiter=_mark(words), strict=False)
    try:
        for number, row in enumerate(reader, 1):
            if number > MOST_ROWS:
                raise Unsupported(f"表格超过 {MOST_ROWS} 行（第 {number} 行起），没有导入。请分成几个文件。")
            if len(row) > MOST_COLUMNS:
                raise Unsupported(f"第 {number} 行超过 {MOST_COLUMNS} 列，没有导入。请删去多余的列后另存。")
            yield [text(_bare(cell)) for cell in row]
    except csv.Error:
        raise Unsupported(f"第 {reader.line_num} 行不成表格（引号没有配对，或有的格子过长），没有导入。") from None


def _bare(cell: str) -> str:
    """Strip what keeps Excel from changing a number: ="0012" or a leading apostrophe."""
    cell = cell.strip()
    if cell.startswith('="') and cell.endswith('"'):
        return cell[2:-1]
    return cell[1:] if cell.startswith("'") and cell[1:].isdigit() else cell


def _decoded(data: bytes) -> str:
    if b"\x00" in data[:400] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        # UTF-16 without its mark: Chinese text and commas put the zero bytes on one side.
        even, odd = data[:4000:2].count(0), data[1:4000:2].count(0)
        if max(even, odd) > 4 * min(even, odd) + 4:
            return data.decode("utf-16-le" if odd > even else "utf-16-be", errors="replace")
    try:
        return plaintext.decode(data)
    except Unsupported:
        raise Unsupported("这不是表格文件，没有导入。请上传 .xlsx、.xls 或 .csv 文件。") from None


def _mark(words: str) -> str:
    head = words[:20_000].splitlines()[:_HEAD]
    return max(_MARKS, key=lambda mark: sum(line.count(mark) for line in head))
