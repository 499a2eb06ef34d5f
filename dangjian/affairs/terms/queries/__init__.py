"""Terms as pages show them."""

from dangjian.affairs.terms.queries.elections import full_members, held_posts, nominees, posts_for, standing_order
from dangjian.affairs.terms.queries.terms import (
    Held,
    committees_above,
    current,
    held,
    local_of,
    matching,
    nearest,
    pending,
    recorded,
    requests,
    results,
    standing_of,
)

__all__ = [
    "Held",
    "committees_above",
    "current",
    "full_members",
    "held",
    "held_posts",
    "local_of",
    "matching",
    "nearest",
    "nominees",
    "pending",
    "posts_for",
    "recorded",
    "requests",
    "results",
    "standing_of",
    "standing_order",
]
