"""The rules as data: one TOML file a regulation, each value with its article, dates and confidence."""

from dangjian.rulebook.book import Book, NotInForceError, UnknownRuleError, read_book, rule, rules, under
from dangjian.rulebook.bounds import Bounds, Value
from dangjian.rulebook.breach import RuleBreach
from dangjian.rulebook.entry import Confidence, Instrument, OutOfBoundsError, Rule, RulebookError
from dangjian.rulebook.reading import MalformedError, OverlapError

__all__ = [
    "Book",
    "Bounds",
    "Confidence",
    "Instrument",
    "MalformedError",
    "NotInForceError",
    "OutOfBoundsError",
    "OverlapError",
    "Rule",
    "RuleBreach",
    "RulebookError",
    "UnknownRuleError",
    "Value",
    "read_book",
    "rule",
    "rules",
    "under",
]
