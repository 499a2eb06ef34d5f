"""What the rulebook says of terms: how long, when 换届 is lawful, how a term stands. Pure: no Django, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from dangjian.rulebook import Rule, Value, rule

_VILLAGES: Final = ("rural", "community")
_COMMITTEES: Final = ("committee",)
_BRANCHES: Final = ("general_branch", "branch", "joint_branch", "mobile_branch")
_LEAP: Final = 29


class Phase(StrEnum):
    """How a term stands on a day."""

    RUNNING = "running"
    SOON = "soon"
    EXTENDED = "extended"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which 换届 is lawful, both included."""

    earliest: date
    latest: date

    def holds(self, day: date) -> bool:
        """Say whether 换届 on ``day`` is in time."""
        return self.earliest <= day <= self.latest


def term_rule(kind: str, field: str, level: str, on: date) -> Rule | None:
    """Return the rule of a body's term in years; None for bodies without one (工委, 临时党支部, 党小组, a county).

    A county's committee is elected by a congress under other rules, which this rulebook does not hold.
    """
    if level == "county" or kind not in _COMMITTEES + _BRANCHES:
        return None
    if level == "base" and field in _VILLAGES:
        return rule("terms.village_years", on=on)
    return rule("terms.base_committee_years", on=on) if kind in _COMMITTEES else rule("terms.branch_years", on=on)


def years_after(day: date, years: int) -> date:
    """Return the same day ``years`` later; of February 29 the last day of February."""
    is_leap_day = (day.month, day.day) == (2, _LEAP)
    return day.replace(year=day.year + years, day=28) if is_leap_day else day.replace(year=day.year + years)


def shift_limit(expires_on: date, on: date, *, is_early: bool) -> date:
    """Return the furthest day that an approval generally moves 换届 to."""
    years = rule("terms.shift_years_at_most", on=on).number
    return years_after(expires_on, -years if is_early else years)


def window(
    expires_on: date, *, extended_to: date | None, early_from: date | None, on: date, local: Mapping[str, Value]
) -> Window:
    """Return when 换届 is lawful: near the end of the term, moved by what the superior approved."""
    days = rule("terms.in_time_days", on=on, local=local).number
    return Window(early_from or expires_on - timedelta(days=days), extended_to or expires_on)


def thresholds(on: date, local: Mapping[str, Value]) -> list[int]:
    """Return the days before the end at which is reminded, the longest first."""
    found = rule("terms.reminder_days", on=on, local=local).listing
    return sorted({int(days) for days in found if isinstance(days, int)}, reverse=True)


def threshold_due(due_on: date, on: date, days: Sequence[int]) -> int | None:
    """Return the threshold that stands on a day: the smallest that is reached; None before the longest."""
    left = (due_on - on).days
    reached = [one for one in days if left <= one]
    return min(reached, default=None)


def phase(expires_on: date, extended_to: date | None, on: date, *, yellow: int) -> Phase:
    """Return how a term stands: past its end with approval is a warning, without it is a breach."""
    if on > (extended_to or expires_on):
        return Phase.LATE
    if on > expires_on:
        return Phase.EXTENDED
    return Phase.SOON if on >= expires_on - timedelta(days=yellow) else Phase.RUNNING
