"""Dues as pages and papers show them."""

from dangjian.affairs.dues.queries.rolls import Choice, Roll, Row, roll

__all__ = ["Choice", "Roll", "Row", "roll"]
