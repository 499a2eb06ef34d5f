"""Until when a suggestion is answered, and in which quarter it is counted: pure, no Django, no clock."""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from dangjian.rulebook import Value, rule

ANSWER_WORKDAYS: Final = "suggestions.answer_workdays"
_QUARTER: Final = 3
_NUMERALS: Final = "一二三四"


class Quarter(NamedTuple):
    """A quarter of a year, 1 to 4."""

    year: int
    number: int

    @property
    def first_day(self) -> date:
        """Return its first day."""
        return date(self.year, _QUARTER * self.number - 2, 1)

    @property
    def following(self) -> "Quarter":
        """Return the quarter after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def words(self) -> str:
        """Return it as people say it: 2026年第四季度."""
        return f"{self.year}年第{_NUMERALS[self.number - 1]}季度"


def quarter_of(day: date) -> Quarter:
    """Return the quarter of a day."""
    return Quarter(day.year, (day.month - 1) // _QUARTER + 1)


def number_words(year: int, number: int) -> str:
    """Return the case number as it is printed: 意见〔2026〕3号."""
    return f"意见〔{year}〕{number}号"


def answer_workdays(on: date, local: Mapping[str, Value] | None = None) -> int:
    """Return within how many workdays a suggestion is answered, as the county set it."""
    return rule("suggestions.answer_workdays", on=on, local=local).number
