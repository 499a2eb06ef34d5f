"""What a person may type: a sample, what was seen, a problem, why not all were visited."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from dangjian.affairs.organizations.models import Organization
from dangjian.programme.inspections.services import Planned, Problem


class SampleForm(forms.Form):
    """What about, which key bodies, how many of the rest, what must be seen there."""

    errors_heading = "还没有公布"

    title = forms.CharField(label="抽查什么", max_length=80)
    key = forms.CharField(
        label="重点党支部（全部走到）",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一行一个，写全称或简称；没有就空着",
    )
    number = forms.IntegerField(label="其余抽几个", min_value=0, max_value=500, initial=5)
    must_see = forms.CharField(
        label="现场看什么",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="只写平台上看不到、非到现场不可的，一行一件",
    )

    def __init__(self, data: Any = None, *, issuer: Organization) -> None:  # noqa: ANN401  # POST or nothing
        super().__init__(data)
        self._issuer = issuer

    def clean_key(self) -> tuple[int, ...]:
        """Return the ids of the bodies named; one that bears the name of several is asked for in full."""
        lines = [line.strip() for line in self.cleaned_data["key"].splitlines() if line.strip()]
        below = Organization.objects.below(self._issuer)
        known = dict(below.filter(short_name__in=lines).values_list("short_name", "pk"))
        known |= dict(below.filter(name__in=lines).values_list("name", "pk"))
        unknown = [line for line in lines if line not in known]
        if unknown:
            raise forms.ValidationError(f"没有找到：{'、'.join(unknown[:5])}。请照组织名称写，或删去这一行。")
        return tuple(known[line] for line in lines)

    def planned(self, office: str) -> Planned:
        """Return what was typed."""
        said = self.cleaned_data
        return Planned(said["title"], said["number"], said["key"], said["must_see"], office)


class VisitForm(forms.Form):
    """When, and what was seen."""

    errors_heading = "还没有保存"

    on = forms.DateField(label="日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    seen = forms.CharField(label="现场情况", max_length=600, widget=forms.Textarea(attrs={"rows": 5}))


class FindingForm(forms.Form):
    """A problem, whose post answers, its remedy, by when."""

    errors_heading = "还没有保存"

    words = forms.CharField(label="问题", max_length=200)
    post = forms.CharField(label="责任岗位", max_length=60)
    remedy = forms.CharField(label="整改措施", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    due_on = forms.DateField(label="整改期限", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, data: Any = None, *, posts: Sequence[str], due_on: date) -> None:  # noqa: ANN401  # POST or nothing
        super().__init__(data, initial={"post": posts[0] if posts else "党支部书记", "due_on": due_on})
        if posts:
            self.fields["post"] = forms.ChoiceField(label="责任岗位", choices=[(title, title) for title in posts])
            self.order_fields(["words", "post", "remedy", "due_on"])

    def problem(self) -> Problem:
        """Return what was typed."""
        return Problem(**self.cleaned_data)


class SeedForm(forms.Form):
    """Why not every drawn body was visited; empty where all were."""

    errors_heading = "还没有公布"

    words = forms.CharField(label="没有全部走到的原因", max_length=200, required=False)
