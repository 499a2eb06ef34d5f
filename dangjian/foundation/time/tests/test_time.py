"""Days are those of Asia/Shanghai."""

from datetime import UTC, date, datetime

import pytest

from dangjian.foundation.time import as_day, at, end_of, now, today


def test_late_evening_in_greenwich_is_tomorrow_in_shanghai() -> None:
    assert as_day(datetime(2026, 11, 20, 16, 0, tzinfo=UTC)) == date(2026, 11, 21)
    assert as_day(datetime(2026, 11, 20, 15, 59, tzinfo=UTC)) == date(2026, 11, 20)


def test_a_day_ends_at_sixteen_hours_in_greenwich() -> None:
    assert end_of(date(2026, 11, 21)) == datetime(2026, 11, 21, 16, 0, tzinfo=UTC)
    assert as_day(at(date(2026, 11, 21), 23, 59)) == date(2026, 11, 21)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        as_day(datetime(2026, 11, 21))  # noqa: DTZ001  # the point


def test_the_clock_and_the_day_agree() -> None:
    before = today()
    assert before <= as_day(now()) <= today()
