"""What is typed to hand up, use, undo, publish, reduce."""

from datetime import date

from django import forms
from django.db.models import QuerySet

from dangjian.affairs.dues.forms.amounts import YuanField
from dangjian.affairs.dues.models import Ease, Every
from dangjian.affairs.dues.rules import months, yuan
from dangjian.affairs.people.models import Person
from dangjian.procedures.cases.turns import DayField


class HandUpForm(forms.Form):
    """How much, on which day."""

    cents = YuanField(label="上缴金额（元）")
    day = DayField("上缴日期")
    words = forms.CharField(label="说明", max_length=100, required=False)

    def __init__(self, data: object = None, *, held: int, on: date) -> None:
        super().__init__(data, initial={"cents": yuan(held) if held > 0 else "", "day": on})  # type: ignore[arg-type]  # POST or nothing
        self.on = on

    def clean_day(self) -> date:
        """Refuse a day to come."""
        day: date = self.cleaned_data["day"]
        if day > self.on:
            raise forms.ValidationError("日期不能晚于今天。")
        return day


class UseForm(HandUpForm):
    """How much, for what, on which day."""

    use = forms.ChoiceField(label="用途")
    field_order = ["use", "cents", "day", "words"]

    def __init__(self, data: object = None, *, on: date) -> None:
        super().__init__(data, held=0, on=on)
        self.fields["cents"].label = "使用金额（元）"
        self.fields["day"].label = "使用日期"
        self.fields["use"].choices = [(use, use) for use in months.uses(on)]  # type: ignore[attr-defined]  # a choice field


class WhyForm(forms.Form):
    """Why an entry is undone or sent back."""

    words = forms.CharField(label="原因", max_length=100, help_text="原来的一笔不改动，另记一笔相反的")


class PublishForm(forms.Form):
    """What is said beside the figures."""

    words = forms.CharField(
        label="说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="不写个人姓名"
    )


class CustomForm(forms.Form):
    """How the branch collects."""

    every = forms.ChoiceField(label="交纳办法", choices=Every.choices)
    day = forms.IntegerField(label="每月收缴日", min_value=1, max_value=28)


class ReductionForm(forms.Form):
    """Who, less or nothing, for which months, why."""

    kind = forms.ChoiceField(label="事项", choices=Ease.choices, widget=forms.RadioSelect)
    cents = YuanField(label="少交后每月（元）", required=False, help_text="免交的不用填")
    since = forms.ChoiceField(label="从")
    until = forms.ChoiceField(label="到")
    words = forms.CharField(label="困难情况", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
    field_order = ["person", "kind", "cents", "since", "until", "words"]

    def __init__(self, data: object = None, *, people: "QuerySet[Person]", on: date) -> None:
        month = months.month_of(on)
        initial = {"kind": Ease.NONE, "since": month.isoformat(), "until": date(on.year, 12, 1).isoformat()}
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # POST or nothing
        self.fields["person"] = forms.ModelChoiceField(
            label="党员", queryset=people, empty_label="请选择", to_field_name="public_id"
        )
        ahead = [months.later(month, number) for number in range(14)]
        for name in ("since", "until"):
            self.fields[name].choices = [(one.isoformat(), months.words(one)) for one in ahead]  # type: ignore[attr-defined]  # a choice field
        self.order_fields(self.field_order)
