"""What the rulebook says of transfers, and what the papers of one say: pure, no Django, no clock."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from dangjian.procedures.cases.rules import counted
from dangjian.rulebook import Rule, Value, rule

INSIDE: Final = "inside"
BETWEEN: Final = "between"
OUTWARD: Final = "outward"
INWARD: Final = "inward"


def letter_rule(on: date, local: Mapping[str, Value] | None = None) -> Rule:
    """Give how long a letter is good for, as the county of the sending committee has it."""
    return rule("transfers.letter_days", on=on, local=local)


def valid_until(sent_on: date, on: date, local: Mapping[str, Value] | None = None) -> date:
    """Give the last day on which a letter of ``sent_on`` is good."""
    text = letter_rule(on, local)
    return counted(sent_on, text.number, text.unit)


def packet_days(on: date) -> int:
    """Give for how many days a workbook of the national system is kept, sealed."""
    return rule("transfers.packet_days", on=on).number


def dues_gap(paid_until: date, on: date) -> int:
    """Give how many whole months before this one are not paid; 0 where dues are paid to last month or later.

    ``paid_until`` is any day of the last month that was paid.
    """
    return max((on.year - paid_until.year) * 12 + on.month - paid_until.month - 1, 0)


def month_words(day: date) -> str:
    """2026年10月."""
    return f"{day.year}年{day.month}月"


def day_words(day: date | None) -> str:
    """2026年10月8日, empty for None."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
