"""Days in every habit of rosters: 2019.07, 2019年7月, 20190701, serial numbers from 1900 or 1904, text."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from dangjian.affairs.people.rules import Unreadable

_EMPTY: Final = frozenset({"", "-", "—", "--", "/", "无", "空", "0", "暂无", "未知", "N/A", "#N/A"})
_PARTS: Final = re.compile(
    r"(\d{4})\s*[-./年．。/]\s*(\d{1,2})(?:\s*[-./月．。/]\s*(\d{1,2})?\s*日?\s*)?"
    r"(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?"
)
_SERIAL: Final = re.compile(r"(\d{5})(?:\.\d+)?")
_FROM_1900: Final = date(1899, 12, 30)
_FROM_1904: Final = date(1904, 1, 1)
_FIRST_SERIAL: Final = 61  # Before it Excel's calendar holds a day that never was.
_EARLIEST: Final = 1900


@dataclass(frozen=True, slots=True)
class Day:
    """A day read; ``doubt`` says in words what is not sure about it."""

    on: date | None
    doubt: str = ""


@lru_cache(maxsize=200_000)
def read_day(text: str, *, from_1904: bool = False) -> Day:
    """Read a day; a month alone means its first day. Raises ``Unreadable`` in words that do not repeat the text."""
    if text in _EMPTY:
        return Day(None)
    if found := _PARTS.fullmatch(text):
        year, month, day = int(found[1]), int(found[2]), int(found[3] or 1)
        # A number 2019.1 may have been 2019.10 before the spreadsheet took the zero away.
        doubt = "只写到“.1”，可能是 1 月，也可能是 10 月，按 1 月导入。" if text == f"{found[1]}.1" else ""
        return Day(_made(year, month, day), doubt)
    if text.isascii() and text.isdecimal() and len(text) in (6, 8):
        return Day(_made(int(text[:4]), int(text[4:6]), int(text[6:] or 1)))
    if serial := _SERIAL.fullmatch(text):
        return Day(_from_serial(int(serial[1]), from_1904=from_1904))
    if re.fullmatch(r"\d{4}年?", text):
        raise Unreadable("只有年份，没有月份。请补上月份，如 2019年7月。")
    if re.search(r"\d\.?\d*[Ee]\+?\d", text):
        raise Unreadable("日期成了科学计数法。请把这一列设为文本或日期后重新填写。")
    raise Unreadable("认不出这个日期。可以写成 2019年7月1日、2019.07 或 20190701。")


def _made(year: int, month: int, day: int) -> date:
    if year < _EARLIEST:
        raise Unreadable("日期的年份早于 1900 年，请核对。")
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable("没有这一天，请核对月份和日子。") from None


def _from_serial(number: int, *, from_1904: bool) -> date:
    if number < _FIRST_SERIAL:
        raise Unreadable("认不出这个日期，请核对。")
    return (_FROM_1904 if from_1904 else _FROM_1900) + timedelta(days=number)
