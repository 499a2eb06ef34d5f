"""Pages of terms."""

from dangjian.affairs.terms.views.elections import confirm, election, nominate, prepare, result, send_back
from dangjian.affairs.terms.views.terms import answer, ask, begin, body, correct, index

__all__ = [
    "answer",
    "ask",
    "begin",
    "body",
    "confirm",
    "correct",
    "election",
    "index",
    "nominate",
    "prepare",
    "result",
    "send_back",
]
