"""Reads: what is due, how a subtree stands, who is behind and why, plans and themes."""

from dangjian.activities.duties.queries.compliance import Row, Span, behind, compliance, span, spans
from dangjian.activities.duties.queries.due import Line, due, groups_under, line_of, lines, lines_of, of_year, theme_of
from dangjian.activities.duties.queries.impact import Impact, impact
from dangjian.activities.duties.queries.names import duties_of
from dangjian.activities.duties.queries.plans import days_of, left_out

__all__ = [
    "Impact",
    "Line",
    "Row",
    "Span",
    "behind",
    "compliance",
    "days_of",
    "due",
    "duties_of",
    "groups_under",
    "impact",
    "left_out",
    "line_of",
    "lines",
    "lines_of",
    "of_year",
    "span",
    "spans",
    "theme_of",
]
