"""The rules as data: one TOML file a regulation, each value with its article, dates and confidence."""

from dangjian.rulebook.book import (
    Book,
    MalformedError,
    NotInForceError,
    OverlapError,
    UnknownRuleError,
    read_book,
    rule,
    rules,
    under,
)
from dangjian.rulebook.breach import RuleBreach
from dangjian.rulebook.entry import Bounds, Confidence, Instrument, OutOfBoundsError, Rule, RulebookError, Value

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
