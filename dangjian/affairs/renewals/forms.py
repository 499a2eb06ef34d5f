"""What is typed of a campaign: dates from above, a village, a person, a result, counts."""

from datetime import date
from typing import Any, Final

from django import forms
from django.db.models import QuerySet

from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.renewals import rules
from dangjian.affairs.renewals.models import Reserve, Verdict

_FORMATS: Final = ["%Y-%m-%d", "%Y年%m月%d日", "%Y.%m.%d", "%Y/%m/%d"]


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        input_formats=_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "认不出这个日期，请写成 2026年11月20日。"},
    )


def _count(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=100_000)


class CampaignForm(forms.Form):
    """A campaign."""

    errors_heading = "还没有登记"

    name = forms.CharField(label="名称", max_length=60, initial="村（社区）“两委”换届")
    basis = forms.CharField(label="依据", max_length=120, help_text="上级部署换届的文件")
    from_day = _day("开始日期")
    to_day = _day("结束日期")


class PhaseForm(forms.Form):
    """A phase with its dates from above."""

    errors_heading = "还没有保存"

    title = forms.CharField(label="阶段", max_length=60)
    from_day = _day("起")
    to_day = _day("止")


class BodyForm(forms.Form):
    """A body of the campaign."""

    def __init__(self, data: Any = None, *, bodies: "QuerySet[Organization]", **more: Any) -> None:  # noqa: ANN401  # POST or nothing
        super().__init__(data, **more)
        self.fields["body"] = forms.ModelChoiceField(
            label="村、社区", queryset=bodies, empty_label="请选择", to_field_name="public_id"
        )


class ReserveForm(forms.Form):
    """Someone considered for one body, chosen out of its people on the register."""

    def __init__(self, data: Any = None, *, people: "QuerySet[Person]", **more: Any) -> None:  # noqa: ANN401  # likewise
        super().__init__(data, **more)
        self.fields["person"] = forms.ModelChoiceField(
            label="人选", queryset=people, empty_label="请选择", to_field_name="public_id"
        )


class ReviewForm(forms.Form):
    """Result, day, bodies; no grounds."""

    verdict = forms.ChoiceField(label="联审结果", choices=Verdict.choices, widget=forms.RadioSelect)
    day = _day("联审日期")
    reviewed_by = forms.MultipleChoiceField(label="参加联审的单位", widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, reserves: "QuerySet[Reserve]", on: date, **more: Any) -> None:  # noqa: ANN401  # likewise
        super().__init__(data, initial={"day": on}, **more)
        who = forms.ModelChoiceField(label="人选", queryset=reserves, empty_label="请选择", to_field_name="public_id")
        self.fields = {"reserve": who} | self.fields
        self.fields["reviewed_by"].choices = [  # type: ignore[attr-defined]  # a choice field
            (str(one), str(one)) for one in rules.joint_review(on).listing
        ]


class VillageForm(forms.Form):
    """The election of a village's committee, by counts."""

    errors_heading = "还没有登记"

    held_on = _day("选举日期")
    registered = _count("登记参加选举")
    voted = _count("参加投票")
    handed_out = _count("发出选票")
    returned = _count("收回选票")
    chair = forms.CharField(label="当选主任", max_length=30)
    members = _count("当选委员人数")

    def ballots(self) -> rules.Ballots:
        """Return the counts of a valid form."""
        said = self.cleaned_data
        return rules.Ballots(said["registered"], said["voted"], said["handed_out"], said["returned"])
