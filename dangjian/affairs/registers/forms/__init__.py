"""What a person may type: a definition's head and fields, a line, a reason, a workbook."""

from dangjian.affairs.registers.forms.defining import FieldForm, HeadForm, kinds_offered
from dangjian.affairs.registers.forms.filling import LineForm
from dangjian.affairs.registers.forms.words import AbsenceForm, ReasonForm, UploadForm

__all__ = ["AbsenceForm", "FieldForm", "HeadForm", "LineForm", "ReasonForm", "UploadForm", "kinds_offered"]
