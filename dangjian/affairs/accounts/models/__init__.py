"""Accounts, the cards and slips that open them, and the phones that are remembered."""

from dangjian.affairs.accounts.models.accounts import Account, AccountManager
from dangjian.affairs.accounts.models.cards import Card, CardQuerySet
from dangjian.affairs.accounts.models.phones import Phone, PhoneQuerySet
from dangjian.affairs.accounts.models.slips import Sheet, SheetQuerySet, Slip, SlipQuerySet

__all__ = [
    "Account",
    "AccountManager",
    "Card",
    "CardQuerySet",
    "Phone",
    "PhoneQuerySet",
    "Sheet",
    "SheetQuerySet",
    "Slip",
    "SlipQuerySet",
]
