"""The limited child process: a roster on stdin, its rows as lines of JSON on stdout, in blocks as they are read."""

import json
import resource
import sys
from collections.abc import Iterator
from typing import Final

import orjson
from python_calamine import CalamineError, PasswordError

from dangjian.affairs.imports.reading import archive, delimited, workbook
from dangjian.affairs.imports.reading.limits import BLOCK, CPU_SECONDS, MEMORY_BYTES
from dangjian.foundation.documents.content import Unsupported

_REFUSED: Final = 3
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_DAMAGED: Final = "文件内容异常或已损坏，没有导入。请用 WPS 或 Excel 打开后另存为新的 .xlsx 再试。"
_PASSWORD: Final = "文件设有打开密码，没有导入。请去掉密码后另存，再上传。"  # noqa: S105  # words, no secret
_OTHERS: Final = (
    (b"%PDF", "这是 PDF 文件，没有导入。请上传 .xlsx、.xls 或 .csv 文件。"),
    (b"\x89PNG", "这是图片，没有导入。请上传 .xlsx、.xls 或 .csv 文件。"),
    (b"\xff\xd8\xff", "这是图片，没有导入。请上传 .xlsx、.xls 或 .csv 文件。"),
    (b"{\\rtf", "这是 RTF 文件，没有导入。请把表格复制到 Excel 后另存为 .xlsx 再上传。"),
    (b"Rar!", "这是压缩包，没有导入。请解压后逐个上传里面的表格。"),
    (b"7z\xbc\xaf", "这是压缩包，没有导入。请解压后逐个上传里面的表格。"),
)


def _sheets(data: bytes) -> Iterator[tuple[dict[str, object], Iterator[list[str]]]]:
    for mark, message in _OTHERS:
        if data.startswith(mark):
            raise Unsupported(message)
    if data.startswith(b"PK\x03\x04"):
        seen = archive.look_through(data)
        hidden = sum(seen.hidden.values())
        for opened in workbook.open_book(data):
            yield {"sheet": opened.name, "from_1904": seen.from_1904, "hidden": hidden}, workbook.rows(opened)
    elif data.startswith(_OLE):
        if _LOCKED in data:
            raise Unsupported(_PASSWORD)
        for opened in workbook.open_book(data):
            yield {"sheet": opened.name, "from_1904": False, "hidden": 0}, workbook.rows(opened)
    else:
        yield {"sheet": "", "from_1904": False, "hidden": 0}, delimited.rows(data)


def _say(line: dict[str, object]) -> None:
    sys.stdout.buffer.write(_written(line) + b"\n")
    sys.stdout.buffer.flush()


def _written(line: dict[str, object]) -> bytes:
    try:
        return orjson.dumps(line)
    except TypeError:  # Half a character, as a damaged file may hold.
        return json.dumps(line, ensure_ascii=False).encode("utf-8", "replace")


def tell(data: bytes) -> None:
    """Say every sheet and its rows, empty ones left out; each row with its number."""
    for head, rows in _sheets(data):
        _say(head)
        numbers: list[int] = []
        block: list[list[str]] = []
        for number, row in enumerate(rows, 1):
            if any(row):
                numbers.append(number)
                block.append(row)
            if len(block) == BLOCK:
                _say({"numbers": numbers, "rows": block})
                numbers, block = [], []
        if block:
            _say({"numbers": numbers, "rows": block})
    _say({"end": True})


def limit() -> None:
    """Let this process have no more memory and time than reading a roster takes, write no file and leave no core."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Limit this process, read, answer; 3 means that the last line is a message for people."""
    limit()
    try:
        tell(sys.stdin.buffer.read())
    except Unsupported as problem:
        return _refuse(str(problem))
    except PasswordError:
        return _refuse(_PASSWORD)
    except MemoryError:
        return _refuse("文件太大，内存不够，没有导入。请删去多余内容后另存，或分成几个文件。")
    except (CalamineError, ValueError, TypeError, KeyError, IndexError, OSError):
        return _refuse(_DAMAGED)
    return 0


def _refuse(message: str) -> int:
    _say({"refused": message})
    return _REFUSED


if __name__ == "__main__":
    sys.exit(main())
