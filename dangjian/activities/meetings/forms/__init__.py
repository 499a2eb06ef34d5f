"""What a person may type of a meeting."""

from dangjian.activities.meetings.forms.plans import PlanForm
from dangjian.activities.meetings.forms.records import RecordForm, carried, read_base
from dangjian.activities.meetings.forms.votes import CorrectionForm, FinishForm, VoteForm

__all__ = ["CorrectionForm", "FinishForm", "PlanForm", "RecordForm", "VoteForm", "carried", "read_base"]
