"""When a base can be visited: its hours, the days ahead, the visits of a month. Pure, no clock."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

from dangjian.foundation.time import at
from dangjian.rulebook import Value, rule

WEEKDAYS: Final = "一二三四五六日"
AHEAD: Final = "bases.ahead_days"
_HOURS: Final = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-—–~～至到]+\s*(\d{1,2})[:：](\d{2})")
_A_ROW: Final = 3
_BETWEEN: Final = re.compile(r"[\s、,，;；和及]*")


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """From when to when on an open day one visit may be."""

    opens: time
    closes: time

    @property
    def words(self) -> str:
        """9:00—11:30."""
        return f"{_clock(self.opens)}—{_clock(self.closes)}"


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A window on a day."""

    day: date
    window: Window

    @property
    def begins(self) -> datetime:
        """The moment it begins."""
        return at(self.day, self.window.opens.hour, self.window.opens.minute)

    @property
    def ends(self) -> datetime:
        """The moment it ends."""
        return at(self.day, self.window.closes.hour, self.window.closes.minute)

    @property
    def key(self) -> str:
        """What stands for it in an address and a form: 2026-12-03T09:00."""
        return f"{self.begins:%Y-%m-%dT%H:%M}"

    @property
    def words(self) -> str:
        """12月3日（星期四）9:00—11:30."""
        return f"{day_words(self.day)}{self.window.words}"


def day_words(day: date) -> str:
    """Return 12月3日（星期四）."""
    return f"{day.month}月{day.day}日（星期{WEEKDAYS[day.weekday()]}）"


def read_hours(text: str) -> list[Window]:
    """Return the windows that people wrote as 9:00—11:30、14:30—17:00, in order.

    Raises ``ValueError`` for other words, for none, and for windows that overlap.
    """
    found = []
    for piece in _HOURS.finditer(text):
        begin_hour, begin, end_hour, end = map(int, piece.groups())
        found.append(Window(time(begin_hour, begin), time(end_hour, end)))
    found.sort()
    is_plain = bool(found) and _BETWEEN.fullmatch(_HOURS.sub("", text)) is not None
    is_apart = all(one.closes <= two.opens for one, two in pairwise(found))
    if not is_plain or not is_apart or any(one.closes <= one.opens for one in found):
        message = f"no hours of a day: {text!r}"
        raise ValueError(message)
    return found


def hours_words(windows: Iterable[Window]) -> str:
    """Return windows as they are kept and shown: 9:00—11:30、14:30—17:00."""
    return "、".join(window.words for window in windows)


def weekdays_words(weekdays: Collection[int]) -> str:
    """Return 周一、周四, three and more in a row as 周一至周五; 1 is Monday."""
    days = sorted(weekdays)
    if len(days) >= _A_ROW and days[-1] - days[0] == len(days) - 1:
        return f"周{WEEKDAYS[days[0] - 1]}至周{WEEKDAYS[days[-1] - 1]}"
    return "、".join(f"周{WEEKDAYS[day - 1]}" for day in days)


def slots(weekdays: Collection[int], hours: str, first: date, last: date) -> Iterator[Slot]:
    """Yield every slot from the first day to the last, both included."""
    windows = read_hours(hours)
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if day.isoweekday() in weekdays:
            yield from (Slot(day, window) for window in windows)


def last_day(on: date, local: dict[str, Value] | None = None) -> date:
    """Return the last day that can be booked."""
    return on + timedelta(days=rule("bases.ahead_days", on=on, local=local).number)


def month_of(day: date) -> tuple[date, date]:
    """Return the first day of the month of a day, and of the next."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1)


def _clock(moment: time) -> str:
    return f"{moment.hour}:{moment.minute:02d}"
