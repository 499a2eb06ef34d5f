"""Words of recurrence: 每季度, 一月一通报, 定期."""

from __future__ import annotations

import re

from dangjian.programme.directives.reading.numerals import number
from dangjian.programme.directives.reading.shape import Cadence

_UNITS = (
    ("half_year", r"半年"),
    ("two_years", r"[两二2]年"),
    ("two_months", r"[两二2]个?月|双月"),
    ("half_month", r"半个?月"),
    ("quarter", r"季度|季"),
    ("month", r"个?月"),
    ("ten_days", r"旬"),
    ("week", r"周|星期"),
    ("day", r"天|日"),
    ("term", r"学期|届|任期"),
    ("year", r"年度?"),
)
_ANY = "|".join(pattern for _, pattern in _UNITS)
_SHAPES = (
    re.compile(rf"每(?:{_ANY})"),
    re.compile(r"(?:一|半)(?:季度?|月|周|年|旬|日|天)一[\u4e00-\u9fff]{0,2}"),
    re.compile(r"按(?:季度|月度?|周|年度?|季)(?=[^度份])"),
    re.compile(r"逐(?:月|季度?|年|周)"),
    re.compile(r"定期"),
    re.compile(r"(?:季度|月度)(?=评|通报|例会|调度|考核|测评|小结|盘点|会商|研判|推进|汇报)"),
    re.compile(r"年度(?=[^，。；、]{0,8}(?:计划|报告|轮训))"),
)
_TIMES = re.compile(r"[^，。；]{0,24}?(?:(?P<n>[\d一二两三四五六七八九十]{1,3})(?:次|场|期|轮|堂|遍|节))")
_STOP = re.compile(r"一年来|年年|去年每")


def find(sentence: str) -> Cadence | None:
    """Give the first recurrence of the sentence, or None."""
    hits = [match for shape in _SHAPES for match in [shape.search(sentence)] if match]
    if not hits or _STOP.search(sentence):
        return None
    first = min(hits, key=lambda match: match.start())
    after = _TIMES.match(sentence, first.end())
    text = first.group()
    unit = _unit(text)
    if after:
        return Cadence(text, unit, number(after.group("n")))
    return Cadence(text, unit, 1 if "一" in text else None)


def _unit(text: str) -> str:
    if text == "定期":
        return "regular"
    return next((name for name, pattern in _UNITS if re.search(pattern, text)), "regular")
