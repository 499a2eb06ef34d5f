"""Why and from when someone is no longer on the roll."""

from datetime import date
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

    def __init__(self, data: object = None, *, today: date) -> None:
        super().__init__(data, initial={"on": today})  # type: ignore[arg-type]  # POST or nothing
        self.today = today

    def clean_on(self) -> date:
        """Refuse a day to come: the rights would end now, and the roll of that day is not known yet."""
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError("日期不能晚于今天，请到当天再办。")
        return day
