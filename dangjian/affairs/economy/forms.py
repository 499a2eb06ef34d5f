"""What a person may type about pilots."""

from typing import Any

from django import forms

from dangjian.affairs.economy.models import Tier
from dangjian.affairs.economy.services import Named
from dangjian.foundation.ui.days import DayField


class PilotForm(forms.Form):
    """A pilot as it was named."""

    tier = forms.ChoiceField(label="试点级别", choices=Tier.choices, initial=Tier.COUNTY)
    project = forms.CharField(label="项目", max_length=60)
    basis = forms.CharField(label="依据", max_length=120, help_text="文号，写一行")
    yielding_by = DayField(label="有产出期限")
    profiting_by = DayField(label="见效益期限")

    def named(self) -> Named:
        """Return what was typed, of a valid form."""
        typed: dict[str, Any] = self.cleaned_data
        return Named(**(typed | {"tier": Tier(typed["tier"])}))


class ReachForm(forms.Form):
    """The day on which there was output, or profit."""

    reached_on = DayField(label="哪一天")
    words = forms.CharField(label="一句话说明", max_length=200, required=False, help_text="如产量、收入；不用附照片")
