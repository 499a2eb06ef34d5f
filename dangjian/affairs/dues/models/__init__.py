"""Amounts, the ledger and its books, matters of dues, what is published."""

from dangjian.affairs.dues.models.amounts import Assessment
from dangjian.affairs.dues.models.branches import Custom, Every, Statement
from dangjian.affairs.dues.models.ledger import OF_MEMBERS, ONCE, Book, Entry, Kind, PaidMonth, Shelf
from dangjian.affairs.dues.models.matters import Arrears, Ease, Ended, Reduction

__all__ = [
    "OF_MEMBERS",
    "ONCE",
    "Arrears",
    "Assessment",
    "Book",
    "Custom",
    "Ease",
    "Ended",
    "Entry",
    "Every",
    "Kind",
    "PaidMonth",
    "Reduction",
    "Shelf",
    "Statement",
]
