from datetime import date

import pytest

from dangjian.activities.appraisals.rules import Grade, Urn, excellent_share, leading, window, work_year_of
from dangjian.rulebook import rule

ON = date(2026, 11, 20)


def test_the_grades_are_those_of_the_regulation() -> None:
    assert tuple(grade.label for grade in Grade) == rule("appraisals.grades", on=ON).listing


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2026, 10, 1), 2026), (date(2026, 12, 31), 2026), (date(2027, 3, 31), 2026), (date(2026, 9, 30), 2025)],
)
def test_a_work_year_runs_into_the_spring(day: date, year: int) -> None:
    assert work_year_of(day) == year


def test_the_window_is_that_of_the_duty() -> None:
    first, last = window(2026)
    text = rule("appraisals.members", on=ON).table["window"]
    assert (f"{first:%m-%d}", f"{last:%m-%d}") == text
    assert (first.year, last.year) == (2026, 2027)


def test_a_third_is_rounded_down_and_the_county_says_of_whom() -> None:
    assert excellent_share(graded=8, members=10, on=ON).most == 2
    assert (
        excellent_share(graded=8, members=10, on=ON, local={"appraisals.denominator": "党员总数，含预备党员"}).most == 3
    )
    assert "第十八条" in excellent_share(graded=8, members=10, on=ON).citation


def test_the_most_named_grade_leads_unless_two_share_the_place() -> None:
    assert leading((3, 2, 0, 0)) is Grade.EXCELLENT
    assert leading((2, 2, 0, 0)) is None
    assert leading(()) is None
    assert leading((0, 0, 0, 0)) is None


def test_an_urn_is_as_long_whatever_it_holds() -> None:
    urn = Urn.for_members([7, 3])
    empty = urn.to_bytes()
    urn.add({3: Grade.EXCELLENT, 7: Grade.UNQUALIFIED})
    urn.add({3: Grade.EXCELLENT})
    assert len(urn.to_bytes()) == len(empty)
    back = Urn.from_bytes(urn.to_bytes())
    assert (back.cast, back.counts) == (2, {3: [2, 0, 0, 0], 7: [0, 0, 0, 1]})
    with pytest.raises(KeyError):
        urn.add({99: Grade.BASIC})
