"""Words that give a due time, and the day they mean when the day of issue is known."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from dangjian.programme.directives.reading.numerals import number
from dangjian.programme.directives.reading.shape import Deadline

# Spring Festival, first day of the lunar year (published almanac of the Purple Mountain Observatory).
_SPRING = {
    2020: (1, 25), 2021: (2, 12), 2022: (2, 1), 2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17),
    2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3), 2031: (1, 23), 2032: (2, 11), 2033: (1, 31),
    2034: (2, 19), 2035: (2, 8),
}  # fmt: skip
_YEAR = r"(?:(?P<year>\d{4}|[XxＸ×*]{1,4}|今|明|次|翌|本|当)年)?"
_BEFORE = r"(?:之前|以前|前|之内|内)"
_SHAPES = (
    re.compile(
        rf"{_YEAR}(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}}|[XxＸ×*]{{1,2}})月份?"
        rf"(?:(?P<day>\d{{1,2}}|[XxＸ×*]{{1,2}})[日号]|(?P<part>底|末|上旬|中旬|下旬))?{_BEFORE}"
    ),
    re.compile(
        rf"{_YEAR}(?P<month>\d{{1,2}}|[XxＸ×*]{{1,2}})月份?(?:(?P<day>\d{{1,2}}|[XxＸ×*]{{1,2}})[日号]|(?P<part>底|末|上旬|中旬|下旬))"
        r"(?=[，,]|完成|报|召开|组织|要)"
    ),
    re.compile(rf"(?P<every>每)(?:个?(?P<unit>季度|月|年|半年))(?:年?[底末]){_BEFORE}?"),
    re.compile(rf"(?:到|至)?{_YEAR}(?P<yearend>年底|年末){_BEFORE}?"),
    re.compile(rf"{_YEAR}(?P<half>上半年|下半年)(?:底|末)?{_BEFORE}?"),
    re.compile(
        rf"{_YEAR}第?(?P<quarter>[一二三四1-4本])季度(?:(?:底|末){_BEFORE}?|{_BEFORE}|(?=要|完成|前|召开|组织|开展|通报|适时))"
    ),
    re.compile(rf"(?P<thismonth>本月|当月|月)(?:底|末){_BEFORE}?|(?P<here>本月|本周){_BEFORE}"),
    re.compile(rf"{_YEAR}(?P<feast>春节|元旦|五一|“五一”|“?七一”?|国庆节?|中秋节?){_BEFORE}"),
    re.compile(
        r"(?P<span>\d{1,3}|[一二两三四五六七八九十]{1,3}|[XxＸ×*]{1,2}|半)个?(?P<of>工作日|日|天|周|星期|月|年)(?:之内|以内|内)"
    ),
    re.compile(r"(?P<within>年内)"),
    re.compile(r"(?:到|至|力争到?|截至)(?P<toyear>\d{4}|[XxＸ×*]{1,4})年(?![初上下\d])"),
    re.compile(
        r"(?:(?<=^)|(?<=[，,。；：:是]))(?P<thisyear>今年)(?!以来|开始|起|初|年初|\d|[上下]半年|是|恰)|今年(?=要|计划|全县计划|再?新[建增]|每|力争|完成|单列)"
    ),
)
_NOT_DUE = re.compile(r"从$|自$|截至$|去$|去年$")
_PLACEHOLDER = re.compile(r"[XxＸ×*]")
_HALF_YEARS = {"上半年": 6, "下半年": 12}
_PARTS = {"上旬": 10, "中旬": 20}
_FEASTS = {"元旦": (12, 31), "五一": (4, 30), "七一": (6, 30), "国庆": (9, 30)}


def find(sentence: str, issued_on: date | None) -> Deadline | None:
    """Give the first due time of the sentence; `on` is None where the day cannot be known."""
    hits = [match for shape in _SHAPES for match in shape.finditer(sentence) if _due(sentence, match)]
    if not hits:
        return None
    first = min(hits, key=lambda match: (match.start(), -match.end()))
    return Deadline(first.group(), resolve(first, issued_on))


def parse(text: str, issued_on: date | None) -> Deadline | None:
    """Read the cell of a 完成时限 column: the words are kept even where they mean no day."""
    words = text.strip()
    if not words:
        return None
    exact = re.fullmatch(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?: 00:00:00)?前?", words)
    if exact:
        return Deadline(words, _day(*(int(part) for part in exact.groups())))
    found = find(words if words.endswith(("前", "内")) else words + "前", issued_on) or find(words, issued_on)
    return Deadline(words, found.on if found else None)


def resolve(match: re.Match[str], issued_on: date | None) -> date | None:
    """Turn the matched words into a day, counted from the day of issue; placeholders stay unknown."""
    named = {name: value for name, value in match.groupdict().items() if value}
    if issued_on is None or _PLACEHOLDER.search(match.group()):
        return None
    for name, meaning in _MEANINGS.items():
        if name in named:
            return meaning(named, issued_on)
    return None


def _due(sentence: str, match: re.Match[str]) -> bool:
    return not _NOT_DUE.search(sentence[: match.start()]) and not sentence[match.end() :].startswith(
        ("以来", "开始", "起")
    )


def _year(named: dict[str, str], issued_on: date) -> tuple[int, bool]:
    """The year meant and whether it was said."""
    said = named.get("year")
    if said is None:
        return issued_on.year, False
    return (issued_on.year + (said in {"明", "次", "翌"}), True) if not said.isdecimal() else (int(said), True)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _ahead(named: dict[str, str], issued_on: date, month: int, day: int | None) -> date | None:
    """Day of the month (None: its last); a day gone by in a year not said is the next year's."""
    year, said = _year(named, issued_on)
    for candidate in (year, year + 1):
        last = monthrange(candidate, month)[1] if 1 <= month <= 12 else 0  # noqa: PLR2004 - months
        found = _day(candidate, month, last if day is None else day)
        if found is None or said or found >= issued_on:
            return found
    return None


def _month(named: dict[str, str], issued_on: date) -> date | None:
    month = number(named["month"]) or 0
    day = int(named["day"]) if "day" in named else _PARTS.get(named.get("part", ""))
    return _ahead(named, issued_on, month, day)


def _every(named: dict[str, str], issued_on: date) -> date | None:
    months = {"月": 1, "季度": 3, "半年": 6, "年": 12}[named["unit"]]
    month = -(-issued_on.month // months) * months
    return _day(issued_on.year, month, monthrange(issued_on.year, month)[1])


def _feast(named: dict[str, str], issued_on: date) -> date | None:
    name = named["feast"].strip("“”").removesuffix("节")
    if name == "春":
        years = [_year(named, issued_on)[0]] if "year" in named else [issued_on.year, issued_on.year + 1]
        eves = [date(year, *_SPRING[year]) - timedelta(days=1) for year in years if year in _SPRING]
        return next((eve for eve in eves if eve >= issued_on or "year" in named), None)
    return _ahead(named, issued_on, *_FEASTS[name]) if name in _FEASTS else None


def _span(named: dict[str, str], issued_on: date) -> date | None:
    """Workdays need the county's calendar, which reads no text: they stay unknown here."""
    size = number(named["span"])
    if size is None or named["of"] == "工作日":
        return None
    days = {"日": 1, "天": 1, "周": 7, "星期": 7}.get(named["of"])
    if days:
        return issued_on + timedelta(days=size * days)
    months = issued_on.month - 1 + size * (12 if named["of"] == "年" else 1)
    year, month = issued_on.year + months // 12, months % 12 + 1
    return _day(year, month, min(issued_on.day, monthrange(year, month)[1]))


def _quarter(named: dict[str, str], issued_on: date) -> date | None:
    said = named["quarter"]
    place = -(-issued_on.month // 3) if said == "本" else number(said) or 0
    return _ahead(named, issued_on, place * 3, None)


def _here(named: dict[str, str], issued_on: date) -> date | None:
    if named.get("here") == "本周":
        return issued_on + timedelta(days=6 - issued_on.weekday())
    return _day(issued_on.year, issued_on.month, monthrange(issued_on.year, issued_on.month)[1])


def _year_end(named: dict[str, str], issued_on: date) -> date | None:
    return _day(int(named["toyear"]) if "toyear" in named else _year(named, issued_on)[0], 12, 31)


_MEANINGS: dict[str, Callable[[dict[str, str], date], date | None]] = {
    "every": _every,
    "month": _month,
    "half": lambda named, on: _ahead(named, on, _HALF_YEARS[named["half"]], None),
    "quarter": _quarter,
    "feast": _feast,
    "span": _span,
    "thismonth": _here,
    "here": _here,
    "yearend": _year_end,
    "within": _year_end,
    "toyear": _year_end,
    "thisyear": _year_end,
}
