"""What the rulebook says of the words that the reader marks (P35)."""

from datetime import date

from dangjian.rulebook import Rule, under


def questioned_by(flag: str, *, on: date) -> Rule:
    """Give the rule that questions a marked clause on a day; `KeyError` for a mark that the reader does not set."""
    return under("flags", on=on)[flag]
