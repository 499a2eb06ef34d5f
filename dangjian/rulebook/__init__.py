"""The rules as data: one TOML file a regulation, each value with its article, dates and confidence."""

from dangjian.rulebook.book import (
    Book,
    NotInForceError,
    UnknownRuleError,
    procedure,
    procedures,
    read_book,
    rule,
    rules,
    under,
)
from dangjian.rulebook.bounds import Bounds, Value
from dangjian.rulebook.breach import RuleBreach
from dangjian.rulebook.entry import Confidence, Instrument, OutOfBoundsError, Rule, RulebookError
from dangjian.rulebook.procedures import Procedure, UnknownProcedureError
from dangjian.rulebook.reading import MalformedError, OverlapError
from dangjian.rulebook.steps import Outcome, Step, Term

__all__ = [
    "Book",
    "Bounds",
    "Confidence",
    "Instrument",
    "MalformedError",
    "NotInForceError",
    "OutOfBoundsError",
    "Outcome",
    "OverlapError",
    "Procedure",
    "Rule",
    "RuleBreach",
    "RulebookError",
    "Step",
    "Term",
    "UnknownProcedureError",
    "UnknownRuleError",
    "Value",
    "procedure",
    "procedures",
    "read_book",
    "rule",
    "rules",
    "under",
]
