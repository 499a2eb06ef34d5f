"""Who holds what: as the source of every Actor, and as pages show it."""

from dangjian.affairs.posts.queries.candidates import Candidate, candidates
from dangjian.affairs.posts.queries.pages import Seat, former, matching, of_body, seats
from dangjian.affairs.posts.queries.rights import held_by, holders, posts_and_grants

__all__ = [
    "Candidate",
    "Seat",
    "candidates",
    "former",
    "held_by",
    "holders",
    "matching",
    "of_body",
    "posts_and_grants",
    "seats",
]
