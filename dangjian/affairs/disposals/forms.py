"""What a branch types of a disposal: who, mode, ground; nothing told."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from dangjian.affairs.disposals import rules
from dangjian.affairs.disposals.models import Mode, Result
from dangjian.affairs.people.models import Person


def _grounds(mode: Mode, on: date) -> list[str]:
    return [str(one) for one in rules.grounds(mode, on).listing]


class ProposalForm(forms.Form):
    """Who, which mode, on which ground, whether it was punished already."""

    errors_heading = "还没有提出"

    ground = forms.ChoiceField(label="方式和情形")
    article = forms.CharField(
        label="第几条第几项", max_length=40, required=False, help_text="选“办法列明的其他情形”的要写"
    )
    months = forms.IntegerField(
        label="改正期限（月）",
        min_value=0,
        max_value=120,
        required=False,
        help_text="限期改正的填；一般6个月，最长12个月",
    )
    is_punished = forms.ChoiceField(
        label="同一问题受过党纪处分吗", choices=[("no", "没有"), ("yes", "受过")], widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, people: "QuerySet[Person]", on: date) -> None:  # noqa: ANN401  # POST or nothing
        super().__init__(data, initial={"months": rules.usual_months(on)})
        person = forms.ModelChoiceField(label="党员", queryset=people, empty_label="请选择", to_field_name="public_id")
        self.fields = {"person": person} | self.fields
        self.fields["ground"].choices = [  # type: ignore[attr-defined]  # a choice field
            (
                mode.label,
                [(f"{mode}:{number}", f"{mode.label}：{one}") for number, one in enumerate(_grounds(mode, on))],
            )
            for mode in Mode
        ]
        self.on = on

    def chosen(self) -> tuple[Mode, str]:
        """Return mode and ground of a valid form."""
        mode, _, number = self.cleaned_data["ground"].partition(":")
        return Mode(mode), _grounds(Mode(mode), self.on)[int(number)]


class ResultForm(forms.Form):
    """How it went."""

    result = forms.ChoiceField(label="结果", widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, mode: Mode, **more: Any) -> None:  # noqa: ANN401  # POST or nothing
        super().__init__(data, **more)
        open_to = {
            Mode.CORRECTION: (Result.CORRECTED, Result.UNCORRECTED),
            Mode.ADVISED_OUT: (Result.WITHDREW, Result.STAYED),
        }.get(mode, ())
        self.fields["result"].choices = [(one.value, one.label) for one in open_to]  # type: ignore[attr-defined]  # likewise


class StatementForm(forms.Form):
    """What the person says."""

    errors_heading = "还没有保存"

    words = forms.CharField(label="我的意见", max_length=1000, widget=forms.Textarea(attrs={"rows": 5}))


class WithdrawalForm(forms.Form):
    """Why it is taken back."""

    words = forms.CharField(label="为什么撤回", max_length=200)
