"""Dates that contradict, dates that are doubted with the exceptions of older cohorts, and 党龄."""

from datetime import date

import pytest

from dangjian.affairs.members.rules import Dates, faults, months_after, place_of, seniority_months, seniority_words

TODAY = date(2026, 11, 21)
BORN = date(1950, 5, 1)


def said(**days: date | None) -> list[tuple[str, bool]]:
    category = "full" if days.get("confirmed_on") else "probationary"
    return [(fault.field, fault.is_doubt) for fault in faults(Dates(category, BORN, **days), on=TODAY)]


def test_an_ordinary_way_is_in_order() -> None:
    assert said(joined_on=date(1990, 7, 1), confirmed_on=date(1991, 7, 1)) == []


@pytest.mark.parametrize(
    ("joined", "confirmed", "field"),
    [
        (date(1966, 7, 1), date(1967, 7, 1), "joined_on"),
        (date(1990, 7, 1), date(1991, 6, 30), "confirmed_on"),
        (date(1977, 9, 1), date(1977, 9, 1), "confirmed_on"),
    ],
)
def test_too_young_and_too_early_are_doubts(joined: date, confirmed: date, field: str) -> None:
    assert said(joined_on=joined, confirmed_on=confirmed) == [(field, True)]


@pytest.mark.parametrize("joined", [date(1969, 4, 1), date(1975, 7, 1), date(1977, 8, 31)])
def test_who_joined_without_probation_is_not_doubted(joined: date) -> None:
    assert said(joined_on=joined, confirmed_on=joined) == []


def test_contradictions_are_no_doubts() -> None:
    wrong = faults(Dates("probationary", BORN, date(2025, 7, 1), date(2026, 7, 1)), on=TODAY)
    assert [(fault.field, fault.is_doubt) for fault in wrong] == [("confirmed_on", False)]
    assert said(joined_on=date(1991, 7, 1), confirmed_on=date(1990, 7, 1))[0] == ("confirmed_on", False)
    assert ("joined_on", False) in said(joined_on=date(2027, 7, 1))
    assert ("joined_on", False) in said(joined_on=date(1949, 7, 1))
    early = faults(Dates("applicant", BORN, date(2025, 7, 1)), on=TODAY)
    assert [fault.field for fault in early] == ["joined_on"]


def test_a_doubt_cites_and_says_that_the_text_was_not_read() -> None:
    fault = faults(Dates("full", BORN, date(1966, 7, 1), date(1967, 7, 1)), on=TODAY)[0]
    assert "《中国共产党章程》第一条" in fault.citation
    assert "待核实" in fault.citation


def test_seniority_counts_from_full_membership_with_the_correction() -> None:
    assert seniority_months(date(2001, 7, 1), 0, on=TODAY) == 25 * 12 + 4
    assert seniority_months(date(2001, 7, 22), 0, on=TODAY) == 25 * 12 + 3
    assert seniority_months(date(2001, 7, 1), -6, on=TODAY) == 25 * 12 - 2
    assert seniority_months(None, 0, on=TODAY) is None
    assert seniority_words(304) == "25年4个月"
    assert seniority_words(0) == "0个月"
    assert seniority_words(24) == "2年"


def test_months_end_with_the_month() -> None:
    assert months_after(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_after(date(2025, 8, 31), 6) == date(2026, 2, 28)


def test_the_order_of_a_roll() -> None:
    assert sorted(("委员", "党员", "党支部书记", "党支部副书记"), key=place_of) == [
        "党支部书记",
        "党支部副书记",
        "委员",
        "党员",
    ]
