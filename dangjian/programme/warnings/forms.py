"""What a person types about warnings."""

from django import forms

from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ui.days import DayField
from dangjian.procedures.calendar.models import Cause
from dangjian.procedures.evidence.kinds import CHOICES
from dangjian.programme.warnings.models import RaisedWarning
from dangjian.programme.warnings.rules import CAPTIONS, About


class ReasonForm(forms.Form):
    """Why."""

    words = forms.CharField(
        label="原因",
        max_length=200,
        help_text="一句话写清，不写身份证号、手机号",
        error_messages={"required": "请用一句话写明原因。"},
    )


class RuleDaysForm(forms.Form):
    """After how many days, and by what."""

    first = forms.IntegerField(label="过几天提醒", min_value=1)
    second = forms.IntegerField(label="过几天预警", min_value=1)
    third = forms.IntegerField(label="过几天督办", min_value=1)
    basis = forms.CharField(label="依据", max_length=120, help_text="文号、会议或批示")

    @property
    def days(self) -> tuple[int, int, int]:
        """The days as typed."""
        return self.cleaned_data["first"], self.cleaned_data["second"], self.cleaned_data["third"]


class RuleForm(RuleDaysForm):
    """A new rule."""

    about = forms.ChoiceField(label="看什么", choices=[(one.value, CAPTIONS[one]) for one in About])
    key = forms.ChoiceField(label="哪一种组织生活", choices=[("", "各种都看"), *CHOICES], required=False)
    field_order = ("about", "key", "first", "second", "third", "basis")


class ShiftForm(forms.Form):
    """Days of an area that are moved in one act."""

    organization = forms.ModelChoiceField(label="哪里", queryset=Organization.objects.none(), to_field_name="public_id")
    cause = forms.ChoiceField(label="原因", choices=Cause.choices, initial=Cause.FARMING)
    from_day = DayField(label="从哪天")
    to_day = DayField(label="到哪天", help_text="这些天里到期的事都顺延")
    moved_to = DayField(label="顺延到", required=False, help_text="空着：组织生活免除；任务、换届、党费的期限不变")
    basis = forms.CharField(label="依据", max_length=120, help_text="通知、批示或会议")


class LetterForm(forms.Form):
    """A letter: which matters, what is asked, by when, who signs."""

    warnings = forms.ModelMultipleChoiceField(
        label="督办事项", queryset=RaisedWarning.objects.none(), to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple, error_messages={"required": "请至少选一件事项。"},
    )  # fmt: skip
    asks = forms.CharField(
        label="办理要求", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        initial="请对照上述事项逐件办理，办结后在平台登记，不另行报送材料。",
    )  # fmt: skip
    due_on = DayField(label="办结时限")
    signs = forms.CharField(label="落款", max_length=60)


class InterviewForm(forms.Form):
    """The record of an interview."""

    decided_by = forms.CharField(label="决定人", max_length=60, help_text="哪位领导决定约谈，写职务，如 镇党委书记")
    held_by = forms.CharField(label="约谈人", max_length=60, help_text="写职务，如 镇党委组织委员")
    with_whom = forms.CharField(label="被约谈人", max_length=60, help_text="写职务，如 村党支部书记")
    reason = forms.CharField(label="事由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    basis = forms.CharField(label="依据", max_length=200)
    held_on = DayField(label="约谈日期")
    due_on = DayField(label="整改期限")


class StatementForm(forms.Form):
    """The side of the body that was interviewed to."""

    words = forms.CharField(label="我方说明", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class CuredForm(forms.Form):
    """What was put right."""

    words = forms.CharField(label="整改情况", max_length=300)
