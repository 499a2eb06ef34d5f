"""What an officer types of a local rule."""

from datetime import date

from django import forms

from dangjian.rulebook import Rule

_LARGEST = 10_000


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
        field = self.fields["value"]
        field.label = f"本地规定（{rule.unit}）"
        field.help_text = f"可设 {rule.local.words if rule.local else ''}"
