"""What a person may type about a goal."""

from collections.abc import Sequence
from typing import Any

from django import forms

from dangjian.programme.goals.models import Goal
from dangjian.programme.goals.services import Wording

EARLIEST, LATEST = 2000, 2099
INDENT = "　"


class GoalForm(forms.Form):
    """A node of the programme, in the county's own words."""

    word = forms.CharField(label="称谓", max_length=12, help_text="本县的叫法，如 工程、行动、任务")
    title = forms.CharField(label="名称", max_length=80)
    parent = forms.ChoiceField(label="上级", required=False)
    from_year = forms.IntegerField(label="起始年", min_value=EARLIEST, max_value=LATEST)
    to_year = forms.IntegerField(label="结束年", min_value=EARLIEST, max_value=LATEST)
    summary = forms.CharField(label="要求", required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, goals: Sequence[Goal], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.goals = {str(goal.public_id): goal for goal in goals}
        field = self.fields["parent"]
        if isinstance(field, forms.ChoiceField):
            indented = [(key, INDENT * (len(goal.place) // 3 - 1) + goal.title) for key, goal in self.goals.items()]
            field.choices = [("", "没有上级，放在最上一层"), *indented]

    def parent_goal(self) -> Goal | None:
        """Return the parent that was chosen."""
        return self.goals.get(self.cleaned_data["parent"])

    def wording(self) -> Wording:
        """Return what was typed, the parent apart."""
        names = ("word", "title", "summary", "from_year", "to_year")
        return Wording(**{name: self.cleaned_data[name] for name in names})
