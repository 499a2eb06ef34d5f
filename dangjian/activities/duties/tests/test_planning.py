"""The plan of a year has as few days as brute force finds, and every need in its window."""

from datetime import date, timedelta
from itertools import combinations
from random import Random

import pytest

from dangjian.activities.duties.planning import Need, fixed_day, propose
from dangjian.procedures.calendar.rules import is_workday
from dangjian.procedures.evidence.kinds import Kind

FIRST = date(2026, 3, 2)
SPAN = 9
TOGETHER = frozenset({Kind.THEME_DAY, Kind.CONGRESS, Kind.LECTURE, Kind.COMMITTEE})


def is_open(day: date) -> bool:
    return day.day % 4 != 0


def brute_force(needs: list[Need]) -> int:
    """The fewest days on which every shared need has its days, trying every set of days."""
    days = [day for day in (FIRST + timedelta(days=number) for number in range(SPAN)) if is_open(day)]
    for number in range(len(days) + 1):
        for chosen in combinations(days, number):
            if all(sum(need.takes(day) for day in chosen) >= need.times for need in needs):
                return number
    return -1


def random_needs(dice: Random) -> list[Need]:
    found = []
    for _ in range(dice.randint(1, 6)):
        start = FIRST + timedelta(days=dice.randint(0, SPAN - 1))
        last = min(start + timedelta(days=dice.randint(0, SPAN)), FIRST + timedelta(days=SPAN - 1))
        found.append(Need(dice.choice(sorted(TOGETHER)), start, last, dice.choice([1, 1, 1, 2, 3])))
    return found


@pytest.mark.parametrize("seed", range(400))
def test_as_few_days_as_brute_force(seed: int) -> None:
    dice = Random(seed)  # noqa: S311  # chance, no secret
    needs = random_needs(dice)
    day = dice.randint(2, 10)
    made = propose(needs, together=TOGETHER, fixed=lambda last: last.replace(day=day), is_open=is_open)
    if made.unplaced:
        assert brute_force(needs) == -1
        return
    chosen = set(made.days)
    assert all(sum(need.takes(one) and need.kind in made.days[one] for one in chosen) >= need.times for need in needs)
    assert len(chosen) <= brute_force(needs)
    assert all(is_open(one) for one in chosen)


def year_of_a_branch() -> list[Need]:
    months = [(date(2026, m, 1), date(2026, m + 1, 1) - timedelta(days=1)) for m in range(1, 12)]
    months.append((date(2026, 12, 1), date(2026, 12, 31)))
    quarters = [(months[n][0], months[n + 2][1]) for n in range(0, 12, 3)]
    return [
        *(Need(Kind.THEME_DAY, *month) for month in months),
        *(Need(Kind.COMMITTEE, *month) for month in months),
        *(Need(Kind.CONGRESS, *quarter) for quarter in quarters),
        *(Need(Kind.LECTURE, *quarter) for quarter in quarters),
        Need(Kind.LIFE_MEETING, date(2026, 10, 1), date(2026, 12, 31)),
    ]


def test_a_whole_year_takes_twelve_days_all_of_them_fixed_days() -> None:
    together = TOGETHER | {Kind.LIFE_MEETING}
    made = propose(year_of_a_branch(), together=together, fixed=fixed_day(5))
    assert list(made.days) == [fixed_day(5)(date(2026, month, 1)) for month in range(1, 13)]
    assert all(is_workday(day) and Kind.THEME_DAY in kinds for day, kinds in made.days.items())
    assert max(map(len, made.days.values())) <= 4


def test_what_may_not_share_a_day_has_its_own() -> None:
    needs = [Need(Kind.THEME_DAY, FIRST, date(2026, 3, 31)), Need(Kind.LEADERS_LIFE, FIRST, date(2026, 3, 31))]
    made = propose(needs, together=TOGETHER, fixed=fixed_day(5))
    assert [kinds for _, kinds in made.days.items()] == [[Kind.THEME_DAY], [Kind.LEADERS_LIFE]]


def test_what_has_no_room_is_named() -> None:
    need = Need(Kind.CONGRESS, date(2026, 3, 7), date(2026, 3, 8))
    assert propose([need], together=TOGETHER, fixed=fixed_day(5)).unplaced == [need]


@pytest.mark.parametrize(
    ("month", "day"), [(date(2026, 9, 1), 7), (date(2026, 11, 1), 5), (date(2026, 10, 9), 8), (date(2026, 2, 3), 5)]
)
def test_a_fixed_day_moves_to_the_next_workday_of_its_month(month: date, day: int) -> None:
    assert fixed_day(5)(month) == month.replace(day=day)


def test_a_fixed_day_never_leaves_its_month() -> None:
    for number in range(1, 29):
        for month in range(1, 13):
            found = fixed_day(number)(date(2026, month, 1))
            assert found.month == month
            assert is_workday(found)
