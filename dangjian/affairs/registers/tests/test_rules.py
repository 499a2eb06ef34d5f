from datetime import date
from decimal import Decimal

import pytest

from dangjian.affairs.registers.rules.definitions import difference, problems, read_definition
from dangjian.affairs.registers.rules.fields import DefinitionError, Field, read_field, troubles
from dangjian.affairs.registers.rules.periods import before, period_named, period_of, periods, words_of
from dangjian.affairs.registers.rules.values import Checks, NotAValueError, read, result_of, words


def field(kind: str = "text", **more: object) -> Field:
    return read_field({"key": "a", "caption": "甲", "kind": kind, **more})


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("text", " 东头 ", "东头"), ("integer", "1,200", 1200), ("integer", "3.0", 3), ("number", "0.2500", "0.25"),
        ("money", "12.50", "12.5"), ("day", "2026年3月5日", "2026-03-05"), ("day", "2026.3.5", "2026-03-05"),
        ("day", "2026-03-05", "2026-03-05"), ("yes_no", "是", True), ("yes_no", "没有", False), ("text", "", None),
        ("integer", None, None),
    ],
)  # fmt: skip
def test_what_is_typed_becomes_a_value(kind: str, typed: object, value: object) -> None:
    assert read(field(kind), typed) == value


@pytest.mark.parametrize(
    ("kind", "typed", "why"),
    [
        ("integer", "三", "要填数字"), ("integer", "1.5", "要填整数"), ("money", "1.234", "小数最多 2 位"),
        ("number", "1e99", "数字太大"), ("number", "NaN", "数字太大"), ("day", "2026-02-30", "日期写成"),
        ("yes_no", "可能", "填“是”或“否”"), ("text", "字" * 501, "最多写 500 个字"),
    ],
)  # fmt: skip
def test_what_is_no_value_says_what_would_be(kind: str, typed: str, why: str) -> None:
    with pytest.raises(NotAValueError, match=why):
        read(field(kind), typed)


def test_bounds_choices_and_patterns() -> None:
    for wrong, one in (
        ("-1", field("integer", min=0)), ("11", field("number", max=10)), ("中", field("choice", choices=["好", "差"])),
        ("12", field("text", pattern="\\d{4}")),
    ):  # fmt: skip
        with pytest.raises(NotAValueError):
            read(one, wrong)
    assert read(field("choice", choices=["好", "差"]), "好") == "好"


@pytest.mark.parametrize(
    ("formula", "of", "result"),
    [
        ("sum", ["x", "y"], Decimal("5.5")), ("difference", ["x", "y"], Decimal("-1.5")),
        ("ratio", ["y", "x"], Decimal("1.75")), ("share", ["x", "y"], Decimal("57.14")), ("count", ["x", "w", "n"], 2),
        ("sum", ["x", "n"], None), ("ratio", ["x", "z"], None),
    ],
)  # fmt: skip
def test_formulas_are_worked_out_and_unknown_is_not_zero(formula: str, of: list[str], result: object) -> None:
    one = field("formula", formula=formula, of=of)
    assert result_of(one, {"x": "2", "y": "3.5", "z": 0, "w": True, "n": None}) == result


def test_what_does_not_fit_together_is_told_in_words() -> None:
    figures = [read_field({"key": key, "caption": key, "kind": "integer"}) for key in ("x", "y")]
    text = read_field({"key": "t", "caption": "文", "kind": "text"})
    assert troubles([*figures, field("formula", formula="ratio", of=["x"])]) == ["“甲”要正好选两栏来算"]
    assert troubles([*figures, text, field("formula", formula="sum", of=["x", "t"])]) == [
        "“甲”只能用数字、整数、金额来算"
    ]
    assert troubles([*figures, field("formula", formula="sum", of=["x", "gone"])]) == ["“甲”要用的栏目有的已经不在了"]
    assert troubles([field("choice", choices=["好"])]) == ["“甲”要有 2 到 40 个选项"]
    assert troubles([figures[0], text, read_field({**text.to_json(), "key": "u"})]) == ["有两栏都叫“文”"]
    assert troubles([*figures, field("integer", compare="le", other="x")]) == []
    for wrong in ({"key": "A", "caption": "甲", "kind": "text"}, {"key": "a", "caption": "甲", "kind": "photo"},
                  {"key": "a", "caption": "甲", "kind": "text", "script": "1"}):  # fmt: skip
        with pytest.raises(DefinitionError):
            read_field(wrong)


def test_a_definition_says_what_is_missing_and_what_changed() -> None:
    raw = {"title": "台账", "about": "place", "field": []}
    assert problems(read_definition(raw)) == ["还没有选由谁填", "还没有选是哪种地方", "还没有栏目"]
    whole = {**raw, "about": "body", "filled_by": ["villages"], "field": [field().to_json()]}
    old = read_definition(whole)
    assert problems(old) == []
    new = old.with_fields([field(hint="写全"), read_field({"key": "b", "caption": "乙", "kind": "day"})])
    assert difference(old, new) == ["新增“乙”", "“甲”的要求有改动"]
    assert difference(new, old) == ["不再填“乙”", "“甲”的要求有改动"]
    assert read_definition(new.to_json()) == new
    for wrong in (
        {**raw, "about": "cat"},
        {**raw, "filled_by": ["moon"]},
        {**raw, "period": "week"},
        {"about": "body"},
    ):
        with pytest.raises(DefinitionError):
            read_definition(wrong)


def test_periods_sort_as_time_goes_and_read_back() -> None:
    day = date(2026, 11, 21)
    assert [period_of(every, day).key for every in ("standing", "month", "quarter", "half", "year")] == [
        "", "2026-11", "2026-Q4", "2026-H2", "2026",
    ]  # fmt: skip
    assert period_of("quarter", day).end == date(2027, 1, 1)
    assert [one.key for one in periods("quarter", date(2026, 5, 1), day)] == ["2026-Q4", "2026-Q3", "2026-Q2"]
    assert before("half", period_of("half", day)) == period_of("half", date(2026, 3, 1))
    for every in ("month", "quarter", "half", "year"):
        one = period_of(every, day)
        assert period_named(every, one.key) == one
        assert words_of(one.key) == one.words
    for wrong in ("2026-Q5", "2026-13", "x", "2026-H2"):
        with pytest.raises((ValueError, IndexError)):
            period_named("quarter", wrong)


def test_values_read_as_people_write_them() -> None:
    assert words(field("money"), "12345.5") == "12,345.50"
    assert words(field("integer"), 12345) == "12,345"
    assert words(field("day"), "2026-03-05") == "2026年3月5日"
    assert words(field("yes_no"), read(field("yes_no"), "否")) == "否"
    assert words(field("formula", formula="share", of=["x", "y"]), "57.14") == "57.14%"
    checks = Checks([field("integer", required=True)])
    assert checks.faults({}) == {"a": "必填，没有的填 0"}
