"""Months, half years, and whether two titles ask for the same: pure, no Django, no clock."""

from datetime import date, timedelta
from typing import Final, NamedTuple

_ALIKE: Final = 0.5
_JUNE: Final = 6
_JULY: Final = 7
_NEAR: Final = timedelta(days=7)


class Span(NamedTuple):
    """A half-open period with its words."""

    key: str
    words: str
    start: date
    end: date


def month_of(typed: str, on: date) -> Span:
    """Return the month typed as 2026-11, else that of a day."""
    try:
        first = date.fromisoformat(f"{typed}-01")
    except ValueError:
        first = on.replace(day=1)
    after = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return Span(f"{first:%Y-%m}", f"{first.year}年{first.month}月", first, after)


def months_before(on: date, number: int) -> list[Span]:
    """Return the month of a day and those before it."""
    found = [month_of("", on)]
    while len(found) < number:
        found.append(month_of("", found[-1].start - timedelta(days=1)))
    return found


def half_of(typed: str, on: date) -> Span:
    """Return the half year typed as 2026-1 or 2026-2, else that of a day."""
    year, _, half = typed.partition("-")
    if year.isdecimal() and half in {"1", "2"} and 2000 <= int(year) <= 2100:  # noqa: PLR2004  # years of the platform
        return _half(int(year), is_first=half == "1")
    return _half(on.year, is_first=on.month <= _JUNE)


def _half(year: int, *, is_first: bool) -> Span:
    if is_first:
        return Span(f"{year}-1", f"{year}年上半年", date(year, 1, 1), date(year, _JULY, 1))
    return Span(f"{year}-2", f"{year}年下半年", date(year, _JULY, 1), date(year + 1, 1, 1))


def halves_before(on: date, number: int) -> list[Span]:
    """Return the half year of a day and those before it."""
    found = [half_of("", on)]
    while len(found) < number:
        found.append(half_of("", found[-1].start - timedelta(days=1)))
    return found


def around(day: date) -> tuple[date, date]:
    """Return the days near a day, both included: what falls due there comes at the same time."""
    return day - _NEAR, day + _NEAR


def is_alike(one: str, other: str) -> bool:
    """Say whether two titles share most of their pairs of characters, so that they may ask for the same."""
    first, second = _pairs(one), _pairs(other)
    return bool(first and second) and len(first & second) >= _ALIKE * min(len(first), len(second))


def _pairs(text: str) -> set[str]:
    words = "".join(character for character in text if character.isalnum())
    return {words[place : place + 2] for place in range(len(words) - 1)}


def hours_words(minutes: int) -> str:
    """Return minutes as people say them: 40 分钟, 2.5 小时."""
    return f"{minutes} 分钟" if minutes < 60 else f"{minutes / 60:.1f} 小时"  # noqa: PLR2004  # an hour
