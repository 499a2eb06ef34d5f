"""Periods of recurring tasks: pure arithmetic of days, no clock."""

from datetime import date, timedelta

MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def period(cadence: str, on: date) -> tuple[date, date]:
    """Return the first day of the period that holds ``on`` and the first day after it.

    ``cadence`` is one of month, quarter, half_year, year; raises ``KeyError`` otherwise.
    """
    months = MONTHS[cadence]
    first = (on.month - 1) // months * months + 1
    following = first + months
    year, month = on.year + (following - 1) // 12, (following - 1) % 12 + 1
    return date(on.year, first, 1), date(year, month, 1)


def last_day(cadence: str, on: date) -> date:
    """Return the last day of the period that holds ``on``; raises ``KeyError`` for another word."""
    return period(cadence, on)[1] - timedelta(days=1)
