"""The colors of a due date."""

from datetime import date, timedelta

import pytest

from dangjian.procedures.agenda.rules import Level, standing, yellow_days
from dangjian.rulebook import OutOfBoundsError

DUE = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("days", "level"),
    [(-8, Level.OK), (-7, Level.SOON), (0, Level.SOON), (1, Level.LATE)],
)
def test_yellow_seven_days_before_and_red_from_the_next_day(days: int, level: Level) -> None:
    assert standing(DUE, DUE + timedelta(days=days), 7).level is level


def test_the_words_say_how_long_and_the_reason_says_the_day() -> None:
    late = standing(DUE, date(2026, 11, 26), 7)
    assert late.words == "已到期未办结 6 天"
    assert late.reason == "应于2026年11月20日前办结（含当日）"


def test_what_goes_on_for_good_has_no_color() -> None:
    assert (standing(None, DUE, 7).level, standing(None, DUE, 7).words) == (Level.NA, "长期坚持")


@pytest.mark.parametrize(
    ("done", "words"),
    [(DUE, "按期办结"), (DUE + timedelta(days=3), "超期 3 天办结")],
)
def test_what_is_done_is_never_red(done: date, words: str) -> None:
    after = standing(DUE, date(2027, 6, 1), 7, done_on=done)
    assert (after.level, after.words) == (Level.OK, words)


def test_what_had_no_term_can_be_done() -> None:
    assert standing(None, DUE, 7, done_on=DUE).words == "已办结"


def test_a_county_sets_its_yellow_days() -> None:
    assert yellow_days(DUE) == 7
    assert yellow_days(DUE, {"tasks.yellow_days": 15}) == 15
    with pytest.raises(OutOfBoundsError):
        yellow_days(DUE, {"tasks.yellow_days": 31})
