"""The columns of a task, as people type them."""

from django import forms

from dangjian.programme.tasks.forms.days import DayField
from dangjian.programme.tasks.models import Cadence, Task
from dangjian.programme.tasks.services import TaskFields

DAY, ROUND, STANDING = "day", "cadence", "standing"
WHEN = [(DAY, "到某一天"), (ROUND, "按周期"), (STANDING, "长期坚持（每年复核）")]


class TaskForm(forms.Form):
    """A task in three parts: what, who, and until when."""

    title = forms.CharField(label="重点任务（问题）", max_length=200)
    measures = forms.CharField(
        label="具体措施", required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )
    deliverable = forms.CharField(label="交付什么", max_length=120, required=False)
    lead_leader = forms.CharField(label="牵头领导", max_length=60, required=False, help_text="写职务")
    lead_body = forms.CharField(label="牵头单位", max_length=120, required=False)
    responsible = forms.CharField(
        label="责任单位", max_length=300, required=False, help_text="照文件写；下达给谁在下一步选"
    )
    responsible_person = forms.CharField(label="责任人", max_length=60, required=False)
    when = forms.ChoiceField(label="完成时限", choices=WHEN, widget=forms.RadioSelect, initial=DAY)
    due_on = DayField(label="哪一天", required=False)
    cadence = forms.ChoiceField(label="周期", choices=[("", "—"), *Cadence.choices], required=False)
    minutes = forms.IntegerField(
        label="每个单位约需多少分钟",
        min_value=1,
        max_value=10_000,
        initial=30,
        help_text="下达前按单位数合计，计入基层负担账",
    )
    has_precheck = forms.BooleanField(label="由各单位的直接上级初验，本级销号", required=False)

    def columns(self) -> TaskFields:
        """Return the typed columns; only the chosen kind of due is taken."""
        data = self.cleaned_data
        when = data["when"]
        return TaskFields(
            title=data["title"],
            measures=data["measures"],
            deliverable=data["deliverable"],
            lead_leader=data["lead_leader"],
            lead_body=data["lead_body"],
            responsible=data["responsible"],
            responsible_person=data["responsible_person"],
            due_on=data["due_on"] if when == DAY else None,
            cadence=data["cadence"] if when == ROUND else "",
            is_standing=when == STANDING,
            minutes=data["minutes"],
            has_precheck=data["has_precheck"],
        )


class AdoptionForm(forms.Form):
    """What is said once for all clauses that a list takes over."""

    due_on = DayField(label="文件没写时限的，统一定到", required=False, help_text="可不填，列入后也能逐项改")


def typed(task: Task) -> dict[str, object]:
    """Return what the form of an existing task opens with."""
    names = ("title", "measures", "deliverable", "lead_leader", "lead_body", "responsible", "responsible_person")
    when = STANDING if task.is_standing else ROUND if task.cadence else DAY
    return {name: getattr(task, name) for name in names} | {
        "when": when,
        "due_on": task.due_on,
        "cadence": task.cadence,
        "minutes": task.minutes,
        "has_precheck": task.has_precheck,
    }
