"""What a body types about its assignment, and what is typed in judging it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from dangjian.programme.tasks.forms.days import DayField
from dangjian.programme.tasks.forms.tasks import TaskForm
from dangjian.programme.tasks.models import Progress
from dangjian.programme.tasks.queries.signers import Signer

_LONGEST = 300


def _line(label: str, *, required: bool, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": rows})
    )


class ReportForm(forms.Form):
    """进展: one of the four words and one line."""

    progress = forms.ChoiceField(label="进展", choices=Progress.choices, widget=forms.RadioSelect)
    words = _line("进展情况（一句话）", required=False)


class ProxyReportForm(ReportForm):
    """The same from a paper that came back, and who signed it: the secretary, unless another did."""

    signer = forms.ChoiceField(label="手写表上谁签的名")
    field_order = ("signer", "progress", "words")

    def __init__(self, data: Mapping[str, object] | None = None, *, signers: Sequence[Signer], **options: Any) -> None:  # noqa: ANN401  # Django's
        """Offer those who answer for the body."""
        super().__init__(data, **options)
        chosen = self.fields["signer"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = [(one.key, one.words) for one in signers]


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
