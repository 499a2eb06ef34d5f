"""A figure as bars in the county's order: drawn without scripts, each leads to the lines behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dangjian.affairs.registers.queries.sums import Line
from dangjian.affairs.registers.rules.fields import Field


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its caption, the figure in words, its width in per cent of the widest, where it leads."""

    caption: str
    words: str
    width: int
    address: str
    is_below_zero: bool = False


def bars(lines: Sequence[Line], field: Field, address: Callable[[Line], str]) -> list[Bar]:
    """Return a bar a body; where nobody filled there is none, only words."""
    numbers = [line.number(field) for line in lines]
    widest = max((abs(number) for number in numbers if number is not None), default=Decimal(0))
    return [
        Bar(
            line.body.short_name, line.figure(field) if number is not None else "还没有填", _width(number, widest),
            address(line), number is not None and number < 0,
        )
        for line, number in zip(lines, numbers, strict=True)
    ]  # fmt: skip


def bars_of_spread(found: Sequence[tuple[str, int]], address: str) -> list[Bar]:
    """Return a bar a choice."""
    widest = Decimal(max((number for _, number in found), default=0))
    return [Bar(caption, f"{number}", _width(Decimal(number), widest), address) for caption, number in found]


def _width(number: Decimal | None, widest: Decimal) -> int:
    return round(100 * abs(number) / widest) if number is not None and widest else 0
