"""The limited child process: an office file on stdin, its content as JSON on stdout."""

from __future__ import annotations

import json
import resource
import sys
import zipfile
import zlib
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException

from dangjian.foundation.documents import sheets, words
from dangjian.foundation.documents.archive import Archive
from dangjian.foundation.documents.content import Content, Unsupported
from dangjian.foundation.documents.limits import CPU_SECONDS, MEMORY_BYTES, MOST_CHARACTERS

_REFUSED = 3
_DAMAGED = "文件内容异常或已损坏，没有读取。请用 Word、WPS 打开后另存为新文件再试，或直接粘贴正文。"
_ENTITIES = "文件里有外部引用或自定义实体，可能不安全，没有读取。请直接粘贴正文。"
_OTHER_ARCHIVES = (
    ("OFD.xml", "这是 OFD 版式文件，读不了。请在阅读器里复制文字后粘贴。"),
    ("ppt/presentation.xml", "这是演示文稿，读不了。请复制文字后粘贴。"),
    ("content.xml", "这是 OpenDocument 文件，读不了。请另存为 .docx 或 .xlsx 再上传。"),
)


def read(data: bytes) -> Content:
    """Read a Word or Excel file; raises Unsupported for any other archive."""
    archive = Archive(data)
    for name, message in _OTHER_ARCHIVES:
        if name in archive.names:
            raise Unsupported(message)
    archive.check_xml()
    if "word/document.xml" in archive.names:
        return words.read(archive)
    if "xl/workbook.xml" in archive.names:
        return sheets.read(data, archive)
    raise Unsupported("这是压缩包，读不了。请解压后上传里面的 .docx、.xlsx 或 .txt 文件。")


def main() -> int:
    """Limit this process, read, answer; 3 means that stdout holds a message for people."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        content = read(sys.stdin.buffer.read())
    except Unsupported as problem:
        return _refuse(str(problem))
    except DefusedXmlException:
        return _refuse(_ENTITIES)
    except MemoryError:
        return _refuse("文件太大，内存不够，没有读取。请删去多余内容后另存，或直接粘贴正文。")
    except (
        ParseError,
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        EOFError,
    ):
        return _refuse(_DAMAGED)
    if len(content.text) > MOST_CHARACTERS:
        return _refuse("文件里的文字太多，没有读取。请只保留需要分解的部分，再上传。")
    sys.stdout.buffer.write(json.dumps(content.to_json()).encode("utf-8"))
    return 0


def _refuse(message: str) -> int:
    sys.stdout.buffer.write(message.encode("utf-8"))
    return _REFUSED


if __name__ == "__main__":
    sys.exit(main())
