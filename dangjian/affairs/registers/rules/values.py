"""What is typed into a field becomes a value, or a word why not; what is checked and worked out between fields."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from operator import eq, ge, gt, le, lt
from typing import Any, Final

from dangjian.affairs.registers.rules.fields import COMPARISONS, FIGURES, Field, Formula, Kind

Value = str | int | bool | None  # As kept in JSON: decimals and days as text.
Values = dict[str, Value]
MOST_TEXT: Final = 500
_MOST: Final = Decimal(10) ** 14
_CENTS: Final = Decimal("0.01")
_PLACES: Final = 4
_YES: Final = frozenset({"是", "有", "true", "1", "√", "yes", "on"})
_NO: Final = frozenset({"否", "无", "没有", "false", "0", "×", "no"})
_DAY: Final = re.compile(r"(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月)?(?: 00:00(?::00)?)?")
_HOLDS: Final = {"le": le, "ge": ge, "lt": lt, "gt": gt, "eq": eq}


class NotAValueError(ValueError):
    """What was typed is no value of the field; the words say what would be."""


def read(field: Field, typed: object) -> Value:
    """Return the value of what was typed, None for nothing; raises ``NotAValueError`` in words."""
    words = typed.strip() if isinstance(typed, str) else "" if typed is None else str(typed)
    return _READERS[field.kind](field, words) if words else None


def _text(field: Field, words: str) -> Value:
    if len(words) > MOST_TEXT:
        raise NotAValueError(f"最多写 {MOST_TEXT} 个字")
    if field.pattern and not re.fullmatch(field.pattern, words):
        raise NotAValueError(f"格式不对{'，' + field.hint if field.hint else ''}")
    return words


def _figure(field: Field, words: str) -> Value:
    try:
        number = Decimal(words.replace(",", "").replace("，", ""))
    except InvalidOperation:
        raise NotAValueError("要填数字，不带单位") from None
    if not number.is_finite() or abs(number) >= _MOST:
        raise NotAValueError("数字太大")
    if field.least and number < Decimal(field.least):
        raise NotAValueError(f"不能小于 {field.least}")
    if field.most and number > Decimal(field.most):
        raise NotAValueError(f"不能大于 {field.most}")
    if field.kind is Kind.INTEGER:
        if number != number.to_integral_value():
            raise NotAValueError("要填整数")
        return int(number)
    places = 2 if field.kind is Kind.MONEY else _PLACES
    if -int(number.as_tuple().exponent) > places:
        raise NotAValueError(f"小数最多 {places} 位")
    return plain(number)


def plain(number: Decimal) -> str:
    """Return a decimal without an exponent or idle zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _day(field: Field, words: str) -> Value:  # noqa: ARG001  # one shape for all
    found = _DAY.fullmatch(words)
    try:
        return date(int(found[1]), int(found[2]), int(found[3] or 1)).isoformat() if found else _no_day()
    except ValueError:
        return _no_day()


def _no_day() -> str:
    raise NotAValueError("日期写成 2026-11-21 或 2026年11月21日")


def _yes_no(field: Field, words: str) -> Value:  # noqa: ARG001  # one shape for all
    said = words.lower()
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise NotAValueError("填“是”或“否”")


def _choice(field: Field, words: str) -> Value:
    if words not in field.choices:
        raise NotAValueError(f"只能填：{'、'.join(field.choices)}")
    return words


def _nothing(field: Field, words: str) -> Value:  # noqa: ARG001  # one shape for all
    return None


_READERS: Final = {
    Kind.TEXT: _text,
    Kind.INTEGER: _figure,
    Kind.NUMBER: _figure,
    Kind.MONEY: _figure,
    Kind.DAY: _day,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.FORMULA: _nothing,
}


def number(value: object) -> Decimal | None:
    """Return the figure of a value; None where it is none."""
    if value is None or value == "" or isinstance(value, bool):
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def result_of(field: Field, values: Mapping[str, Any]) -> Decimal | None:
    """Return what a formula gives: shares in per cent, quotients to two places, half up."""
    if field.formula == Formula.COUNT:
        return Decimal(sum(values.get(key) not in (None, "", False) for key in field.of))
    parts = [number(values.get(key)) for key in field.of]
    known = [part for part in parts if part is not None]
    if len(known) != len(parts):
        return None
    if field.formula == Formula.SUM:
        return sum(known, Decimal(0))
    if field.formula == Formula.DIFFERENCE:
        return known[0] - sum(known[1:], Decimal(0))
    if known[1] == 0:
        return None
    times = 100 if field.formula == Formula.SHARE else 1
    return (known[0] * times / known[1]).quantize(_CENTS, ROUND_HALF_UP)


class Checks:
    """What is checked and worked out between the fields of a definition, laid out once for many lines."""

    def __init__(self, fields: Iterable[Field]) -> None:
        live = [field for field in fields if not field.is_retired]
        self._by_key = {field.key: field for field in live}
        self._required = [field for field in live if field.is_required and field.is_asked]
        self._compared = [field for field in live if field.compare and field.other in self._by_key]
        self._formulas = [field for field in live if field.kind is Kind.FORMULA]

    def worked_out(self, values: Mapping[str, Any]) -> Values:
        """Return the values with every formula worked out; where a part is not known the result is not either."""
        found: Values = dict(values)
        for field in self._formulas:
            result = result_of(field, values)
            found[field.key] = None if result is None else plain(result)
        return found

    def faults(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Return what is missing or does not fit together, by field, in words."""
        found = {
            field.key: "必填，没有的填 0" if field.kind in FIGURES else "必填"
            for field in self._required
            if values.get(field.key) is None
        }
        for field in self._compared:
            value, other = values.get(field.key), values.get(field.other)
            if value is not None and other is not None and not _compares(field, value, other):
                found[field.key] = f"应{COMPARISONS[field.compare]}“{self._by_key[field.other].caption}”（{other}）"
        return found


def _compares(field: Field, value: object, other: object) -> bool:
    if field.kind is Kind.DAY:
        return bool(_HOLDS[field.compare](str(value), str(other)))
    one, two = number(value), number(other)
    return one is None or two is None or bool(_HOLDS[field.compare](one, two))


def words(field: Field, value: object) -> str:
    """Return a value as people read it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if field.kind is Kind.DAY:
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            return str(value)
        return f"{day.year}年{day.month}月{day.day}日"
    figure = number(value) if field.is_figure else None
    if figure is None:
        return str(value)
    said = f"{figure:,.2f}" if _is_money(field) else f"{figure:,}" if abs(figure) >= _MANY else plain(figure)
    return f"{said}%" if field.formula == Formula.SHARE else said


def _is_money(field: Field) -> bool:
    return field.kind is Kind.MONEY or (field.kind is Kind.FORMULA and field.unit in _UNITS_OF_MONEY)


_MANY: Final = 10_000
_UNITS_OF_MONEY: Final = ("元", "万元", "亿元")
