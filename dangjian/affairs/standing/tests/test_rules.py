"""Days, exactly: six months lost, five years abroad, two years suspended; short months and leap years."""

from datetime import date, timedelta

import pytest

from dangjian.affairs.standing import rules

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("rule_id", "since", "from_day"),
    [
        (rules.LOST, date(2026, 3, 1), date(2026, 9, 1)),
        (rules.LOST, date(2026, 8, 31), date(2027, 2, 28)),
        (rules.LOST, date(2027, 8, 31), date(2028, 2, 29)),
        (rules.LOST, date(2028, 2, 29), date(2028, 8, 29)),
        (rules.STUDY, date(2020, 2, 29), date(2025, 2, 28)),
        (rules.STUDY, date(2021, 9, 1), date(2026, 9, 1)),
        (rules.REMOVAL, date(2024, 2, 29), date(2026, 2, 28)),
        (rules.REMOVAL, date(2026, 2, 28), date(2028, 2, 28)),
        (rules.REMOVAL, date(2024, 11, 21), date(2026, 11, 21)),
    ],
)
def test_the_first_day_on_which_it_may_be_proposed(rule_id: str, since: date, from_day: date) -> None:
    found = rules.may(rule_id, since=since, on=date(2026, 11, 21))
    assert found.from_day == from_day
    assert not found.is_open_on(from_day - DAY)
    assert found.is_open_on(from_day)
    assert found.rule.citation == "《中国共产党党员教育管理工作条例》第二十四条"
