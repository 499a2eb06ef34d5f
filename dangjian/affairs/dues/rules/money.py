"""Money is whole cents (分) in code and tables, yuan on pages and papers."""

from decimal import Decimal
from typing import Final

from dangjian.rulebook import RuleBreach

CENTS: Final = 100


def money(number: Decimal) -> str:
    """6,200.00."""
    return f"{number:,.2f}"


def yuan(cents: int) -> str:
    """75.02, for 7502 cents."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // CENTS}.{abs(cents) % CENTS:02d}"


def to_cents(number: Decimal) -> int:
    """Return yuan in cents. Raises ``RuleBreach`` where there are parts of a cent."""
    cents = number * CENTS
    if not cents.is_finite() or cents != cents.to_integral_value():
        raise RuleBreach("数额最多写到分，没有改动。请改后再存。")
    return int(cents)
