"""Bodies as pages show them, today and on a past day; and as search finds them."""

from dangjian.affairs.organizations.queries.bodies import children, find, matching
from dangjian.affairs.organizations.queries.page import History, history, related, strength
from dangjian.affairs.organizations.queries.past import as_at, body_on
from dangjian.affairs.organizations.queries.tree import Level, Line, found, level, tops

__all__ = [
    "History",
    "Level",
    "Line",
    "as_at",
    "body_on",
    "children",
    "find",
    "found",
    "history",
    "level",
    "matching",
    "related",
    "strength",
    "tops",
]
