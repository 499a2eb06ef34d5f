"""Accounts, cards, phones and slips as pages show them."""

from dangjian.affairs.accounts.queries.accounts import (
    CardLine,
    People,
    Person,
    cards_of,
    holders,
    is_open,
    locked_from,
    matching,
    qr_picture,
    standing_of,
    without_account,
)

__all__ = [
    "CardLine",
    "People",
    "Person",
    "cards_of",
    "holders",
    "is_open",
    "locked_from",
    "matching",
    "qr_picture",
    "standing_of",
    "without_account",
]
