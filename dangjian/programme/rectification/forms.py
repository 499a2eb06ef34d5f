"""What a committee types about a weak body: grounds to tick, a remedy, who helps, one line a month, counts."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms

from dangjian.programme.rectification import rules
from dangjian.programme.rectification.models import Help, Pace, Rectification, Trouble
from dangjian.programme.rectification.queries.facts import Ground

_FORMATS: Final = ["%Y-%m-%d", "%Y年%m月%d日", "%Y.%m.%d", "%Y/%m/%d"]


def _day(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        input_formats=_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "认不出这个日期，请写成 2026年11月20日。"},
    )


class ProposalForm(forms.Form):
    """What proposes a body: facts found, signs that people see; no story."""

    errors_heading = "还没有提出"

    keys = forms.MultipleChoiceField(label="平台已有的情形", required=False, widget=forms.CheckboxSelectMultiple)
    signs = forms.MultipleChoiceField(
        label="由同志们判断的情形",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="只勾选，不写经过",
    )

    def __init__(self, data: Any = None, *, grounds: Sequence[Ground], on: date) -> None:  # noqa: ANN401  # POST or nothing
        super().__init__(data)
        held = {ground.key: ground.words for ground in reversed(grounds)}
        keys, signs = self.fields["keys"], self.fields["signs"]
        keys.choices = list(reversed(held.items()))  # type: ignore[attr-defined]  # a choice field
        signs.choices = [(str(one), str(one)) for one in rules.signs(on).listing]  # type: ignore[attr-defined]  # likewise
        if not held:
            del self.fields["keys"]


class PlanForm(forms.Form):
    """一村一策: what is wrong, what is done about it."""

    errors_heading = "还没有保存"

    troubles = forms.MultipleChoiceField(
        label="属于哪一类（可多选）", choices=Trouble.choices, widget=forms.CheckboxSelectMultiple
    )
    remedy = forms.CharField(
        label="整顿措施",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="谁来做、做什么、到什么时候；不写群众姓名",
    )

    def __init__(self, data: Any = None, *, row: Rectification) -> None:  # noqa: ANN401  # POST or nothing
        super().__init__(data, initial={"troubles": row.troubles, "remedy": row.remedy})


class HelperForm(forms.Form):
    """One of the “四个一”."""

    errors_heading = "还没有保存"

    help = forms.ChoiceField(label="帮扶力量", choices=Help.choices)
    name = forms.CharField(label="姓名（单位写名称）", max_length=60)
    title = forms.CharField(label="职务", max_length=60, required=False)
    since = _day("从哪天起")


class ProgressForm(forms.Form):
    """This month in one line."""

    errors_heading = "还没有保存"

    pace = forms.ChoiceField(label="本月进展", choices=Pace.choices, widget=forms.RadioSelect)
    words = forms.CharField(label="一句话", max_length=200, help_text="滞后的写明原因；不写百分比")


class AcceptanceForm(forms.Form):
    """The county's acceptance: the test by counts, how many were talked with; people decide."""

    errors_heading = "还没有登记"

    day = _day("验收日期")
    handed_out = forms.IntegerField(label="发出测评票", min_value=0, max_value=999)
    satisfied = forms.IntegerField(label="满意", min_value=0, max_value=999)
    fairly = forms.IntegerField(label="基本满意", min_value=0, max_value=999)
    dissatisfied = forms.IntegerField(label="不满意", min_value=0, max_value=999)
    unsure = forms.IntegerField(label="不了解", min_value=0, max_value=999)
    returned = forms.IntegerField(label="收回测评票", min_value=0, max_value=999)
    interviewed = forms.IntegerField(label="个别访谈人数", min_value=0, max_value=999)
    score = forms.IntegerField(label="评分", min_value=0, max_value=100, required=False, help_text="本县不评分的不填")
    verdict = forms.ChoiceField(
        label="验收意见", choices=[("pass", "通过"), ("again", "未通过，继续整顿")], widget=forms.RadioSelect
    )
    field_order = (
        "day", "handed_out", "returned", "satisfied", "fairly", "dissatisfied", "unsure", "interviewed", "score",
        "verdict",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, on: date) -> None:  # noqa: ANN401  # POST or nothing
        super().__init__(data, initial={"day": on})
        self.on = on

    def clean_day(self) -> date:
        """Refuse a day to come."""
        day: date = self.cleaned_data["day"]
        if day > self.on:
            raise forms.ValidationError("验收日期不能晚于今天。")
        return day

    def test(self) -> rules.Test:
        """Return the counts of a valid form."""
        names = ("handed_out", "returned", "satisfied", "fairly", "dissatisfied", "unsure", "interviewed", "score")
        return rules.Test(**{name: self.cleaned_data[name] for name in names})


class WithdrawalForm(forms.Form):
    """Why a proposal is taken back."""

    words = forms.CharField(label="为什么撤回", max_length=200)
