"""A day typed by hand or taken from the browser's calendar: a field of forms."""

from typing import Final

from django import forms

FORMATS: Final = ["%Y-%m-%d", "%Y年%m月%d日", "%Y.%m.%d", "%Y/%m/%d"]


class DayField(forms.DateField):
    """A day; refuses with the ways it can be written."""

    def __init__(self, *, label: str, required: bool = True, help_text: str = "") -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            input_formats=FORMATS,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": "认不出这个日期，请写成 2026年12月20日。"},
        )
