"""What a caption means: the words of a column's heads against the words by which facts are known."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum
from typing import Final

# What brackets add that changes no meaning: units, 含, how to write. Others are part of the words: 高中（中专）.
_BRACKETED: Final = re.compile(
    r"[(\[【〔](?:单位[:：]?)?"
    r"(?:人|名|个|岁|周岁|年|年月|年月日|元|万元|%|％|数|含|必填|选填|可不填|请填写?|填写|全称)"
    r"[^)\]】〕]{0,4}[)\]】〕]"
)
_NUMBERED: Final = re.compile(r"^(?:[(]?[一二三四五六七八九十]{1,3}[)、.]|[(]?\d{1,2}[)、.])")
_NOISE: Final = re.compile(r"[\s:：、,，。;；/\\|·*★☆\-—_“”\"'()（）]+")
_WEAK: Final = re.compile(r"(?:总人数|总数|人数|数量|个数|情况|名称|数)$")
# Heads that only say what their columns are about: under them a column means what its own words say.
_NEUTRAL: Final = (
    "党员队伍基本情况",
    "党员基本情况",
    "党员队伍",
    "党员结构",
    "党员情况",
    "党员总数",
    "党员人数",
    "党员数",
    "党员",
    "党组织情况",
    "党组织设置",
    "组织设置",
    "所辖党组织",
    "下辖党组织",
    "党组织数",
    "党组织",
    "基本情况",
    "基本信息",
    "总体情况",
    "其中",
    "按",
    "分",
    "性别结构",
    "性别",
    "年龄结构",
    "年龄",
    "学历结构",
    "文化程度",
    "学历",
    "民族",
    "入党时间",
    "人员类别",
    "类别",
    "合计",
    "个人",
    "本人",
    "隶属关系",
    "组织关系",
    "登记",
    "信息",
    "情况",
    "数",
    "人",
)
_CLOSE: Final = 0.74
_SHORTEST: Final = 2


class Confidence(IntEnum):
    """How sure a reading of a column is."""

    NONE = 0
    GUESSED = 1
    LIKELY = 2
    SURE = 3
    REMEMBERED = 4


@dataclass(frozen=True, slots=True)
class Match:
    """What a column is taken for; an empty key is nothing."""

    key: str = ""
    confidence: Confidence = Confidence.NONE


def normal(caption: str) -> str:
    """Return the words that count: no blanks, units, numbers of order or marks."""
    text = unicodedata.normalize("NFKC", caption)
    text = _NUMBERED.sub("", _BRACKETED.sub("", "".join(text.split())))
    return _NOISE.sub("", text).removeprefix("其中")


def index(captions: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the key by each normal caption; where two share one, the first keeps it."""
    found: dict[str, str] = {}
    for key, words in captions.items():
        for caption in words:
            found.setdefault(normal(caption), key)
    return found


def match(path: Sequence[str], known: Mapping[str, str], *, guesses: bool = True) -> Match:
    """Return what a column under the heads ``path`` (the highest first) is taken for; by mere likeness: ``guesses``."""
    words = [text for text in map(normal, path) if text]
    if not words:
        return Match()
    found = [
        _read(said, is_sure=is_sure, above="".join(words[:first]), known=known)
        for is_sure in (True, False)
        for first in range(len(words))
        if (said := "".join(words[first:]) if is_sure else _weaker("".join(words[first:]))) in known
    ]
    if found:
        return max(found, key=lambda match: match.confidence)
    return _guess(words[-1], known) if guesses else Match()


def _read(said: str, *, is_sure: bool, above: str, known: Mapping[str, str]) -> Match:
    if not is_neutral(above):
        return Match(known[said], Confidence.GUESSED)
    return Match(known[said], Confidence.SURE if is_sure else Confidence.LIKELY)


def _weaker(text: str) -> str:
    return _WEAK.sub("", text).removeprefix("党员").removeprefix("党组织") or text


def is_neutral(text: str) -> bool:
    """Say whether the words above a column say nothing that changes its meaning."""
    for word in _NEUTRAL:
        text = text.replace(word, "")
    return not text


def _guess(leaf: str, known: Mapping[str, str]) -> Match:
    if len(leaf) < _SHORTEST:
        return Match()
    ratio, caption = max(((SequenceMatcher(None, leaf, one).ratio(), one) for one in known), default=(0.0, ""))
    return Match(known[caption], Confidence.GUESSED) if ratio >= _CLOSE else Match()


def remembered_as(path: Sequence[str]) -> str:
    """Return the words under which a correction of this column is kept."""
    return "/".join(filter(None, map(normal, path)))[:200]
