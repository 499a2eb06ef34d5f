"""Firms and societies as pages show them."""

from dangjian.affairs.newcomers.queries.listings import candidates, counts, lines, listings
from dangjian.affairs.newcomers.queries.tallies import Group, by_group, total
from dangjian.affairs.newcomers.queries.units import Chosen, Line, found, line_of, lines_of, marked, units

__all__ = [
    "Chosen",
    "Group",
    "Line",
    "by_group",
    "candidates",
    "counts",
    "found",
    "line_of",
    "lines",
    "lines_of",
    "listings",
    "marked",
    "total",
    "units",
]
