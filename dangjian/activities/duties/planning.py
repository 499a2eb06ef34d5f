"""A year's days for what a branch owes: as few days as can be, on the fixed day of the month wherever that is possible.

Pure: no database, no clock.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dangjian.procedures.calendar.rules import is_workday
from dangjian.procedures.evidence.kinds import Kind


@dataclass(frozen=True, slots=True)
class Need:
    """``times`` different days of a kind from ``start`` to ``last``, both counted."""

    kind: Kind
    start: date
    last: date
    times: int = 1

    def takes(self, day: date) -> bool:
        """Say whether a day is within."""
        return self.start <= day <= self.last


@dataclass(frozen=True, slots=True)
class Proposal:
    """The days and what is done on each; ``unplaced`` is what its days have no room for."""

    days: dict[date, list[Kind]]
    unplaced: list[Need]


def propose(
    needs: Iterable[Need],
    *,
    together: Collection[Kind],
    fixed: Callable[[date], date],
    is_open: Callable[[date], bool] = is_workday,
) -> Proposal:
    """Place every need on the fewest days.

    ``together`` are the kinds that may share a day; each of the others has its day alone. ``fixed`` gives the fixed
    day of a month from any of its days.
    """
    found = sorted(needs, key=lambda need: (need.last, need.start))
    shared = [need for need in found if need.kind in together]
    days, unplaced = _fewest(shared, fixed, is_open)
    placed: dict[date, list[Kind]] = {day: [] for day in sorted(days)}
    for need in sorted(shared, key=lambda one: (one.last - one.start, one.start)):
        within = sorted((day for day in placed if need.takes(day)), key=lambda day: (len(placed[day]), day))
        for day in within[: need.times]:
            placed[day].append(need.kind)
    for need in found:
        if need.kind not in together:
            alone = [day for day in _backwards(need) if is_open(day) and day not in placed][: need.times]
            placed |= {day: [need.kind] for day in alone}
            unplaced += [need] if len(alone) < need.times else []
    order = list(Kind)
    return Proposal(
        {day: sorted(set(kinds), key=order.index) for day, kinds in sorted(placed.items()) if kinds}, unplaced
    )


def _fewest(
    needs: Sequence[Need], fixed: Callable[[date], date], is_open: Callable[[date], bool]
) -> tuple[set[date], list[Need]]:
    """Choose days: what ends first is placed first, as late as can be, so that what comes after may share it."""
    days: set[date] = set()
    unplaced = []
    for place, need in enumerate(needs):
        later = needs[place + 1 :]
        missing = need.times - sum(need.takes(day) for day in days)
        free = iter(_preferred(need, later, fixed, is_open, days))
        for _ in range(missing):
            day = next(free, None)
            if day is None:
                unplaced.append(need)
                break
            days.add(day)
    return days, unplaced


def _preferred(
    need: Need, later: Sequence[Need], fixed: Callable[[date], date], is_open: Callable[[date], bool], days: set[date]
) -> Iterator[date]:
    """Yield free days from the last backwards; the fixed day before them, where no later need would miss it.

    An earlier day is as good as the last one unless something begins between the two.
    """
    free = [day for day in _backwards(need) if is_open(day) and day not in days]
    chosen = fixed(need.last)
    if chosen in free and free and not any(chosen < one.start <= free[0] for one in later):
        yield chosen
        free.remove(chosen)
    yield from free


def _backwards(need: Need) -> Iterator[date]:
    return (need.last - timedelta(days=back) for back in range((need.last - need.start).days + 1))


def fixed_day(number: int) -> Callable[[date], date]:
    """Return the rule of the fixed day: that day of the month, on a day off the next workday of the same month."""

    def of_month(day: date) -> date:
        wanted = day.replace(day=number)
        ahead = (wanted + timedelta(days=on) for on in range(31))
        within = (one for one in ahead if one.month == wanted.month and is_workday(one))
        before = (wanted - timedelta(days=back) for back in range(number))
        return next(within, None) or next(filter(is_workday, before), wanted)

    return of_month
