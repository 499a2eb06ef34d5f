"""What a branch types about a member's standing; few inputs, no reasons of persons."""

from datetime import date
from typing import Final

from django import forms
from django.db.models import QuerySet

from dangjian.affairs.people.models import Person
from dangjian.affairs.standing.models import GROUNDS, Kind, Way
from dangjian.procedures.cases.models import Took
from dangjian.rulebook import Outcome, Step

_FORMATS: Final = ["%Y-%m-%d", "%Y年%m月%d日", "%Y.%m.%d", "%Y/%m/%d"]


def _day(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        input_formats=_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "认不出这个日期，请写成 2026年11月20日。"},
    )


class MatterForm(forms.Form):
    """Who, on what ground, since when."""

    kind = forms.ChoiceField(
        label="情形", choices=[(kind.value, kind.label) for kind in GROUNDS], widget=forms.RadioSelect
    )
    since = _day("从哪天算起", "失去联系的日期；出国（境）的，写出国（境）日期")
    field_order = ("person", "kind", "since")

    def __init__(self, data: object = None, *, people: "QuerySet[Person]", initial: dict[str, object]) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # POST or nothing
        self.fields["person"] = forms.ModelChoiceField(
            label="党员", queryset=people, empty_label="请选择", to_field_name="public_id"
        )
        self.order_fields(self.field_order)


class FollowUpForm(forms.Form):
    """Removal or restoration of a suspended member."""

    person = forms.UUIDField()
    kind = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in (Kind.REMOVAL, Kind.RESTORATION)])


class SearchForm(forms.Form):
    """One way tried, and when."""

    way = forms.ChoiceField(label="用过的办法", choices=Way.choices)
    day = _day("哪天")


class StepForm(forms.Form):
    """The step whose turn it is: what comes of it, the day, the papers seen, words where they are needed."""

    outcome = forms.ChoiceField(label="办理结果", widget=forms.RadioSelect)
    day = _day("办理日期")
    papers = forms.MultipleChoiceField(label="已核对的材料", required=False, widget=forms.CheckboxSelectMultiple)
    words = forms.CharField(
        label="说明",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="退回、不同意必写",
    )

    def __init__(self, data: object = None, *, step: Step, on: date) -> None:
        super().__init__(data, initial={"outcome": Outcome.PASS, "day": on})  # type: ignore[arg-type]  # POST or nothing
        open_to = [one for one in step.outcomes if one is not Outcome.WITHDRAW]
        outcome, papers = self.fields["outcome"], self.fields["papers"]
        outcome.choices = [(one.value, Took(one).label) for one in open_to]  # type: ignore[attr-defined]  # a choice field
        papers.choices = [(paper, paper) for paper in step.papers]  # type: ignore[attr-defined]  # a choice field
        if not step.papers:
            del self.fields["papers"]
        if len(open_to) == 1:
            outcome.widget = forms.HiddenInput()
            del self.fields["words"]

    def clean_day(self) -> date:
        """Refuse a day to come."""
        day: date = self.cleaned_data["day"]
        if day > self.initial["day"]:
            raise forms.ValidationError("办理日期不能晚于今天。")
        return day


class WithdrawalForm(forms.Form):
    """Found, or opened by mistake with a reason."""

    why = forms.ChoiceField(
        label="为什么撤回", widget=forms.RadioSelect, choices=[("found", "已取得联系"), ("mistake", "立项有误")]
    )
    words = forms.CharField(
        label="说明", max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="立项有误必写"
    )
