"""Blanks behind labels inside one text, 姓名：____ 性别：____: where they are, and the text with some filled."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

_GAP: Final = "[ \t\u3000\xa0_＿]*"
_DAY: Final = f"年{_GAP}月(?:{_GAP}日)?"
_SPACE: Final = re.compile(f"(?<=[:：]){_GAP}(?:{_DAY}{_GAP})?|[_＿]{{2,}}(?:{_DAY})?{_GAP}")
_ONLY_DAY: Final = re.compile(rf"\s*{_DAY}\s*")
_WIDE: Final = ("W", "F")


def spaces(text: str) -> list[tuple[int, int]]:
    """Return where each blank begins and ends: behind a colon, also of no width, or a drawn line."""
    return [found.span() for found in _SPACE.finditer(text)]


def is_only_day(text: str) -> bool:
    """Say whether nothing but 年 月 日 stands in a cell, for a day to be written over it."""
    return bool(_ONLY_DAY.fullmatch(text))


def filled(texts: Sequence[str], values: Mapping[int, str], *, fixed: Sequence[bool] = ()) -> list[str]:
    """Return the pieces of a text with blanks filled by their number; ``fixed`` pieces, such as tabs, stay."""
    pieces, whole = list(texts), "".join(texts)
    for number, (start, end) in reversed(list(enumerate(spaces(whole)))):
        if number in values:
            _put(pieces, fixed or [False] * len(pieces), start, end, _laid(values[number], whole, start, end))
    return pieces


def _laid(value: str, whole: str, start: int, end: int) -> str:
    """Return a value with what keeps the words behind it where they were."""
    blank = whole[start:end]
    rest = len(blank) - len(blank.rstrip(" \t\u3000\xa0"))
    is_line_end = not whole[end:].partition("\n")[0].strip()
    if rest == len(blank):
        return value + " " * max(_width(blank) - _width(value), 0 if is_line_end else 1)
    return value + (blank[len(blank) - rest :] or ("" if is_line_end else " "))


def _width(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(letter) in _WIDE) for letter in text)


def _put(pieces: list[str], fixed: Sequence[bool], start: int, end: int, words: str) -> None:
    """Replace a stretch of the joined pieces; the words go into the first piece of it that may change."""
    at, todo = 0, words
    last = None
    for number, text in enumerate(pieces):
        first, after = max(start - at, 0), min(end - at, len(text))
        if not fixed[number] and at < start:
            last = number
        if not fixed[number] and first < after:
            pieces[number] = text[:first] + todo + text[after:]
            todo = ""
        at += len(text)
        if at >= end:
            break
    if todo and last is not None:
        before = sum(map(len, pieces[:last]))
        pieces[last] = pieces[last][: start - before] + todo.rstrip() + pieces[last][start - before :]
