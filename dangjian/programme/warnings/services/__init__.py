"""What can happen: a rule is set, tried, switched; a warning is explained or dismissed; a letter, an interview."""

from dangjian.programme.warnings.services.answers import dismiss, explain
from dangjian.programme.warnings.services.pressing import add_statement, issue_letter, record_interview, strike_off
from dangjian.programme.warnings.services.rules import change_rule, set_rule, switch_off, switch_on, try_out

__all__ = [
    "add_statement",
    "change_rule",
    "dismiss",
    "explain",
    "issue_letter",
    "record_interview",
    "set_rule",
    "strike_off",
    "switch_off",
    "switch_on",
    "try_out",
]
