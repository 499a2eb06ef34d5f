"""Cases: a procedure under way, the bodies that take part, the steps taken, and what was counted at them."""

from dangjian.procedures.cases.models.cases import Case, CaseQuerySet, Party
from dangjian.procedures.cases.models.findings import Publicity, Vote
from dangjian.procedures.cases.models.states import State, Took
from dangjian.procedures.cases.models.steps import CaseStep

__all__ = ["Case", "CaseQuerySet", "CaseStep", "Party", "Publicity", "State", "Took", "Vote"]
