"""Terms as pages show them."""

from dangjian.affairs.terms.queries.elections import full_members, held_posts, nominees, posts_for, standing_order
from dangjian.affairs.terms.queries.terms import Held, current, held, local_of, matching, requests, results, standing_of

__all__ = [
    "Held",
    "current",
    "full_members",
    "held",
    "held_posts",
    "local_of",
    "matching",
    "nominees",
    "posts_for",
    "requests",
    "results",
    "standing_of",
    "standing_order",
]
