"""Terms of 3 and 5 years, lawful days, thresholds, and the vote engine by the table of the rulebook."""

from datetime import date

import pytest

from dangjian.affairs.terms import rules
from dangjian.procedures.votes import rules as votes
from dangjian.procedures.votes.rules import Motion

ON = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("kind", "field", "level", "years"),
    [
        ("branch", "rural", "base", 5),
        ("general_branch", "community", "base", 5),
        ("committee", "rural", "base", 5),
        ("committee", "organ", "department", 5),
        ("committee", "rural", "township", 5),
        ("general_branch", "organ", "base", 3),
        ("branch", "private_firm", "base", 3),
        ("mobile_branch", "society", "base", 3),
        ("joint_branch", "rural", "base", 5),
    ],
)
def test_a_term_is_as_long_as_its_article_says(kind: str, field: str, level: str, years: int) -> None:
    found = rules.term_rule(kind, field, level, ON)
    assert found
    assert found.number == years
    assert "关于党的基层组织任期的意见" in found.citation


@pytest.mark.parametrize("kind", ["work_committee", "temporary_branch", "group"])
def test_some_bodies_have_no_term(kind: str) -> None:
    assert rules.term_rule(kind, "organ", "base", ON) is None
    assert rules.term_rule("committee", "organ", "county", ON) is None


def test_years_go_over_a_leap_day() -> None:
    assert rules.years_after(date(2024, 2, 29), 5) == date(2029, 2, 28)
    assert rules.years_after(date(2023, 11, 21), 3) == date(2026, 11, 21)


def test_lawful_days_move_with_approval() -> None:
    plain = rules.window(date(2026, 12, 31), extended_to=None, early_from=None, on=ON, local={})
    assert (plain.earliest, plain.latest) == (date(2026, 11, 1), date(2026, 12, 31))
    moved = rules.window(
        date(2026, 12, 31), extended_to=date(2027, 6, 30), early_from=date(2026, 3, 1), on=ON, local={}
    )
    assert (moved.earliest, moved.latest) == (date(2026, 3, 1), date(2027, 6, 30))
    assert moved.holds(date(2027, 6, 30))
    assert not moved.holds(date(2027, 7, 1))


def test_past_the_end_with_approval_is_a_warning_without_it_late() -> None:
    end, on = date(2026, 10, 1), ON
    assert rules.phase(end, None, on, yellow=180) is rules.Phase.LATE
    assert rules.phase(end, date(2027, 3, 1), on, yellow=180) is rules.Phase.EXTENDED
    assert rules.phase(end, date(2026, 11, 20), on, yellow=180) is rules.Phase.LATE
    assert rules.phase(on, None, on, yellow=180) is rules.Phase.SOON
    assert rules.phase(date(2028, 1, 1), None, on, yellow=180) is rules.Phase.RUNNING


def test_thresholds_are_the_counties_own() -> None:
    days = rules.thresholds(ON, {})
    assert days == [180, 90, 30, 0]
    assert rules.thresholds(ON, {"terms.reminder_days": (60, 200)}) == [200, 60]
    due = date(2027, 2, 1)
    found = [
        rules.threshold_due(due, day, days) for day in (date(2026, 6, 1), date(2026, 8, 10), ON, due, date(2027, 3, 1))
    ]
    assert found == [None, 180, 90, 0, 0]


@pytest.mark.parametrize(("seats", "least"), [(3, 4), (5, 6), (7, 9), (9, 11), (1, 2)])
def test_candidates_exceed_seats_by_a_fifth(seats: int, least: int) -> None:
    assert votes.least_candidates(seats, ON) == least


@pytest.mark.parametrize(
    ("motion", "entitled", "quorum", "present", "yes"),
    [
        (Motion.DECISION, 30, 15, 20, 16),
        (Motion.DECISION, 31, 16, 20, 16),
        (Motion.ELECTION, 30, 24, 24, 13),
        (Motion.ELECTION, 31, 25, 25, 13),
        (Motion.ADMISSION, 30, 16, 20, 16),
        (Motion.DISPOSAL, 30, 16, 20, 16),
        (Motion.VILLAGE, 30, 20, 20, 10),
    ],
)
def test_each_motion_is_a_line_of_the_table(motion: Motion, entitled: int, quorum: int, present: int, yes: int) -> None:
    line = votes.line(motion, ON)
    assert line.least_present(entitled) == quorum
    assert not line.may_open(entitled=entitled, present=quorum - 1)
    assert line.may_open(entitled=entitled, present=quorum)
    assert line.least_yes(entitled, present) == yes
    assert line.is_passed(entitled=entitled, present=present, yes=yes)
    assert not line.is_passed(entitled=entitled, present=present, yes=yes - 1)
    assert line.needs_checking
    assert "待核实" in line.citation


def test_opinions_handed_in_before_count_only_where_the_table_says_so() -> None:
    assert votes.line(Motion.ADMISSION, ON).is_passed(entitled=30, present=20, yes=14, written=2)
    assert not votes.line(Motion.DECISION, ON).is_passed(entitled=30, present=20, yes=14, written=2)
    assert not votes.line(Motion.ELECTION, ON).is_passed(entitled=30, present=31, yes=30)


def test_ballots_beyond_those_handed_out_void_an_election() -> None:
    assert votes.are_valid(handed_out=25, returned=24)
    assert not votes.are_valid(handed_out=25, returned=26)


def test_who_is_elected() -> None:
    tally = {"甲": 25, "乙": 20, "丙": 14, "丁": 12}
    assert votes.outcome(tally, seats=3, needed=13).elected == ["甲", "乙", "丙"]
    short = votes.outcome(tally, seats=3, needed=15)
    assert (short.elected, short.missing) == (["甲", "乙"], 1)
    tied = votes.outcome({"甲": 25, "乙": 20, "丙": 20, "丁": 20}, seats=3, needed=13)
    assert (tied.elected, sorted(tied.tied), tied.missing) == (["甲"], sorted("乙丙丁"), 2)
    clear = votes.outcome({"甲": 25, "乙": 20, "丙": 19}, seats=2, needed=13)
    assert (clear.elected, clear.missing) == (["甲", "乙"], 0)
