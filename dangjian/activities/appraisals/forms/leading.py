"""The plan of a 民主生活会, its opening, and a gate of the county's own."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from dangjian.activities.appraisals.forms.appraising import day_field


class FileForm(forms.Form):
    """The day; the superior's consent where it is another than was filed and the superior is not asked here."""

    errors_heading = "还没有保存"

    planned_on = day_field("计划哪天开")
    consent = forms.CharField(
        label="上级意见", max_length=200, required=False, help_text="改期的写：文号，或哪位领导哪天同意"
    )

    def __init__(self, data: Any = None, *, filed_for: date | None, is_asked: bool, on: date) -> None:  # noqa: ANN401  # POST or nothing
        super().__init__(data, initial={"planned_on": filed_for or on})
        if filed_for is None or is_asked:
            del self.fields["consent"]


class OpeningForm(forms.Form):
    """How many have come, and the gates that are passed."""

    errors_heading = "还不能开"

    entitled = forms.IntegerField(label="应到", min_value=1, max_value=200)
    present = forms.IntegerField(label="实到", min_value=0, max_value=200)

    def __init__(self, data: Any = None, *, gates: Sequence[str], entitled: int) -> None:  # noqa: ANN401  # POST or nothing
        super().__init__(data, initial={"entitled": entitled or None, "present": entitled or None})
        if gates:
            self.fields["passed"] = forms.MultipleChoiceField(
                label="已过的关（本县规定，待核实）", choices=[(words, words) for words in gates], required=False,
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip


class GateForm(forms.Form):
    """What must be so before a meeting is opened."""

    errors_heading = "还没有保存"

    words = forms.CharField(label="会前要过的关", max_length=100, help_text="如“谈心谈话没有谈透的不开”，照本县文件写")
    basis = forms.CharField(label="依据", max_length=200, help_text="文号、会议或批示，写一行")
    from_day = day_field("自哪天起")


class StopForm(forms.Form):
    """Why it is stopped."""

    reason = forms.CharField(label="叫停的原因", max_length=200)
