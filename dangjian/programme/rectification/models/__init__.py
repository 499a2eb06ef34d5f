"""Cases of weak bodies, who helps, how it goes, the acceptance."""

from dangjian.programme.rectification.models.cases import Rectification, RectificationQuerySet, Result, Trouble
from dangjian.programme.rectification.models.helping import Acceptance, Help, Helper, Pace, Progress

__all__ = [
    "Acceptance",
    "Help",
    "Helper",
    "Pace",
    "Progress",
    "Rectification",
    "RectificationQuerySet",
    "Result",
    "Trouble",
]
