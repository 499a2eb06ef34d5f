"""Periods, the duties of the law, what a county may add, and how a duty stands on a day."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from dangjian.activities.duties.rules import Duty, Every, Period, Subject, asks, check_local, judge, lawful, periods
from dangjian.procedures.agenda.rules import Level
from dangjian.procedures.evidence.kinds import Kind
from dangjian.rulebook import RuleBreach

ON = date(2026, 11, 21)
LOCAL = Duty("local:1", "党课每季度一次", Kind.LECTURE, Every.QUARTER, 1, ("branch",), "县委通知", "党课每季度一次")


@pytest.mark.parametrize("every", [Every.MONTH, Every.QUARTER, Every.HALF_YEAR, Every.YEAR])
def test_periods_tile_the_year(every: Every) -> None:
    found = periods(every, 2026)
    assert len(found) == every.a_year
    assert (found[0].start, found[-1].end) == (date(2026, 1, 1), date(2027, 1, 1))
    assert all(one.end == after.start for one, after in pairwise(found))


def test_a_work_year_runs_from_october_to_march() -> None:
    assert periods(Every.WORK_YEAR, 2026) == [Period(date(2026, 10, 1), date(2027, 4, 1))]


def test_the_law_says_who_what_and_how_often() -> None:
    found = {duty.key: duty for duty in lawful(ON)}
    assert found["meetings.committee"].full == 7
    assert found["meetings.theme_day"].bodies == ("branch", "joint_branch", "mobile_branch", "temporary_branch")
    assert found["meetings.branch_congress"].bodies == ("branch", "joint_branch", "mobile_branch")
    assert found["meetings.group"].bodies == ("group",)
    assert found["meetings.secretary_lecture"].subject is Subject.SECRETARY
    assert "meetings.lecture" not in found
    assert all("支部工作条例" in duty.citation for duty in found.values())


def test_a_county_says_how_many_lectures() -> None:
    found = {duty.key: duty for duty in lawful(ON, {"meetings.lecture": 4})}
    assert (found["meetings.lecture"].every, found["meetings.lecture"].times) == (Every.YEAR, 4)


def test_before_the_regulations_nothing_is_asked() -> None:
    assert asks(2018 - 1) == []


def test_a_local_duty_is_asked_in_whole_periods_only() -> None:
    local = replace(LOCAL, from_day=date(2026, 2, 1), until_day=date(2026, 9, 29))
    found = [ask.period for ask in asks(2026, local=[local]) if ask.duty is local]
    assert found == [Period(date(2026, 4, 1), date(2026, 7, 1))]


def test_a_county_may_be_stricter() -> None:
    check_local(LOCAL, ON)
    check_local(replace(LOCAL, kind=Kind.CONGRESS, every=Every.MONTH), ON)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": Kind.THEME_DAY, "every": Every.QUARTER}, "只能更严"),
        ({"kind": Kind.CONGRESS, "every": Every.YEAR, "times": 3}, "只能更严"),
        ({"every": Every.MONTH, "times": 2}, "超出一年最多 12 次"),
        ({"times": 0}, "超出一年"),
    ],
)
def test_never_looser_and_never_beyond_the_bound(change: dict[str, object], words: str) -> None:
    with pytest.raises(RuleBreach, match=words) as refused:
        check_local(replace(LOCAL, **change), ON)  # type: ignore[arg-type]  # fields by name
    assert refused.value.citation


def stands(**facts: object) -> tuple[Level, str]:
    known: dict[str, object] = {
        "due_on": date(2026, 11, 30), "start": date(2026, 11, 1), "met_on": None, "exempt": "", "explained": "",
        "on": ON, "yellow": 7,
    }  # fmt: skip
    found = judge(**(known | facts))  # type: ignore[arg-type]  # facts by name
    return found.level, found.words


def test_how_a_duty_stands_on_a_day() -> None:
    assert stands(met_on=date(2026, 11, 5), exempt="本期内成立") == (Level.OK, "已完成")
    assert stands(exempt="本期内成立") == (Level.NA, "免")
    assert stands(on=date(2026, 10, 31)) == (Level.NA, "未到时间")
    assert stands()[0] is Level.OK
    assert stands(on=date(2026, 11, 23))[0] is Level.SOON
    assert stands(on=date(2026, 11, 30))[0] is Level.SOON
    assert stands(on=date(2026, 12, 1)) == (Level.LATE, "未开展，已过 1 天")
    assert stands(on=date(2026, 12, 1), explained="汛期") == (Level.INFO, "未开展，已说明")
