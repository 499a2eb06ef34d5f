"""A count of days or hours."""

from django import forms

_MOST = 9999


def number(label: str) -> forms.IntegerField:
    """Return a field for a count."""
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=_MOST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
