"""Which villages must have a first secretary, and how long one stays. Pure, no Django, no clock."""

from datetime import date, timedelta
from typing import Final

from dangjian.rulebook import Rule, rule

_LEAP: Final = 29
SOON: Final = timedelta(days=90)  # A successor is chosen before the term ends.


def required(on: date) -> Rule:
    """Return the rule of who must have one."""
    return rule("stationed.required", on=on)


def term(on: date) -> Rule:
    """Return the rule of the term in years."""
    return rule("stationed.years", on=on)


def until(since: date, on: date) -> date:
    """Return the day on which a usual term that began on ``since`` is over."""
    years = term(on).number
    if (since.month, since.day) == (2, _LEAP):
        return since.replace(year=since.year + years, day=28)
    return since.replace(year=since.year + years)
