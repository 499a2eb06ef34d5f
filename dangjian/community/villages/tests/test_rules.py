"""Clauses that somebody should look at, periods of disclosure, and whose question it is."""

from datetime import date

import pytest

from dangjian.community.villages.rules import clauses, cycle_of, marks, names_cadres, period_before, period_of

ON = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("clause", "why"),
    [
        ("乱倒垃圾的，罚款 50 元。", "罚款、收费"),
        ("不参加集体劳动的，停发当年福利。", "扣减福利待遇"),
        ("拒不拆除的，收回 承包地。", "限制土地权益"),
        ("违反三次的，子女不予入学。", "限制上学、参军"),
        ("不文明行为上黑榜。", "点名曝光"),
        ("有矛盾不得越级上访。", "涉及信访"),
        ("村民不得信教。", "涉及信仰"),
        ("外嫁女不得参加分红。", "涉及婚姻"),
        ("生育须先到村里登记。", "涉及生育"),
    ],
)
def test_a_clause_that_goes_too_far_is_marked(clause: str, why: str) -> None:
    found = marks(f"爱护公物。\n\n{clause}\n", ON)
    assert [(mark.number, mark.why) for mark in found] == [(2, why)]
    assert found[0].found


def test_an_ordinary_text_has_no_marks_and_two_reasons_are_two_marks() -> None:
    assert marks("邻里互助。\n红白事从简。\n不乱倒垃圾。", ON) == []
    both = marks("违者罚款，并取消低保。", ON)
    assert [mark.why for mark in both] == ["罚款、收费", "扣减福利待遇"]


def test_a_clause_is_a_line() -> None:
    assert clauses("一、邻里互助\r\n\r\n 二、红白事从简 \n") == ["一、邻里互助", "二、红白事从简"]


@pytest.mark.parametrize(
    ("cycle", "words", "first", "last", "before"),
    [
        ("quarter", "2026年第四季度", date(2026, 10, 1), date(2026, 12, 31), "2026年第三季度"),
        ("month", "2026年11月", date(2026, 11, 1), date(2026, 11, 30), "2026年10月"),
    ],
)
def test_periods(cycle: str, words: str, first: date, last: date, before: str) -> None:
    found = period_of(ON, cycle)
    assert (found.words, found.first, found.last) == (words, first, last)
    assert period_before(found, cycle).words == before
    assert period_before(period_of(date(2026, 1, 5), cycle), cycle).last == date(2025, 12, 31)


def test_accounts_are_monthly_only_where_there_is_much_finance() -> None:
    assert cycle_of("finance", ON, is_monthly=True) == "month"
    assert cycle_of("finance", ON, is_monthly=False) == "quarter"
    assert cycle_of("ordinary", ON, is_monthly=True) == "quarter"
    assert cycle_of("ordinary", date(2025, 11, 20), is_monthly=True) == "quarter"


def test_what_speaks_of_cadres_goes_above() -> None:
    assert names_cadres("村会计的账为什么没公布", ON)
    assert not names_cadres("机耕道什么时候修", ON)
