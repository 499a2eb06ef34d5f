"""The clock, and days as people live them: days of Asia/Shanghai, the only place that asks what time it is."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """Give this moment, in Asia/Shanghai."""
    return datetime.now(ZONE)


def today() -> date:
    """Give today in Asia/Shanghai."""
    return now().date()


def as_day(moment: datetime) -> date:
    """Give the day of an aware moment in Asia/Shanghai; `ValueError` for a moment without a zone."""
    return local(moment).date()


def local(moment: datetime) -> datetime:
    """Give an aware moment as the clocks of Asia/Shanghai show it; `ValueError` for one without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return moment.astimezone(ZONE)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Give the moment when the clocks of Asia/Shanghai show this hour and minute of a day."""
    return datetime.combine(day, time(hour, minute), ZONE)


def end_of(day: date) -> datetime:
    """Give the moment a day ends, which is midnight of the next: before it, what is due that day is in time."""
    return at(day + timedelta(days=1), 0)
