"""What the rulebook says of dues: amounts with their working, months that are owed; no Django, no clock."""

from dangjian.affairs.dues.rules.amounts import CAPTIONS, Income, Payer, Working, excluded_items, monthly, rounding
from dangjian.affairs.dues.rules.money import CENTS, money, to_cents, yuan

__all__ = [
    "CAPTIONS",
    "CENTS",
    "Income",
    "Payer",
    "Working",
    "excluded_items",
    "money",
    "monthly",
    "rounding",
    "to_cents",
    "yuan",
]
