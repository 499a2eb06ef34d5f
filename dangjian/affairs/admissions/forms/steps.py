"""The step whose turn it is: what comes of it, the day, the papers, and what this very step asks for."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django import forms
from django.db.models import QuerySet

from dangjian.affairs.admissions.congress import Congress
from dangjian.affairs.admissions.forms.fields import day, number
from dangjian.affairs.admissions.models import Motion
from dangjian.affairs.admissions.services import Said
from dangjian.affairs.people.models import Person
from dangjian.procedures.cases.models import Took
from dangjian.procedures.cases.services import Shown
from dangjian.procedures.votes.counts import Counts
from dangjian.rulebook import Outcome, Step

COUNTS: Final = {
    "entitled": "应到会有表决权的正式党员",
    "present": "实到会",
    "ballots": "收回票数",
    "yes": "赞成",
    "no": "不赞成",
    "abstained": "弃权",
    "written": "会前书面赞成（没有到会的）",
}
_PEOPLE: Final = {"contacts": "培养联系人（1至2名）", "introducers": "入党介绍人（2名）"}


class StepForm(forms.Form):
    """One step; the fields that it does not ask for are not there."""

    outcome = forms.ChoiceField(label="办理结果", widget=forms.RadioSelect)
    day = day("办理日期", "实际办理的那一天")
    papers = forms.MultipleChoiceField(label="已核对的材料", required=False, widget=forms.CheckboxSelectMultiple)
    words = forms.CharField(
        label="说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="退回、不同意、超过期限的必写",
    )  # fmt: skip

    def __init__(  # what a step may ask for
        self,
        data: object = None,
        *,
        step: Step,
        on: date,
        people: "QuerySet[Person]",
        congresses: Sequence[Congress] = (),
        only: Outcome | None = None,
    ) -> None:
        super().__init__(data, initial={"outcome": only or Outcome.PASS, "day": on})  # type: ignore[arg-type]  # POST or nothing
        self.step, self.congresses = step, {one.source: one for one in congresses}
        _offer_outcomes(self, step, only)
        self.fields["papers"].choices = [(paper, paper) for paper in step.papers]  # type: ignore[attr-defined]  # a choice field
        if not step.papers:
            del self.fields["papers"]
        _offer_people(self, step, people)
        _offer_facts(self, step)
        if step.publicity:
            self.fields["from_on"] = day("公示开始", "公示当天不计", required=False)
            self.fields["until_on"] = day("公示结束", "最后一天；期满次日起可以办", required=False)
        if step.vote:
            _offer_vote(self, congresses)
        self.order_fields(["outcome", "motion", "until", "congress", "day", *COUNTS, "people", "from_on", "until_on"])

    def clean_day(self) -> date:
        """Refuse a day to come."""
        found: date = self.cleaned_data["day"]
        if found > self.initial["day"]:
            raise forms.ValidationError("办理日期不能晚于今天。")
        return found

    @property
    def on(self) -> date:
        """Return the day of the step: that of the congress whose record was chosen, else the one typed."""
        chosen = self.congresses.get(self.cleaned_data.get("congress", ""))
        found: date = chosen.held_on if chosen else self.cleaned_data["day"]
        return found

    @property
    def said(self) -> Said:
        """Return what was typed, for the service."""
        typed = self.cleaned_data
        chosen = self.congresses.get(typed.get("congress", ""))
        return Said(
            people=tuple(typed.get("people", ())),
            training_days=typed.get("training_days") or 0,
            training_hours=typed.get("training_hours") or 0,
            leaving_on=typed.get("leaving_on"),
            form_number=typed.get("form_number", ""),
            motion=Motion(typed["motion"]) if typed.get("motion") else None,
            until=typed.get("until"),
            source=chosen.source if chosen else "",
            counts=chosen.counts if chosen else _counts(typed),
            shown=_shown(typed),
            papers=tuple(typed.get("papers", ())),
        )


def _offer_outcomes(form: StepForm, step: Step, only: Outcome | None) -> None:
    open_to = [one for one in step.outcomes if one is not Outcome.WITHDRAW]
    if only is not None:
        open_to = [one for one in open_to if one in (only, Outcome.RETURN)]
    captions = {only: "批准支部大会的决定"} if only else {}
    field = form.fields["outcome"]
    field.choices = [(one.value, captions.get(one, Took(one).label)) for one in open_to]  # type: ignore[attr-defined]  # a choice field
    if len(open_to) == 1:
        field.widget = forms.HiddenInput()


def _offer_people(form: StepForm, step: Step, people: "QuerySet[Person]") -> None:
    if step.key in _PEOPLE:
        form.fields["people"] = forms.ModelMultipleChoiceField(
            label=_PEOPLE[step.key], queryset=people, to_field_name="public_id", required=False,
            widget=forms.CheckboxSelectMultiple, help_text="本支部的正式党员",
        )  # fmt: skip


def _offer_facts(form: StepForm, step: Step) -> None:
    if step.key == "train":
        form.fields["training_days"] = number("培训天数")
        form.fields["training_hours"] = number("培训学时")
    elif step.key == "pre_review":
        form.fields["leaving_on"] = day("将离开工作、学习单位的日期", "没有这个打算的不填", required=False)
    elif step.key == "application_form":
        form.fields["form_number"] = forms.CharField(label="入党志愿书编号", max_length=30, required=False)
    elif step.key == "confirm_congress":
        form.fields["motion"] = forms.ChoiceField(
            label="支部大会的决定", choices=Motion.choices, widget=forms.RadioSelect, required=False
        )
        form.fields["until"] = day("预备期延长至", "只在延长时填：不少于半年、不超过1年", required=False)


def _offer_vote(form: StepForm, congresses: Sequence[Congress]) -> None:
    if congresses:
        choices = [("", "没有会议记录，在下面填票数"), *((one.source, _caption(one)) for one in congresses)]
        form.fields["congress"] = forms.ChoiceField(
            label="党员大会记录", choices=choices, required=False, help_text="选了记录，日期和票数都从记录来，不用再填"
        )
    for name, caption in COUNTS.items():
        form.fields[name] = number(caption)


def _caption(one: Congress) -> str:
    return f"{one.held_on.year}年{one.held_on.month}月{one.held_on.day}日 {one.title}（赞成 {one.counts.yes} 票）"


def _counts(typed: dict[str, object]) -> Counts | None:
    """Return the counts that were typed; None where nothing was. An empty number of ballots is the sum of the votes."""
    found = {name: typed.get(name) for name in COUNTS}
    if all(value is None for value in found.values()):
        return None
    numbers = {name: int(str(value or 0)) for name, value in found.items()}
    if found["ballots"] is None:
        numbers["ballots"] = numbers["yes"] + numbers["no"] + numbers["abstained"]
    return Counts(**numbers)  # type: ignore[arg-type]  # the motion apart, all are numbers


def _shown(typed: dict[str, object]) -> Shown | None:
    begins, ends = typed.get("from_on"), typed.get("until_on")
    return Shown(begins, ends) if isinstance(begins, date) and isinstance(ends, date) else None
