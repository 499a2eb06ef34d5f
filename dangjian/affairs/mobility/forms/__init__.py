"""What a person types about members away from home; never more than six inputs."""

from dangjian.affairs.mobility.forms.endings import AnswerForm, DayForm, DecisionForm, EndForm, ObjectionForm
from dangjian.affairs.mobility.forms.stays import ArrivalForm, DepartureForm, StrangerForm, WhereForm
from dangjian.affairs.mobility.forms.talents import TalentForm

__all__ = [
    "AnswerForm",
    "ArrivalForm",
    "DayForm",
    "DecisionForm",
    "DepartureForm",
    "EndForm",
    "ObjectionForm",
    "StrangerForm",
    "TalentForm",
    "WhereForm",
]
