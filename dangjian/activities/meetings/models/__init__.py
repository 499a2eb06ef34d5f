"""Meetings, who was away, who signed in, what was voted and agreed, and notes of correction."""

from dangjian.activities.meetings.models.attendance import Absence, Reason, SignIn
from dangjian.activities.meetings.models.meetings import KEPT_CLOSED, Meeting, MeetingQuerySet, State
from dangjian.activities.meetings.models.outcomes import ActionItem, Correction, Motion

__all__ = [
    "KEPT_CLOSED",
    "Absence",
    "ActionItem",
    "Correction",
    "Meeting",
    "MeetingQuerySet",
    "Motion",
    "Reason",
    "SignIn",
    "State",
]
