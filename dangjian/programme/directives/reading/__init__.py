"""Reads a directive (讲话、方案、通知、任务分解表) into proposed tasks; pure Python, no database, no clock."""

from __future__ import annotations

from datetime import date

from dangjian.foundation.documents import markings
from dangjian.foundation.documents.content import Unsupported
from dangjian.foundation.documents.extraction import extract
from dangjian.programme.directives.reading import reader
from dangjian.programme.directives.reading.dirt import Cleaned, clean
from dangjian.programme.directives.reading.flags import RULES as FLAG_RULES
from dangjian.programme.directives.reading.kinds import FIELDS
from dangjian.programme.directives.reading.shape import (
    Actor,
    Cadence,
    Deadline,
    Flag,
    Marked,
    Quantity,
    Reading,
    Section,
    Task,
    Unreadable,
)

__all__ = [
    "FIELDS",
    "FLAG_RULES",
    "Actor",
    "Cadence",
    "Cleaned",
    "Deadline",
    "Flag",
    "Marked",
    "Quantity",
    "Reading",
    "Section",
    "Task",
    "Unreadable",
    "clean",
    "read_bytes",
    "read_text",
]

MOST_CHARACTERS = 400_000


def read_text(text: str, *, issued_on: date | None = None) -> Reading:
    """Read pasted text; offsets count code points of the text with line feeds for line ends.

    Raises Marked for a text with a secrecy mark and Unreadable for an empty or endless one.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not plain.strip():
        raise Unreadable("没有读到文字。请粘贴文件正文，或上传 .docx、.xlsx、.txt 文件。")
    if len(plain) > MOST_CHARACTERS:
        raise Unreadable(f"文字超过 {MOST_CHARACTERS // 10000} 万字，没有读取。请只保留需要分解的部分，再读一次。")
    return reader.read(plain, issued_on=issued_on)


def read_bytes(data: bytes, name: str, *, issued_on: date | None = None) -> Reading:
    """Read a file's content; its kind is told by the content, `name` only words the messages.

    Raises Marked or Unreadable; nothing of the content is in either message.
    """
    try:
        content = extract(data, name)
    except Unsupported as problem:
        raise Unreadable(str(problem)) from None
    if markings.is_marked(content.margins):
        raise Marked
    if not content.tables:
        return read_text(content.text, issued_on=issued_on)
    if not content.text.strip():
        raise Unreadable("文件里没有文字。请检查是否选错了文件；扫描件请先转成文字，再粘贴正文。")
    return reader.read(content.text, issued_on=issued_on, given=content.tables)
