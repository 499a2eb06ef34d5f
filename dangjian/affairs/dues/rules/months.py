"""Which months are owed, and how long without a break; a month is its first day."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dangjian.rulebook import Value, rule

_YEAR: Final = 12
_QUARTER: Final = 3


@dataclass(frozen=True, slots=True)
class Amount:
    """What is set from a month on, to the end of its year, in cents."""

    since: date
    cents: int


@dataclass(frozen=True, slots=True)
class Relief:
    """What a superior approved for some months: ``cents`` instead of what is set; 0 is an exemption."""

    since: date
    until: date
    cents: int


@dataclass(frozen=True, slots=True)
class Owed:
    """A month that is not paid, and what is due for it in cents."""

    month: date
    cents: int


def month_of(day: date) -> date:
    """Return the month of a day."""
    return day.replace(day=1)


def later(month: date, number: int) -> date:
    """Return the month so many months later, or earlier."""
    year, place = divmod(month.year * _YEAR + month.month - 1 + number, _YEAR)
    return date(year, place + 1, 1)


def last_day(month: date) -> date:
    """Return the last day of a month."""
    return date.fromordinal(later(month, 1).toordinal() - 1)


def quarter_end(month: date) -> date:
    """Return the last month of the quarter."""
    return date(month.year, (month.month - 1) // _QUARTER * _QUARTER + _QUARTER, 1)


def words(month: date) -> str:
    """2026年10月."""
    return f"{month.year}年{month.month}月"


def span_words(months: Sequence[date]) -> str:
    """2026年9月 for one, 2026年9月至11月 for several in a row, 2025年12月至2026年1月 across a year."""
    first, last = min(months), max(months)
    if first == last:
        return words(first)
    return f"{words(first)}至{last.month}月" if first.year == last.year else f"{words(first)}至{words(last)}"


def due_in(month: date, amounts: Iterable[Amount], reliefs: Iterable[Relief] = ()) -> int | None:
    """Return what is due for a month in cents: None where nothing is set, 0 where nothing is to be paid."""
    of_year = [one for one in amounts if one.since <= month and one.since.year == month.year]
    if not of_year:
        return None
    cents = max(of_year, key=lambda one: one.since).cents
    for relief in reliefs:
        if relief.since <= month <= relief.until:
            cents = min(cents, relief.cents)
    return cents


def owed(
    amounts: Collection[Amount], reliefs: Collection[Relief], paid: Collection[date], *, until: date
) -> list[Owed]:
    """Return the months up to ``until`` (inclusive) that are due and not paid, the oldest first."""
    return [
        Owed(month, cents)
        for month in _covered(amounts, until)
        if month not in paid and (cents := due_in(month, amounts, reliefs))
    ]


def _covered(amounts: Collection[Amount], until: date) -> Iterator[date]:
    month = min((one.since for one in amounts), default=until)
    while month <= until and amounts:
        yield month
        month = later(month, 1)


def longest_arrears(
    amounts: Collection[Amount], reliefs: Collection[Relief], paid: Collection[date], *, on: date
) -> list[date]:
    """Return the unpaid months in a row that reach up to the last month that is over on ``on``.

    A month that nobody had to pay breaks the row, as a paid one does.
    """
    found: list[date] = []
    month = later(month_of(on), -1)
    unpaid = {one.month for one in owed(amounts, reliefs, paid, until=month)}
    while month in unpaid:
        found.append(month)
        month = later(month, -1)
    return found[::-1]


def months_to_procedure(on: date) -> int:
    """Give after how many months in a row a procedure opens."""
    return rule("dues.unpaid_months", on=on).number


def reach_back(on: date) -> date:
    """Give the oldest month that may still be paid without a reason written down."""
    return later(month_of(on), -rule("dues.arrears_months", on=on).number)


def citation_of_arrears(on: date) -> str:
    """Cite the rule on paying later."""
    return rule("dues.arrears_months", on=on).citation


def rhythms(on: date) -> tuple[str, ...]:
    """Give how often dues may be paid."""
    return tuple(map(str, rule("dues.rhythm", on=on).listing))


def uses(on: date) -> tuple[str, ...]:
    """Give what dues may be used for."""
    return tuple(map(str, rule("dues.uses", on=on).listing))


def publications(on: date) -> int:
    """Give how often a year dues are published at least."""
    return int(str(rule("dues.published_yearly", on=on).table["times"]))


def stays_for_the_year(on: date) -> str:
    """Cite the rule that an amount stays for its year."""
    return rule("dues.fixed_for_the_year", on=on).citation


def months_to_reminder(on: date, local: Mapping[str, Value] | None = None) -> int:
    """Give for how many months dues are unpaid before the member is reminded, as the county set it."""
    return rule("dues.reminder_months", on=on, local=local).number
