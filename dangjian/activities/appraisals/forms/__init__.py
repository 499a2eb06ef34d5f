"""What a person may type of appraisals."""

from dangjian.activities.appraisals.forms.appraising import BallotForm, DecisionForm, OpenForm, VoidForm
from dangjian.activities.appraisals.forms.leading import FileForm, GateForm, OpeningForm, StopForm
from dangjian.activities.appraisals.forms.talking import AcceptForm, CheckForm, ProblemForm, RemedyForm, TalkForm

__all__ = [
    "AcceptForm",
    "BallotForm",
    "CheckForm",
    "DecisionForm",
    "FileForm",
    "GateForm",
    "OpenForm",
    "OpeningForm",
    "ProblemForm",
    "RemedyForm",
    "StopForm",
    "TalkForm",
    "VoidForm",
]
