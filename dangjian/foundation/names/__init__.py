"""Chinese names for machines: a key that sorts as people expect, and initials to search by.

PostgreSQL's collations differ between builds, so the order is stored: pinyin in plain ASCII,
made here once per name. Surnames with a reading of their own come from the table.
"""

from functools import cache
from typing import Final

from pypinyin import Style, pinyin

SURNAMES: Final = {
    "仇": "qiu",
    "单": "shan",
    "解": "xie",
    "任": "ren",
    "曾": "zeng",
    "查": "zha",
    "区": "ou",
    "朴": "piao",
    "尉迟": "yuchi",
    "万俟": "moqi",
    "盖": "ge",
    "缪": "miao",
    "乐": "yue",
    "覃": "qin",
    "华": "hua",
    "宁": "ning",
    "翟": "zhai",
    "冼": "xian",
    "单于": "chanyu",
    "长孙": "zhangsun",
}


@cache
def syllable(character: str) -> str:
    """Return the pinyin of one character without tone; the character itself where it has none."""
    return pinyin(character, style=Style.NORMAL)[0][0].lower()


def _syllables(name: str) -> list[str]:
    for length in (2, 1):
        head = name[:length]
        if len(name) > length and head in SURNAMES:
            return [SURNAMES[head], *(syllable(c) for c in name[length:])]
    return [syllable(c) for c in name]


def sort_key(name: str) -> str:
    """Return the key that orders names by pinyin, then by character."""
    return " ".join(_syllables(name))[:120]


def initials(name: str) -> str:
    """Return the first letters of the pinyin: 周明远 → zmy; digits and letters stay."""
    return "".join(s[0] for s in _syllables(name.replace(" ", "")) if s)[:60]
