"""Tables of duties: results, what a county adds, explanations, plans, the theme of the month."""

from dangjian.activities.duties.models.local import Explanation, LocalDuty
from dangjian.activities.duties.models.plans import Plan, PlanItem, PlanState
from dangjian.activities.duties.models.results import DutyResult, Reckoning
from dangjian.activities.duties.models.themes import Theme

__all__ = ["DutyResult", "Explanation", "LocalDuty", "Plan", "PlanItem", "PlanState", "Reckoning", "Theme"]
