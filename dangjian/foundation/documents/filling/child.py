"""The limited child process: one line of JSON and a file on stdin; JSON or the filled file on stdout."""

from __future__ import annotations

import json
import resource
import sys
import zipfile
import zlib
from typing import Final

from dangjian.foundation.documents.archive import Archive
from dangjian.foundation.documents.content import Unsupported
from dangjian.foundation.documents.filling import books, safety, word, workbooks
from dangjian.foundation.documents.filling.layout import Form, Order
from dangjian.foundation.documents.filling.package import Package

MEMORY_BYTES: Final = 512 * 1024 * 1024
CPU_SECONDS: Final = 15
REFUSED: Final = 3
_DAMAGED: Final = "文件内容异常或已损坏，没有读取。请用 Word、WPS 打开后另存为新文件再试。"
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError,
    StopIteration, NotImplementedError, RecursionError,
)  # fmt: skip


def read(data: bytes) -> Form:
    """Read a workbook or a Word file; raises Unsupported for any other archive."""
    archive = _opened(data)
    form = word.read(archive) if "word/document.xml" in archive.names else workbooks.read(data, archive)
    if not any(any(row) for grid in form.grids for row in grid.rows):
        raise Unsupported("文件里没有找到表格。请检查是否选错了文件；表格以图片贴在里面的，请重做成表格再上传。")
    return form


def write(data: bytes, order: Order) -> bytes:
    """Fill a file that `read` has read before."""
    archive = _opened(data)
    package = Package(data, archive)
    return word.write(package, order) if "word/document.xml" in archive.names else books.write(package, order)


def _opened(data: bytes) -> Archive:
    archive = Archive(data)
    archive.check_xml()
    if not {"word/document.xml", "xl/workbook.xml"} & archive.names:
        raise Unsupported("这不是 Excel 或 Word 表格，读不了。请另存为 .xlsx 或 .docx 再上传。")
    safety.check(archive)
    return archive


def main() -> int:
    """Limit this process, do what the line says, answer; 3 means that stdout holds a message for people."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        order = json.loads(sys.stdin.buffer.readline())
        data = sys.stdin.buffer.read()
        answer = write(data, Order.from_json(order)) if order else json.dumps(read(data).to_json()).encode()
    except Unsupported as problem:
        return _refuse(str(problem))
    except MemoryError:
        return _refuse("文件太大，内存不够，没有读取。请只保留要填的表后另存，再上传。")
    except _BROKEN:
        return _refuse(_DAMAGED)
    sys.stdout.buffer.write(answer)
    return 0


def _refuse(message: str) -> int:
    sys.stdout.buffer.write(message.encode("utf-8"))
    return REFUSED


if __name__ == "__main__":
    sys.exit(main())
