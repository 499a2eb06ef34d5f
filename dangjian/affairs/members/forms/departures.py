"""Why and from when someone is no longer on the roll."""

from typing import Final

from django import forms

from dangjian.affairs.members.forms.fields import DayField, WordsField
from dangjian.affairs.members.models import Leaving

_TYPED: Final = [("", "请选"), *((one.value, one.label) for one in Leaving if one is not Leaving.TRANSFERRED)]


class DepartureForm(forms.Form):
    """The reason, the first day without, and the paper. A transfer has its own steps."""

    reason = forms.ChoiceField(label="减少原因", choices=_TYPED, help_text="转出请走“组织关系接转”")
    on = DayField(label="从哪天起不再列入", required=True)
    words = WordsField(label="依据", max_length=200, help_text="批复文号、会议日期或证明材料名称")
