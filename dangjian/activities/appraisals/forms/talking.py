"""Who talked with whom on which day; a problem, its remedy, and whether it was put right."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from dangjian.activities.appraisals.forms.appraising import day_field
from dangjian.activities.meetings.attending import Expected


class TalkForm(forms.Form):
    """One of the two, everyone they talked with, the day. No text: none is asked (P19)."""

    errors_heading = "还没有保存"

    member = forms.TypedChoiceField(label="谁", coerce=int)
    held_on = day_field("哪一天")
    others = forms.TypedMultipleChoiceField(
        label="和谁谈的", coerce=int, widget=forms.CheckboxSelectMultiple, help_text="可以点几个人"
    )

    def __init__(self, data: Any = None, *, lines: Sequence[Expected], on: date, person_id: int) -> None:  # noqa: ANN401  # POST or nothing
        own = next((line.member_id for line in lines if line.person_id == person_id), None)
        leading = next((line.member_id for line in lines if line.titles), None)
        super().__init__(data, initial={"member": own or leading, "held_on": on})
        people = [(line.member_id, f"{line.name}（{line.titles}）" if line.titles else line.name) for line in lines]
        for name in ("member", "others"):
            self.fields[name].choices = people  # type: ignore[attr-defined]  # both are choices


class ProblemForm(forms.Form):
    """A problem, in one line, and whose it is."""

    errors_heading = "还没有列出"

    words = forms.CharField(label="问题", max_length=200, help_text="写事不写人品，一句话")
    member = forms.TypedChoiceField(label="是谁的", coerce=int, required=False, empty_value=None)

    def __init__(self, data: Any = None, *, lines: Sequence[Expected], body: str) -> None:  # noqa: ANN401  # POST or nothing
        super().__init__(data)
        people = [(line.member_id, line.name) for line in lines]
        self.fields["member"].choices = [("", body), *people]  # type: ignore[attr-defined]  # a choice


class AcceptForm(forms.Form):
    """How it will be put right, and by when."""

    remedy = forms.CharField(label="怎么改", max_length=200)
    due_on = day_field("改到哪一天")


class RemedyForm(forms.Form):
    """How it was put right; empty for as it was planned."""

    remedy = forms.CharField(label="怎么改的", max_length=200, required=False)


class CheckForm(forms.Form):
    """Empty to strike it off; a line to send it back."""

    sent_back = forms.CharField(label="没改好的，写一句哪里还差", max_length=200, required=False)
