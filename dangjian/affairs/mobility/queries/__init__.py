"""Members away from home as pages show them: names for a branch, counts above it."""

from dangjian.affairs.mobility.queries.choosing import (
    branches_named,
    free_to_register,
    mobile_branches,
    roll,
    usual_contact,
)
from dangjian.affairs.mobility.queries.counting import FIGURES, counts
from dangjian.affairs.mobility.queries.lists import away, here, own, parked, waiting_below
from dangjian.affairs.mobility.queries.tallies import Line, Tally, own_branches, top

__all__ = [
    "FIGURES",
    "Line",
    "Tally",
    "away",
    "branches_named",
    "counts",
    "free_to_register",
    "here",
    "mobile_branches",
    "own",
    "own_branches",
    "parked",
    "roll",
    "top",
    "usual_contact",
    "waiting_below",
]
