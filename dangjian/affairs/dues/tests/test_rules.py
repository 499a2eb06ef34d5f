"""Brackets on the whole base, exclusions, cap, special payers, rounding; which months are owed."""

from datetime import date
from decimal import Decimal

import pytest

from dangjian.affairs.dues.rules import Income, Payer, Working, monthly, yuan
from dangjian.affairs.dues.rules.months import (
    Amount,
    Relief,
    due_in,
    longest_arrears,
    owed,
    quarter_end,
    reach_back,
    span_words,
)
from dangjian.rulebook import NotInForceError, OutOfBoundsError, RuleBreach

ON = date(2026, 1, 1)


def of(payer: Payer, yuan: str, **more: object) -> Working:
    return monthly(payer, on=ON, income=Income(Decimal(yuan)), **more)  # type: ignore[arg-type]  # as it comes


@pytest.mark.parametrize(
    ("base", "due"),
    [
        ("1", "0.01"),
        ("3000", "15.00"),
        ("3000.01", "30.00"),
        ("5000", "50.00"),
        ("5000.01", "75.00"),
        ("5001", "75.02"),
        ("10000", "150.00"),
        ("10001", "200.02"),
        ("50000", "1000.00"),
        ("80000", "1000.00"),
    ],
)
def test_the_rate_of_the_bracket_holds_for_the_whole_base(base: str, due: str) -> None:
    assert yuan(of(Payer.SALARIED, base).computed) == due


@pytest.mark.parametrize("payer", [Payer.ANNUAL, Payer.SELF_EMPLOYED])
def test_who_has_no_monthly_salary_pays_by_the_same_brackets(payer: Payer) -> None:
    assert of(payer, "5001").computed == 7502


@pytest.mark.parametrize(("base", "due"), [("5000", "25.00"), ("5000.01", "50.00"), ("6200", "62.00")])
def test_the_retired_have_two_brackets(base: str, due: str) -> None:
    assert yuan(of(Payer.RETIRED, base).computed) == due


@pytest.mark.parametrize("payer", [Payer.STUDENT, Payer.UNEMPLOYED, Payer.RELIEF, Payer.ALLOWANCE])
def test_some_pay_twenty_cents(payer: Payer) -> None:
    assert monthly(payer, on=ON).computed == 20


def test_a_farmers_amount_is_chosen_within_bounds() -> None:
    assert monthly(Payer.FARMER, on=ON).computed == 20
    assert monthly(Payer.FARMER, on=ON, chosen=100).computed == 100
    for wrong in (19, 101):
        with pytest.raises(RuleBreach, match=r"0\.20 元至 1\.00 元"):
            monthly(Payer.FARMER, on=ON, chosen=wrong)


def test_what_does_not_count_is_taken_off_and_shown() -> None:
    income = Income(Decimal(6200), {"住房公积金": Decimal(744), "社会保险": Decimal(455)})
    working = monthly(Payer.SALARIED, on=ON, income=income)
    assert working.computed == 7502
    assert (
        working.lines[0] == "收入 6,200.00 − 住房公积金 744.00 − 社会保险 455.00 = 税后相对固定的工资收入 5,001.00 元"
    )
    assert working.lines[1] == "5000 元以上至 10000 元（含），1.5%，按全额计：5,001.00 × 1.5% = 75.015"
    assert working.lines[2] == "四舍五入到分：75.02 元"
    assert any(one.startswith("dues.salaried@2008-04-01 《") for one in working.rules)


def test_the_plain_working_tells_no_income() -> None:
    working = of(Payer.SALARIED, "6217")
    assert not any("6,217" in line or "6217" in line for line in working.plain)
    assert working.plain[-1] == "四舍五入到分：93.26 元"


def test_the_county_rounds_to_ten_cents_and_says_so() -> None:
    working = of(Payer.SALARIED, "5001", local={"dues.rounding": 10})
    assert working.computed == 7500
    assert working.lines[2] == "四舍五入到角：75.00 元"
    assert any("本县另定" in one for one in working.rules)
    with pytest.raises(OutOfBoundsError):
        of(Payer.SALARIED, "5001", local={"dues.rounding": 5})


def test_above_the_cap_more_is_free() -> None:
    working = of(Payer.SALARIED, "60000", voluntary=20_000)
    assert (working.computed, working.amount) == (100_000, 120_000)
    assert "一般不超过 1000 元" in working.lines[-2]
    assert working.lines[-1] == "自愿多交 200.00 元"
    with pytest.raises(RuleBreach, match="负数"):
        of(Payer.SALARIED, "60000", voluntary=-1)


@pytest.mark.parametrize(
    ("income", "words"),
    [
        (None, "要写税后"),
        (Income(Decimal(-1)), "不能是负数"),
        (Income(Decimal(0)), "算出来是 0 元"),
        (Income(Decimal("NaN")), "不能是负数"),
        (Income(Decimal(100), {"住房公积金": Decimal(101)}), "超过了收入"),
        (Income(Decimal(100), {"年终奖": Decimal(1)}), "不在不计入"),
    ],
)
def test_what_cannot_be_reckoned_is_refused(income: Income | None, words: str) -> None:
    with pytest.raises(RuleBreach, match=words):
        monthly(Payer.SALARIED, on=ON, income=income)


def test_only_salaries_have_something_that_does_not_count() -> None:
    with pytest.raises(RuleBreach, match="没有不计入的项目"):
        monthly(Payer.RETIRED, on=ON, income=Income(Decimal(100), {"住房公积金": Decimal(1)}))


def test_before_the_rules_nothing_is_reckoned() -> None:
    with pytest.raises(NotInForceError):
        monthly(Payer.SALARIED, on=date(2008, 3, 31), income=Income(Decimal(100)))


def month(number: int, year: int = 2026) -> date:
    return date(year, number, 1)


SET = [Amount(month(1), 100)]


def test_what_is_owed() -> None:
    found = owed(SET, [], {month(1), month(2)}, until=month(4))
    assert [(one.month, one.cents) for one in found] == [(month(3), 100), (month(4), 100)]
    assert owed([], [], set(), until=month(4)) == []
    assert owed([Amount(month(11), 100)], [], set(), until=month(10)) == []


def test_an_amount_holds_from_its_month_to_the_end_of_its_year() -> None:
    amounts = [Amount(month(1), 100), Amount(month(7), 300), Amount(month(3, 2027), 500)]
    assert due_in(month(6), amounts) == 100
    assert due_in(month(12), amounts) == 300
    assert due_in(month(1, 2027), amounts) is None
    assert due_in(month(3, 2027), amounts) == 500


def test_what_was_reduced_is_never_more_than_what_is_set() -> None:
    reliefs = [Relief(month(2), month(3), 0), Relief(month(5), month(5), 40), Relief(month(6), month(6), 900)]
    assert [due_in(month(number), SET, reliefs) for number in range(1, 7)] == [100, 0, 0, 100, 40, 100]
    assert [one.month.month for one in owed(SET, reliefs, set(), until=month(4))] == [1, 4]


@pytest.mark.parametrize(
    ("paid", "since"),
    [(set(), 1), ({month(4)}, 5), ({month(1), month(10)}, None)],
)
def test_arrears_reach_back_without_a_break(paid: set[date], since: int | None) -> None:
    found = longest_arrears(SET, [], paid, on=date(2026, 11, 21))
    assert [one.month for one in found] == list(range(since, 11)) if since else found == []


def test_a_month_that_is_still_running_is_no_arrears() -> None:
    assert longest_arrears([Amount(month(11), 100)], [], set(), on=date(2026, 11, 30)) == []
    assert longest_arrears([Amount(month(11), 100)], [], set(), on=date(2026, 12, 1)) == [month(11)]


def test_words_and_ends() -> None:
    assert span_words([month(9), month(11)]) == "2026年9月至11月"
    assert span_words([month(12, 2025), month(1)]) == "2025年12月至2026年1月"
    assert quarter_end(month(11)) == month(12)
    assert reach_back(date(2026, 11, 21)) == month(5)
