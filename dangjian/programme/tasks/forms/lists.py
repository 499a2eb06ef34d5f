"""The head of a list, and the spreadsheet it is filled from."""

from collections.abc import Sequence
from typing import ClassVar

from django import forms
from django.db.models import QuerySet

from dangjian.programme.directives.models import Directive
from dangjian.programme.goals.models import Goal
from dangjian.programme.tasks.forms.days import DayField
from dangjian.programme.tasks.models import Authority, ListKind


class GoalField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only to the type checker
    """A node of the programme, indented as the tree stands."""

    def label_from_instance(self, goal: Goal) -> str:
        """Show the county's own word before the title."""
        return f"{'　' * (len(goal.place) // 3 - 1)}{goal.word}：{goal.title}"


class ListForm(forms.Form):
    """A list: in whose name, on what basis, for which period."""

    issuer = forms.ChoiceField(label="以谁的名义")
    title = forms.CharField(label="清单名称", max_length=120)
    kind = forms.ChoiceField(label="类别", choices=ListKind.choices, initial=ListKind.TASKS)
    goal = GoalField(
        label="挂在方案的哪一项",
        queryset=Goal.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label="暂不挂",
    )
    directive = forms.ModelChoiceField(
        label="依据文件",
        queryset=Directive.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label="没有读入的文件",
    )
    basis = forms.CharField(label="依据", max_length=200, required=False, help_text="文号、会议或批示，写一行")
    authority = forms.ChoiceField(label="授权", choices=Authority.choices, widget=forms.RadioSelect)
    consent = forms.CharField(
        label="同意依据", max_length=120, required=False, help_text="选“经县委同意”时填：文号，或某月某日县委会议"
    )
    from_day = DayField(label="起")
    to_day = DayField(label="止")

    sources: ClassVar[dict[str, str]] = {}

    def __init__(  # what the choices are made of
        self,
        data: object = None,
        *,
        issuers: Sequence[tuple[str, str]],
        goals: QuerySet[Goal],
        directives: QuerySet[Directive],
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # POST or nothing
        issuer, goal, directive = self.fields["issuer"], self.fields["goal"], self.fields["directive"]
        issuer.choices = issuers  # type: ignore[attr-defined]  # a ChoiceField
        goal.queryset = goals  # type: ignore[attr-defined]  # a ModelChoiceField
        directive.queryset = directives  # type: ignore[attr-defined]  # a ModelChoiceField


class ImportForm(forms.Form):
    """An Excel table whose rows become draft tasks."""

    file = forms.FileField(label="Excel 表（.xlsx）", help_text="表头在哪一行都可以，列名用平常的叫法")
