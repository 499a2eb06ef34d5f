"""Quarters, numbers and days of suggestions."""

from datetime import date

import pytest

from dangjian.programme.suggestions.rules import ANSWER_WORKDAYS, Quarter, answer_workdays, number_words, quarter_of


@pytest.mark.parametrize(
    ("day", "quarter", "words"),
    [
        (date(2026, 1, 1), (2026, 1), "2026年第一季度"),
        (date(2026, 3, 31), (2026, 1), "2026年第一季度"),
        (date(2026, 4, 1), (2026, 2), "2026年第二季度"),
        (date(2026, 12, 31), (2026, 4), "2026年第四季度"),
    ],
)
def test_a_day_lies_in_its_quarter(day: date, quarter: tuple[int, int], words: str) -> None:
    found = quarter_of(day)
    assert found == quarter
    assert found.words == words
    assert found.first_day <= day < found.following.first_day


def test_after_the_fourth_comes_the_first_of_the_next_year() -> None:
    assert Quarter(2026, 4).following == (2027, 1)
    assert Quarter(2026, 1).following == (2026, 2)


def test_the_county_may_answer_sooner() -> None:
    on = date(2026, 11, 20)
    assert answer_workdays(on) == 10
    assert answer_workdays(on, {ANSWER_WORKDAYS: 5}) == 5


def test_the_number_as_printed() -> None:
    assert number_words(2026, 3) == "意见〔2026〕3号"
