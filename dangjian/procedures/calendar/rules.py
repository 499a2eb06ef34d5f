"""Workdays as the State Council sets them year by year, quiet hours, and a term put into words."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count
from typing import Final

import chinese_calendar

from dangjian.foundation.time import at, local
from dangjian.rulebook import rule

_KNOWN_YEARS: Final = frozenset(day.year for day in chinese_calendar.holidays)
_FIRST_DAY_OFF: Final = 5  # Saturday, counted from Monday as 0


def is_provisional(day: date) -> bool:
    """Say whether the State Council's arrangement of that year is not known here, so that weekends stand in for it."""
    return day.year not in _KNOWN_YEARS


def is_workday(day: date) -> bool:
    """Say whether people work on a day; Monday to Friday where the year is provisional."""
    if is_provisional(day):
        return day.weekday() < _FIRST_DAY_OFF
    return bool(chinese_calendar.is_workday(day))


def next_workday(day: date) -> date:
    """Give the first workday after a day."""
    return next(filter(is_workday, _days_after(day)))


def workdays_between(start: date, end: date) -> int:
    """Count the workdays after `start` up to and with `end`; none where `end` is not later."""
    return sum(map(is_workday, _days_until(start, end)))


def add_workdays(day: date, number: int) -> date:
    """Give the day that is `number` workdays after `day`, the day itself for none; `ValueError` below none."""
    if number < 0:
        raise ValueError("workdays are counted forward")
    for _ in range(number):
        day = next_workday(day)
    return day


def remaining_words(due: date, on: date) -> str:
    """Say how long there is until the end of `due`, or for how long it has passed, as an officer would."""
    if on > due:
        return f"已到期未办结 {(on - due).days} 天"
    if on == due:
        return "今天到期"
    number = workdays_between(on, due)
    if not number:
        return f"休息日到期，剩 {(due - on).days} 天"
    about = "约 " if is_provisional(due) else " "
    return f"剩{about}{number} 个工作日"


def within_quiet_hours(moment: datetime) -> bool:
    """Say whether people are left in peace at a moment: from evening to morning, and all of a day off."""
    there = local(moment)
    begin, end = rule("notices.quiet_hours", on=there.date()).listing
    if not isinstance(begin, int) or not isinstance(end, int):
        raise TypeError("quiet hours are two whole hours")
    return not end <= there.hour < begin or not is_workday(there.date())


def delivery_on(day: date) -> datetime:
    """Give the moment of a day's digest."""
    hour, minute = rule("notices.digest_time", on=day).listing
    if not isinstance(hour, int) or not isinstance(minute, int):
        raise TypeError("the digest's time is an hour and a minute")
    return at(day, hour, minute)


def next_delivery(moment: datetime) -> datetime:
    """Give the first digest after a moment: that of the same workday if still to come, else of the next workday."""
    day = local(moment).date()
    if is_workday(day) and moment < delivery_on(day):
        return delivery_on(day)
    return delivery_on(next_workday(day))


def _days_after(day: date) -> Iterator[date]:
    return (day + timedelta(days=number) for number in count(1))


def _days_until(start: date, end: date) -> Iterator[date]:
    return (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
