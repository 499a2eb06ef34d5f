"""The step whose turn it is, with what the steps of an admission ask for beside those of any case."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from dangjian.affairs.admissions.congress import Congress
from dangjian.affairs.admissions.forms.fields import number
from dangjian.affairs.admissions.models import Motion
from dangjian.affairs.admissions.rules import in_force
from dangjian.affairs.admissions.services import Said
from dangjian.affairs.people.models import Person
from dangjian.procedures.cases.turns import DayField, TurnForm
from dangjian.rulebook import Outcome, Step

_PEOPLE: Final = {"contacts": "培养联系人（1至2名）", "introducers": "入党介绍人（2名）"}
# A record may bring the counts, and the text of earlier days asked for no notice: the service says what is missing.
_ASKED_BY_THE_SERVICE: Final = frozenset({"entitled", "present", "yes", "shown_from", "shown_until"})
_FIRST: Final = ("outcome", "decided", "probation_until", "congress", "day", "people")


class StepForm(TurnForm):
    """One step; the fields that it does not ask for are not there."""

    def __init__(  # what a step may ask for
        self,
        data: QueryDict | None = None,
        *,
        step: Step,
        on: date,
        people: "QuerySet[Person]",
        congresses: Sequence[Congress] = (),
        only: Outcome | None = None,
    ) -> None:
        super().__init__(data, step=step, on=on)
        self.congresses = {one.source: one for one in congresses}
        for name in _ASKED_BY_THE_SERVICE & set(self.fields):
            self.fields[name].required = False
        self.fields.pop("until", None)  # A probation is extended by the congress; its superior only approves.
        self.fields["words"] = forms.CharField(
            label="说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
            help_text="退回、不同意、超过期限的必写",
        )  # fmt: skip
        if only is not None:
            self._narrow(only)
        if step.key in _PEOPLE:
            self.fields["people"] = forms.ModelMultipleChoiceField(
                label=_PEOPLE[step.key], queryset=people, to_field_name="public_id", required=False,
                widget=forms.CheckboxSelectMultiple, help_text="本支部的正式党员",
            )  # fmt: skip
        self._ask_facts(step)
        if step.publicity and (text := in_force("publicity_workdays", on)):
            self.fields["shown_until"].help_text = f"{text.says}，开始当天不计，期满次日起办"
        if congresses:
            self._offer(congresses)
        self.order_fields(_FIRST)

    def _narrow(self, only: Outcome) -> None:
        """Leave what the congress decided, to be approved, and the return."""
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]  # a choice field
            (only.value, "批准支部大会的决定"), (Outcome.RETURN.value, "退回"),
        ]  # fmt: skip
        self.initial["outcome"] = only

    def _ask_facts(self, step: Step) -> None:
        if step.key == "train":
            self.fields["training_days"] = number("培训天数")
            self.fields["training_hours"] = number("培训学时")
        elif step.key == "pre_review":
            self.fields["leaving_on"] = DayField(
                "将离开工作、学习单位的日期", required=False, help_text="没有这个打算的不填"
            )
        elif step.key == "application_form":
            self.fields["form_number"] = forms.CharField(label="入党志愿书编号", max_length=30, required=False)
        elif step.key == "confirm_congress":
            self.fields["decided"] = forms.ChoiceField(
                label="支部大会的决定", choices=Motion.choices, widget=forms.RadioSelect, required=False
            )
            self.fields["probation_until"] = DayField(
                "预备期延长至", required=False, help_text="只在延长时填：不少于半年、不超过1年"
            )

    def _offer(self, congresses: Sequence[Congress]) -> None:
        choices = [("", "没有会议记录，在下面填票数"), *((one.source, _caption(one)) for one in congresses)]
        self.fields["congress"] = forms.ChoiceField(
            label="党员大会记录", choices=choices, required=False,
            help_text="选了记录，日期和票数都从记录来，不用再填",
        )  # fmt: skip

    @property
    def _chosen(self) -> Congress | None:
        return self.congresses.get(self.cleaned_data.get("congress", ""))

    @property
    def on(self) -> date:
        """Return the day of the step: that of the congress whose record was chosen, else the one typed."""
        chosen = self._chosen
        found: date = chosen.held_on if chosen else self.cleaned_data["day"]
        return found

    @property
    def said(self) -> Said:
        """Return what was typed, for the service."""
        typed, chosen, taken = self.cleaned_data, self._chosen, self.taken()
        return Said(
            people=tuple(typed.get("people", ())),
            training_days=typed.get("training_days") or 0,
            training_hours=typed.get("training_hours") or 0,
            leaving_on=typed.get("leaving_on"),
            form_number=typed.get("form_number", ""),
            motion=Motion(typed["decided"]) if typed.get("decided") else None,
            until=typed.get("probation_until"),
            source=chosen.source if chosen else "",
            counts=chosen.counts if chosen else taken["counts"],
            shown=taken["shown"],
            papers=tuple(taken["papers"]),
        )


def _caption(one: Congress) -> str:
    return f"{one.held_on.year}年{one.held_on.month}月{one.held_on.day}日 {one.title}（赞成 {one.counts.yes} 票）"
