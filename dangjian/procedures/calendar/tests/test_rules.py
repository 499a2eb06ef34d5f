"""Workdays of 2026 as the State Council set them, and the years it has not set yet."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian.foundation.time import at
from dangjian.procedures.calendar.rules import (
    add_workdays,
    is_provisional,
    is_workday,
    next_delivery,
    next_workday,
    remaining_words,
    within_quiet_hours,
    workdays_between,
)

FRIDAY = date(2026, 11, 20)
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 10, 1), False),
        (date(2026, 10, 10), True),  # A Saturday worked in exchange.
        (date(2026, 11, 21), False),
        (date(2026, 11, 23), True),
        (date(2029, 10, 1), True),  # Not yet set: a Monday.
        (date(2029, 10, 6), False),
    ],
)
def test_workdays(day: date, works: bool) -> None:  # noqa: FBT001  # a column of the table
    assert is_workday(day) is works


def test_a_year_not_yet_set_is_provisional() -> None:
    assert is_provisional(date(2029, 3, 1))
    assert not is_provisional(FRIDAY)


def test_the_national_day_week_is_skipped() -> None:
    assert next_workday(date(2026, 9, 30)) == date(2026, 10, 8)
    assert add_workdays(date(2026, 9, 30), 3) == date(2026, 10, 10)


@given(DAYS, st.integers(0, 40))
def test_adding_workdays_and_counting_them_agree(day: date, number: int) -> None:
    assert workdays_between(day, add_workdays(day, number)) == number


@given(DAYS)
def test_no_workday_lies_before_the_next_one(day: date) -> None:
    found = next_workday(day)
    assert found > day
    assert workdays_between(day, found - timedelta(days=1)) == 0


def test_workdays_are_not_counted_backward() -> None:
    assert workdays_between(FRIDAY, FRIDAY - timedelta(days=3)) == 0
    with pytest.raises(ValueError, match="forward"):
        add_workdays(FRIDAY, -1)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 11, 14), "已到期未办结 6 天"),
        (FRIDAY, "今天到期"),
        (date(2026, 11, 22), "休息日到期，剩 2 天"),
        (date(2026, 11, 23), "剩 1 个工作日"),
        (date(2029, 1, 2), "剩约 "),
    ],
)
def test_a_term_in_words(due: date, words: str) -> None:
    assert remaining_words(due, FRIDAY).startswith(words)


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        (at(FRIDAY, 7, 59), True),
        (at(FRIDAY, 8), False),
        (at(FRIDAY, 17, 59), False),
        (at(FRIDAY, 18), True),
        (at(date(2026, 11, 21), 12), True),
        (datetime(2026, 11, 19, 23, 30, tzinfo=UTC), True),  # 07:30 in Shanghai.
        (datetime(2026, 11, 20, 0, 30, tzinfo=UTC), False),  # 08:30 in Shanghai.
    ],
)
def test_quiet_hours(moment: datetime, quiet: bool) -> None:  # noqa: FBT001  # a column of the table
    assert within_quiet_hours(moment) is quiet


@pytest.mark.parametrize(
    ("moment", "delivered"),
    [
        (at(FRIDAY, 7), at(FRIDAY, 8, 30)),
        (at(FRIDAY, 8, 30), at(date(2026, 11, 23), 8, 30)),
        (at(date(2026, 11, 21), 9), at(date(2026, 11, 23), 8, 30)),
        (at(date(2026, 10, 9), 20), at(date(2026, 10, 10), 8, 30)),
    ],
)
def test_the_digest_comes_on_workday_mornings(moment: datetime, delivered: datetime) -> None:
    assert next_delivery(moment) == delivered


@given(st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_digest_never_falls_into_quiet_hours(moment: datetime) -> None:
    assert not within_quiet_hours(next_delivery(moment))
    assert next_delivery(moment) > moment
