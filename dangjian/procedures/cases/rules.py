"""What a term of a step means in days: pure reckoning over the rulebook."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dangjian.procedures.calendar.rules import add_workdays, is_provisional
from dangjian.procedures.definitions.lengths import length_of
from dangjian.rulebook import NotInForceError, Term, Value

WORKDAYS: Final = frozenset({"个工作日", "工作日"})
MONTHS: Final = {"个月": 1, "月": 1, "年": 12}


@dataclass(frozen=True, slots=True)
class Limit:
    """A lawful day: the earliest or latest of a step, with the words and the article it rests on.

    `is_about` says that the year's workdays are not decreed yet, so that weekends stand in for them.
    """

    day: date
    words: str
    citation: str
    is_strict: bool
    is_about: bool


def limit_of(term: Term | None, begins: Mapping[str, date], on: date, local: Mapping[str, Value]) -> Limit | None:
    """Reckon a term from the day its step began it; None without a term, or while that step is not taken.

    `begins` holds `opening` and the last day each step was passed; `on` is the day whose rules hold: where the text
    of that day had no such term, there is none.
    """
    if term is None or term.after not in begins:
        return None
    try:
        length = length_of(term, on, local)
    except NotInForceError:
        return None
    day = counted(begins[term.after], length.number, length.unit)
    is_about = length.unit in WORKDAYS and is_provisional(day)
    return Limit(day, length.words, length.citation, term.is_strict, is_about)


def counted(start: date, number: int, unit: str) -> date:
    """Give the day that is `number` units after `start`; `ValueError` for a unit that is no length of time."""
    if unit in WORKDAYS:
        return add_workdays(start, number)
    if unit in MONTHS:
        return add_months(start, number * MONTHS[unit])
    if unit == "天":
        return start + timedelta(days=number)
    raise ValueError(f"{unit!r} is no length of time")


def add_months(day: date, number: int) -> date:
    """Give the same day `number` months on, the last of its month where that month is shorter."""
    months = day.year * 12 + day.month - 1 + number
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
