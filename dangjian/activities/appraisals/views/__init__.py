"""Pages of appraisals."""

from dangjian.activities.appraisals.views.appraising import away, decision, index, new, one
from dangjian.activities.appraisals.views.balloting import ballot_paper, calling_off, counting, paper, voiding
from dangjian.activities.appraisals.views.leading import (
    answering,
    file_plan,
    gate_ending,
    gates,
    holding,
    life,
    lives,
    opening,
    stopping,
)
from dangjian.activities.appraisals.views.own import ballot, mine, own_problem
from dangjian.activities.appraisals.views.talking import checking, problems, removal, talks

__all__ = [
    "answering",
    "away",
    "ballot",
    "ballot_paper",
    "calling_off",
    "checking",
    "counting",
    "decision",
    "file_plan",
    "gate_ending",
    "gates",
    "holding",
    "index",
    "life",
    "lives",
    "mine",
    "new",
    "one",
    "opening",
    "own_problem",
    "paper",
    "problems",
    "removal",
    "stopping",
    "talks",
    "voiding",
]
