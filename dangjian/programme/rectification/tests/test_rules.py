"""Counts that contradict themselves, and what a county's scheme holds against passing."""

from dataclasses import replace
from datetime import date

import pytest

from dangjian.programme.rectification import rules
from dangjian.programme.rectification.tests.make import GOOD
from dangjian.rulebook import RuleBreach

ON = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"returned": 21, "satisfied": 15}, "收回的多于发出的"),
        ({"satisfied": 13}, "合计 19 张"),
        ({"handed_out": 0, "returned": 0, "satisfied": 0}, "至少 1 张"),
    ],
)
def test_counts_that_cannot_be_are_refused(changes: dict[str, int], words: str) -> None:
    with pytest.raises(RuleBreach, match=words):
        rules.refuse_counts(replace(GOOD, **changes))


def test_counts_that_agree_pass() -> None:
    rules.refuse_counts(GOOD)
    assert rules.objections(GOOD, ON, {}) == []


def test_exactly_half_dissatisfied_is_not_more_than_half() -> None:
    half = replace(GOOD, satisfied=8, fairly=1, dissatisfied=9, unsure=0)
    assert rules.objections(half, ON, {}) == []
    more = replace(half, satisfied=7, dissatisfied=10)
    found = rules.objections(more, ON, {})
    assert len(found) == 1
    assert "超过 50%" in found[0][0]
    assert "待核实" in found[0][1].citation


def test_a_county_sets_its_own_thresholds_within_bounds() -> None:
    few = replace(GOOD, handed_out=10, returned=10, satisfied=9, fairly=0, dissatisfied=1, unsure=0)
    assert "少于 15 人" in rules.objections(few, ON, {})[0][0]
    assert rules.objections(few, ON, {"rectification.least_voters": 10}) == []
    scored = replace(GOOD, score=69)
    assert "低于 70 分" in rules.objections(scored, ON, {})[0][0]
    assert rules.objections(scored, ON, {"rectification.pass_score": 65}) == []
    assert rules.objections(replace(GOOD, score=None), ON, {}) == []


def test_the_watch_lasts_a_year() -> None:
    assert rules.watched_until(date(2026, 11, 21)) == date(2027, 11, 21)
    assert rules.watched_until(date(2024, 2, 29)) == date(2025, 2, 28)


def test_what_is_local_is_shown_as_unchecked() -> None:
    assert all("待核实" in one.citation for one in rules.scheme(ON, {}))
    assert "待核实" in rules.signs(ON).citation
