"""Hours as people write them, slots of days, the days ahead."""

from datetime import date, time

import pytest

from dangjian.activities.bases.rules import (
    AHEAD,
    Window,
    hours_words,
    last_day,
    month_of,
    read_hours,
    slots,
    weekdays_words,
)


@pytest.mark.parametrize(
    "text", ["9:00—11:30、14:30—17:00", "14:30-17:00，9:00-11:30", "9：00 至 11：30 和 14:30~17:00"]
)
def test_hours_are_read_as_people_write_them(text: str) -> None:
    assert read_hours(text) == [Window(time(9), time(11, 30)), Window(time(14, 30), time(17))]
    assert hours_words(read_hours(text)) == "9:00—11:30、14:30—17:00"


@pytest.mark.parametrize(
    "text", ["", "上午", "9:00", "11:00—9:00", "9:00—11:00、10:00—12:00", "25:00—26:00", "9:00—11:00等"]
)
def test_other_words_are_no_hours(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # any of them: the service says it in words
        read_hours(text)


def test_slots_are_of_open_days_only() -> None:
    found = list(slots([4], "9:00—11:30、14:30—17:00", date(2026, 12, 1), date(2026, 12, 10)))
    assert [slot.key for slot in found] == [
        "2026-12-03T09:00",
        "2026-12-03T14:30",
        "2026-12-10T09:00",
        "2026-12-10T14:30",
    ]
    assert found[0].words == "12月3日（星期四）9:00—11:30"


def test_days_in_a_row_are_said_in_short() -> None:
    assert weekdays_words([5, 1, 2, 3, 4]) == "周一至周五"
    assert weekdays_words([1, 2]) == "周一、周二"
    assert weekdays_words([1, 2, 4]) == "周一、周二、周四"


def test_the_county_may_move_the_days_ahead() -> None:
    on = date(2026, 11, 20)
    assert last_day(on) == date(2027, 1, 19)
    assert last_day(on, {AHEAD: 14}) == date(2026, 12, 4)


def test_a_month_ends_where_the_next_begins() -> None:
    assert month_of(date(2026, 12, 31)) == (date(2026, 12, 1), date(2027, 1, 1))
