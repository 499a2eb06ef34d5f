"""What a body types about its assignment, and what is typed in judging it."""

from django import forms

from dangjian.programme.tasks.forms.days import DayField
from dangjian.programme.tasks.forms.tasks import TaskForm
from dangjian.programme.tasks.models import Progress

_LONGEST = 300


def _line(label: str, *, required: bool, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": rows})
    )


class ReportForm(forms.Form):
    """进展: one of the four words and one line."""

    progress = forms.ChoiceField(label="进展", choices=Progress.choices, widget=forms.RadioSelect)
    words = _line("进展情况（一句话）", required=False)


class ExtensionForm(forms.Form):
    """Until when, and why."""

    to_day = DayField(label="申请延至")
    reason = _line("理由", required=True, rows=2)


class WordsForm(forms.Form):
    """A reason or a remark."""

    words = _line("说明", required=False, rows=2)


class PassOnForm(TaskForm):
    """A task handed on: the columns of the parent, and the reason where something is added."""

    added_reason = forms.CharField(
        label="本级增加的理由", max_length=200, required=False, help_text="只在比上级要求提前、增加交付或增加用时时填"
    )
