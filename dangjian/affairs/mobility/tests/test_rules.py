"""Days, exactly: six months, half-years, the ends of short months and leap years."""

from datetime import date, timedelta

import pytest

from dangjian.affairs.mobility import rules

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("since", "from_day"),
    [
        (date(2026, 1, 15), date(2026, 7, 15)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2027, 8, 29), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 8, 29)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_mobile_from_the_day_six_months_are_full(since: date, from_day: date) -> None:
    assert not rules.mobile(since=since, is_able=False, on=from_day - DAY).applies
    found = rules.mobile(since=since, is_able=False, on=from_day)
    assert (found.applies, found.from_day) == (True, from_day)
    assert "《关于进一步加强和改进流动党员管理工作的意见》" in found.rule.citation


def test_who_can_still_attend_is_not_mobile() -> None:
    assert not rules.mobile(since=date(2020, 1, 1), is_able=True, on=date(2026, 11, 21)).applies


def test_a_transfer_is_due_after_six_months_but_not_for_studies_abroad() -> None:
    since, day = date(2026, 1, 15), date(2026, 7, 15)
    assert not rules.should_transfer(since=since, is_abroad=False, on=day - DAY).applies
    assert rules.should_transfer(since=since, is_abroad=False, on=day).applies
    assert not rules.should_transfer(since=since, is_abroad=True, on=day).applies


@pytest.mark.parametrize(
    ("last", "is_abroad", "due"),
    [
        (date(2026, 1, 31), True, date(2026, 7, 31)),
        (date(2026, 8, 31), True, date(2027, 2, 28)),
        (date(2027, 8, 31), True, date(2028, 2, 29)),
        (date(2026, 11, 30), False, date(2027, 2, 28)),
        (date(2026, 3, 1), False, date(2026, 6, 1)),
    ],
)
def test_contact_is_due_each_half_year_abroad_else_each_interval(last: date, is_abroad: bool, due: date) -> None:  # noqa: FBT001  # a case
    assert rules.contact_due(last=last, is_abroad=is_abroad, on=date(2026, 11, 21)) == due


def test_a_county_sets_its_interval_but_not_that_abroad() -> None:
    local = {"mobility.contact_months": 1}
    day = date(2026, 11, 21)
    assert rules.contact_due(last=day, is_abroad=False, on=day, local=local) == date(2026, 12, 21)
    assert rules.contact_due(last=day, is_abroad=True, on=day, local=local) == date(2027, 5, 21)


def test_decisions_and_answers_are_due_by_the_platforms_own_terms() -> None:
    day = date(2026, 11, 21)
    assert rules.decision_due(found_on=day, on=day) == day + timedelta(days=90)
    assert rules.answer_due(made_on=day, on=day) == date(2026, 12, 11)
