"""Opening an appraisal, a ballot, and the grades as they were decided."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar, Final

from django import forms
from django.forms.boundfield import BoundField

from dangjian.activities.appraisals.models import Decider, Elector, Way
from dangjian.activities.appraisals.models.appraisals import GRADES
from dangjian.activities.appraisals.queries import Line
from dangjian.activities.appraisals.rules import Grade
from dangjian.activities.appraisals.services import Decision

DAYS: Final = ["%Y-%m-%d", "%Y年%m月%d日", "%Y.%m.%d"]


def day_field(label: str, help_text: str = "") -> forms.DateField:
    """Return a day, as people write one."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        input_formats=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "认不出这个日期，请写成 2026年12月20日。"},
    )


class OpenForm(forms.Form):
    """The day, and how the ballot is taken."""

    errors_heading = "还没有建立"

    held_on = day_field("评议日期", "组织生活会、民主评议开会的那一天；应到按这一天的名册")
    way = forms.ChoiceField(
        label="测评方式",
        choices=Way.choices,
        widget=forms.RadioSelect,
        initial=Way.PHONES,
        help_text="手机无记名：每人用自己的账号投一次，平台不记怎么投。支部随时可以选纸质票。",
    )

    def __init__(self, data: Any = None, *, on: date, is_few: bool) -> None:  # noqa: ANN401  # POST or nothing
        super().__init__(data, initial={"held_on": on, "way": Way.PAPER if is_few else Way.PHONES})


class VoidForm(forms.Form):
    """Why an opened urn does not count, and when the ballot was held again on paper."""

    errors_heading = "还没有作废"

    reason = forms.CharField(label="作废的原因", max_length=60, help_text="留在这次评议里，上级看得到")
    held_on = day_field("用纸质票重新测评的日期", "应到、评定等次的名册按这一天")


class BallotForm(forms.Form):
    """A grade for each of the others; left open is an answer too. Nothing is filled in beforehand."""

    errors_heading = "还没有投票"

    def __init__(self, data: Any = None, *, electors: Sequence[Elector]) -> None:  # noqa: ANN401  # POST or nothing
        super().__init__(data)
        self.members: dict[str, int] = {}
        for one in electors:
            name = f"m{one.order_no}"
            self.members[name] = one.member_id
            self.fields[name] = forms.ChoiceField(
                label=one.member.person.name, choices=GRADES, required=False, widget=forms.RadioSelect
            )

    def lines(self) -> list[BoundField]:
        """Return the members of the ballot, in the order of the roll."""
        return [self[name] for name in self.members]

    def choices(self) -> dict[int, Grade]:
        """Return what was chosen, by member id."""
        said = self.cleaned_data
        return {member: Grade(said[name]) for name, member in self.members.items() if said[name]}


class DecisionForm(forms.Form):
    """The grade of each member and, where it is not what most ballots named, a line why."""

    errors_heading = "还没有保存"
    NONE: ClassVar = [("", "请选")]

    decided_by = forms.ChoiceField(label="由谁评定", choices=Decider.choices, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, lines: Sequence[Line], decided_by: str) -> None:  # noqa: ANN401  # POST or nothing
        super().__init__(data, initial={"decided_by": decided_by})
        self.known: list[tuple[Line, str]] = []
        for number, line in enumerate(lines, 1):
            key = f"{number}"
            held = line.grading.grade or (line.most.value if line.most else "")
            self.fields[f"g{key}"] = forms.ChoiceField(
                label=f"{line.name}的等次", choices=[*self.NONE, *GRADES, ("none", "不评定")], initial=held,
                error_messages={"required": f"请选{line.name}同志的等次；不评定的选“不评定”，写明原因。"},
            )  # fmt: skip
            self.fields[f"r{key}"] = forms.CharField(
                label=f"{line.name}的原因", max_length=200, required=False, initial=line.grading.reason
            )
            self.known.append((line, key))

    def rows(self) -> list[tuple[Line, BoundField, BoundField]]:
        """Return the members with their two fields."""
        return [(line, self[f"g{key}"], self[f"r{key}"]) for line, key in self.known]

    def decisions(self) -> dict[int, Decision]:
        """Return what was chosen, by member id."""
        said = self.cleaned_data
        found = {}
        for line, key in self.known:
            grade = said[f"g{key}"]
            found[line.grading.member_id] = Decision("" if grade == "none" else grade, said[f"r{key}"])
        return found
