"""What an officer types of a local rule."""

import re
from datetime import date
from typing import Any, ClassVar

from django import forms

from dangjian.rulebook import Rule

_LARGEST = 10_000


class NumbersField(forms.Field):
    """Whole numbers in one line: 180、90、30、0; the longest first, none twice."""

    default_error_messages: ClassVar[dict[str, Any]] = {"invalid": "请写几个整数，用顿号隔开，如 180、90、30、0。"}

    def to_python(self, value: object) -> tuple[int, ...]:
        """Return the numbers of a line; raises ``ValidationError`` for anything else."""
        parts = [part for part in re.split(r"[、，,;；\s]+", str(value or "")) if part]
        if not all(part.isdecimal() and int(part) <= _LARGEST for part in parts):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return tuple(sorted({int(part) for part in parts}, reverse=True))

    def validate(self, value: object) -> None:
        """Refuse a line without numbers."""
        if not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")


class ProvisionForm(forms.Form):
    """The value, from which day, and on what basis."""

    value = forms.IntegerField(
        label="本地规定", min_value=0, max_value=_LARGEST, error_messages={"invalid": "请写整数，如 10。"}
    )
    from_day = forms.DateField(
        label="自哪天起",
        input_formats=["%Y-%m-%d", "%Y年%m月%d日", "%Y.%m.%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "认不出这个日期，请写成 2026年12月20日。"},
    )
    basis = forms.CharField(label="依据", max_length=200, help_text="文号、会议或批示，写一行")

    def __init__(self, data: object = None, *, rule: Rule, value: str, on: date) -> None:
        super().__init__(data, initial={"value": value, "from_day": on})  # type: ignore[arg-type]  # POST or nothing
        if isinstance(rule.value, tuple):
            self.fields["value"] = NumbersField()
        elif isinstance(rule.value, str) and rule.local:
            choices = [(str(one), str(one)) for one in rule.local.choices]
            self.fields["value"] = forms.ChoiceField(choices=choices, widget=forms.RadioSelect)
        field = self.fields["value"]
        field.label = f"本地规定（{rule.unit}）" if rule.unit else "本地规定"
        field.help_text = f"可设 {rule.local.words if rule.local else ''}"
