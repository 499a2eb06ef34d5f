"""What a person types about duties, plans and themes."""

from typing import Any

from django import forms

from dangjian.activities.duties.rules import BODY_KINDS, Every
from dangjian.affairs.organizations.models import Field
from dangjian.affairs.organizations.models import Kind as BodyKind
from dangjian.foundation.ui.days import DayField
from dangjian.procedures.evidence.kinds import CHOICES, Kind


class ExplanationForm(forms.Form):
    """Why it was not done."""

    words = forms.CharField(label="原因", max_length=200, help_text="一句话，如：汛期抢险，已与镇党委说明")


class LocalDutyForm(forms.Form):
    """A duty that the county adds."""

    name = forms.CharField(label="名称", max_length=40, help_text="如 党课每季度一次")
    kind = forms.ChoiceField(label="内容", choices=CHOICES, initial=Kind.LECTURE)
    every = forms.ChoiceField(label="周期", choices=[(str(one), one.label) for one in Every], initial=Every.QUARTER)
    times = forms.IntegerField(label="次数", min_value=1, max_value=12, initial=1)
    bodies = forms.MultipleChoiceField(
        label="适用党组织",
        choices=[(kind, BodyKind(kind).label) for kind in BODY_KINDS],
        initial=["branch", "joint_branch"],
        widget=forms.CheckboxSelectMultiple,
    )
    fields_ = forms.MultipleChoiceField(
        label="适用领域",
        choices=Field.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不选就是各领域都适用",
    )
    from_day = DayField(label="起始日", help_text="今天或以后；从起始日以后开始的周期算起")
    until_day = DayField(label="终止日", required=False, help_text="长期的空着")
    basis = forms.CharField(label="依据", max_length=200, help_text="文号、会议或批示")

    def duty_words(self) -> dict[str, Any]:
        """Return what was typed, named as a duty's columns are."""
        said = dict(self.cleaned_data)
        fields = said.pop("fields_")
        return said | {"fields": fields, "kind": Kind(said["kind"]), "every": Every(said["every"])}


class EndingForm(forms.Form):
    """Until when a local duty holds."""

    until_day = DayField(label="终止日")


class PlanItemForm(forms.Form):
    """A planned day."""

    on_day = DayField(label="日期")
    kinds = forms.MultipleChoiceField(
        label="内容",
        choices=CHOICES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选一项内容。"},
    )
    theme = forms.CharField(label="主题", max_length=80, required=False, help_text="可以空着，到时按本月主题")

    def planned(self) -> dict[str, Any]:
        """Return the day, what is done on it and under which theme."""
        said = self.cleaned_data
        return {
            "on_day": said["on_day"], "kinds": [Kind(kind) for kind in said["kinds"]], "theme": said["theme"],
        }  # fmt: skip


class DecisionForm(forms.Form):
    """The answer to a plan."""

    words = forms.CharField(label="意见", max_length=200, required=False, help_text="退回的必填")


class ThemeForm(forms.Form):
    """The theme of a month."""

    month = forms.CharField(label="月份", widget=forms.TextInput(attrs={"type": "month"}), help_text="如 2026-12")
    title = forms.CharField(label="主题", max_length=80)
    readings = forms.CharField(
        label="学习内容", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    flow = forms.CharField(
        label="流程",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="支部可以按实际情况改",
    )

    def clean_month(self) -> str:
        """Take a month as browsers and people write it."""
        from datetime import datetime  # noqa: PLC0415

        typed: str = self.cleaned_data["month"].strip()
        for form in ("%Y-%m", "%Y年%m月", "%Y.%m", "%Y/%m"):
            try:
                return datetime.strptime(typed, form).strftime("%Y-%m-01")  # noqa: DTZ007  # a month has no zone
            except ValueError:
                continue
        raise forms.ValidationError("认不出这个月份，请写成 2026-12。")
