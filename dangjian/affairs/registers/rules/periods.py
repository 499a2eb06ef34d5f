"""Periods of a register: by month, quarter, half year, year, or standing; keys sort as time goes."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

STANDING: Final = "standing"
PERIODS: Final = {
    STANDING: "有变动就改",
    "month": "按月",
    "quarter": "按季度",
    "half": "按半年",
    "year": "按年",
}
_MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_CHINESE: Final = "一二三四"
_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open period; a standing one has no key and no end."""

    key: str
    words: str
    start: date
    end: date


_ALWAYS: Final = Period("", "长期", date.min, date.max)


def period_of(every: str, day: date) -> Period:
    """Return the period that a day lies in."""
    if every == STANDING:
        return _ALWAYS
    months = _MONTHS[every]
    number = (day.month - 1) // months
    start = date(day.year, number * months + 1, 1)
    after = number * months + months
    end = date(day.year + after // _YEAR, after % _YEAR + 1, 1)
    return Period(*_named(every, day.year, number), start, end)


def _named(every: str, year: int, number: int) -> tuple[str, str]:
    if every == "month":
        return f"{year}-{number + 1:02d}", f"{year}年{number + 1}月"
    if every == "quarter":
        return f"{year}-Q{number + 1}", f"{year}年第{_CHINESE[number]}季度"
    if every == "half":
        return f"{year}-H{number + 1}", f"{year}年{'下' if number else '上'}半年"
    return f"{year}", f"{year}年"


def periods(every: str, first: date, last: date) -> list[Period]:
    """Return the periods from that of the first day to that of the last, the latest first."""
    found = [period_of(every, last)]
    while found[-1].start > first:
        found.append(period_of(every, found[-1].start - timedelta(days=1)))
    return found


def before(every: str, period: Period) -> Period | None:
    """Return the period before; none of a standing register."""
    return None if every == STANDING else period_of(every, period.start - timedelta(days=1))


def period_named(every: str, key: str) -> Period:
    """Return a period by its key; raises ``ValueError`` where it is none of this kind."""
    if every == STANDING:
        if key:
            raise ValueError(key)
        return _ALWAYS
    year, _, part = key.partition("-")
    number = int(part.lstrip("QH") or 1)
    found = period_of(every, date(int(year), (number - 1) * _MONTHS[every] + 1, 1))
    if found.key != key:
        raise ValueError(key)
    return found


def words_of(key: str) -> str:
    """Return a period's words by its key."""
    year, _, part = key.partition("-")
    if not part:
        return f"{year}年" if year else "长期"
    if part[0] in "QH":
        return _named("quarter" if part[0] == "Q" else "half", int(year), int(part[1:]) - 1)[1]
    return _named("month", int(year), int(part) - 1)[1]
