"""What a person may type about who is stationed."""

from typing import Any

from django import forms

from dangjian.affairs.stationed.models import Ground, Part
from dangjian.affairs.stationed.services import Sent
from dangjian.foundation.ui.days import DayField


class NeedForm(forms.Form):
    """Why a village must have a first secretary."""

    ground = forms.ChoiceField(
        label="应派类别", choices=Ground.choices, help_text="正在整顿的村列为“其他应派村”，这里不写整顿"
    )
    basis = forms.CharField(label="依据", max_length=120, help_text="文号，写一行")
    since = DayField(label="从哪天起")


class SendForm(forms.Form):
    """Somebody who is sent."""

    part = forms.ChoiceField(label="身份", choices=Part.choices)
    name = forms.CharField(label="姓名", max_length=40)
    home = forms.CharField(label="派出单位", max_length=80)
    since = DayField(label="到村日期")
    due_on = DayField(label="任期届满", required=False, help_text="不填就按一般任期算")
    basis = forms.CharField(label="依据", max_length=120, help_text="选派通知的文号")

    def sent(self) -> Sent:
        """Return what was typed, of a valid form."""
        typed: dict[str, Any] = self.cleaned_data
        return Sent(**(typed | {"part": Part(typed["part"])}))


class ExtensionForm(forms.Form):
    """Until when somebody stays longer, and why."""

    due_on = DayField(label="任期延长到")
    reason = forms.CharField(label="原因和依据", max_length=120, help_text="写一行，如“组织决定留任，文号”")


class LeavingForm(forms.Form):
    """The first day without somebody."""

    on = DayField(label="离任日期")
    reason = forms.CharField(label="原因", max_length=120, required=False, help_text="不满一般任期的要写")
