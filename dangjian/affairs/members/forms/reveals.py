"""Why a masked number is asked for."""

from collections.abc import Sequence

from django import forms

from dangjian.affairs.members.forms.fields import WordsField
from dangjian.affairs.members.models import Reason


class RevealForm(forms.Form):
    """Which number, and the reason; other reasons in words."""

    field = forms.ChoiceField(label="看哪一项")
    reason = forms.ChoiceField(label="事由", choices=Reason.choices, initial=Reason.IDENTITY)
    words = WordsField(label="说明", max_length=100, required=False, help_text="选“其他”时写明")

    def __init__(self, data: object = None, *, fields: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # POST or nothing
        self.fields["field"].choices = fields  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, object]:
        """Ask for words where no listed reason fits."""
        if self.cleaned_data.get("reason") == Reason.OTHER and not self.cleaned_data.get("words"):
            self.add_error("words", "请写明为什么要看。")
        return self.cleaned_data
