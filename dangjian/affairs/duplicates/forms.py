"""What is searched by, how two records are merged, and what a check found."""

from collections.abc import Sequence

from django import forms

from dangjian.affairs.duplicates.models import Sought


class LookupForm(forms.Form):
    """One exact number. What was typed is never shown again."""

    kind = forms.ChoiceField(label="按什么查", choices=Sought.choices, initial=Sought.ID_NUMBER)
    number = forms.CharField(
        label="号码",
        max_length=40,
        help_text="要输全，不能只查一段",
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-no-draft": True}),
    )


class MergeForm(forms.Form):
    """Which record stays, and for each fact that differs whose is right."""

    kept = forms.ChoiceField(label="保留哪一份", widget=forms.RadioSelect)

    def __init__(self, data: object = None, *, people: Sequence[tuple[str, str]], facts: Sequence[str]) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # POST or nothing
        self.people = people
        self.fields["kept"].choices = people  # type: ignore[attr-defined]  # a ChoiceField
        self.names = facts
        for name in facts:
            self.fields[f"right_{name}"] = forms.ChoiceField(choices=people, required=False)

    @property
    def taken(self) -> tuple[str, ...]:
        """The facts that are right in the record that does not stay."""
        kept = self.cleaned_data["kept"]
        return tuple(name for name in self.names if self.cleaned_data[f"right_{name}"] not in ("", kept))


class ResultForm(forms.Form):
    """How it was checked and what came out."""

    words = forms.CharField(label="怎样核查、结果如何", max_length=200)
