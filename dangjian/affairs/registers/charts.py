"""A field as bars in the county's order, each leading to the lines behind it."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from dangjian.affairs.registers.queries.sums import Line
from dangjian.affairs.registers.rules.fields import Field
from dangjian.foundation.ui.parts import Bar, Chart, Point


def by_body(lines: Sequence[Line], field: Field, address: Callable[[Line], str]) -> Chart:
    """Return a bar a body; where nobody filled there is none, only words."""
    bars = [Bar(line.body.short_name, [_point(line, field, address(line))], address(line)) for line in lines]
    return Chart(field.head, "党组织", [field.head], bars, is_across=True)


def by_choice(field: Field, found: Sequence[tuple[str, int]], address: str) -> Chart:
    """Return a bar a choice: how many said so."""
    bars = [Bar(caption, [Point(number, f"{number}", address)], address) for caption, number in found]
    return Chart(field.head, "填的", ["党组织数"], bars, is_across=True)


def _point(line: Line, field: Field, address: str) -> Point:
    number = line.number(field)
    return Point(Decimal(0), "还没有填", address) if number is None else Point(number, line.figure(field), address)
