"""Days as people write them."""

from typing import Final

from django import forms

FORMATS: Final = ["%Y-%m-%d", "%Y年%m月%d日", "%Y.%m.%d", "%Y/%m/%d"]


def day(label: str, help_text: str = "", *, required: bool = True) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        input_formats=FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "认不出这个日期，请写成 2026年11月20日。"},
    )


def number(label: str, help_text: str = "", *, required: bool = False) -> forms.IntegerField:
    """Return a field for a count of heads, ballots, days or hours."""
    return forms.IntegerField(label=label, help_text=help_text, required=required, min_value=0, max_value=9999)
