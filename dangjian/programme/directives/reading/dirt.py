"""Knows scanning dirt: page numbers inside words, lines broken by pages, notes of file-sharing sites."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PAGE_PREFIX = re.compile(r"^[ \t\u3000]*(\d{1,3})、", re.MULTILINE)
_PAGE_LINE = re.compile(
    r"^[ \t\u3000]*(?:[-—–─·]+ ?\d{1,3} ?[-—–─·]+|第 ?\d{1,3} ?页(?:[ ，,/]*共 ?\d{1,3} ?页)?|"
    r"\d{1,3} ?/ ?\d{1,3})[ \t\u3000]*$",
    re.MULTILINE,
)
_NOTICE = re.compile(
    r"^.*(?:会员分享|珍藏版|仅供学习参考|原创投稿|请勿照搬|文库上搜索|下载后可|word文档).*$",
    re.MULTILINE,
)
_GAP = re.compile(r"(?<=[\u4e00-\u9fff，。；：、“”（）])[ \t\u3000]+(?=[\u4e00-\u9fff，。；：、“”（）])")
_TERMINAL = "。；！？：:;!?"
_SEQUENCE_LEAST = 3


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Text for the page; character i of it stands at `offsets[i]` of the input (one more at the end)."""

    text: str
    offsets: tuple[int, ...]


def page_prefixes(text: str) -> list[tuple[int, int]]:
    """Spans of page numbers glued to a line's start, such as `12、` in the middle of a sentence.

    A numbered list looks alike; here the numbers run on 1, 2, 3… and most of the lines before break off
    without a stop.
    """
    marks = list(_PAGE_PREFIX.finditer(text))
    run: list[re.Match[str]] = []
    for mark in marks:
        if int(mark.group(1)) == (int(run[-1].group(1)) + 1 if run else 1):
            run.append(mark)
    if len(run) < _SEQUENCE_LEAST:
        return []
    broken = sum(_breaks_off(text, mark.start()) for mark in run[1:])
    return [mark.span() for mark in run] if broken * 2 > len(run) - 1 else []


def clean(text: str) -> Cleaned:
    """Take out page numbers, notices and gaps between characters; join what a page break cut."""
    drop = bytearray(len(text))
    prefixes = page_prefixes(text)
    for start, end in prefixes:
        _mark(drop, start, end)
        if _breaks_off(text, start):
            _mark(drop, len(text[:start].rstrip()), start)
    for pattern in (_PAGE_LINE, _NOTICE):
        for match in pattern.finditer(text):
            _mark(drop, match.start(), min(match.end() + 1, len(text)))
    for match in _GAP.finditer(text):
        if not _indents(text, match.start()):
            _mark(drop, match.start(), match.end())
    kept = [index for index, gone in enumerate(drop) if not gone]
    return Cleaned("".join(text[index] for index in kept), (*kept, len(text)))


def is_notice(sentence: str) -> bool:
    """Tell whether a line is a note of whoever passed the file on, not part of the directive."""
    return _NOTICE.match(sentence) is not None


def _breaks_off(text: str, at: int) -> bool:
    before = text[:at].rstrip()[-1:]
    return bool(before) and before not in _TERMINAL


def _indents(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _mark(drop: bytearray, start: int, end: int) -> None:
    drop[start:end] = b"\x01" * (end - start)
