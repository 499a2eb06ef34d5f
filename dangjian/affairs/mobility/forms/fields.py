"""Fields that several of these forms have."""

from datetime import date
from typing import Final

from django import forms

from dangjian.affairs.mobility import queries
from dangjian.affairs.organizations.models import Organization

_FORMATS: Final = ["%Y-%m-%d", "%Y年%m月%d日", "%Y.%m.%d", "%Y/%m/%d"]
WHERE_HELP: Final = "写到县（市、区），如 浙江省杭州市余杭区；在本平台有党支部的，写党支部全称"


def day_field(label: str, help_text: str = "") -> forms.DateField:
    """Return a field for a day, which says how one is written."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        input_formats=_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "认不出这个日期，请写成 2026年11月20日。"},
    )


def contact_field(branch: Organization) -> forms.ModelChoiceField:  # type: ignore[type-arg]  # Django's own is generic in stubs only
    """Return the picker of a paired contact from the roll of a branch."""
    return forms.ModelChoiceField(
        label="结对联系人",
        queryset=queries.roll(branch),
        required=False,
        empty_label="还没有定",
        to_field_name="public_id",
    )


def host_named(text: str, on: date) -> Organization | None:
    """Return the branch that bears this very name, None for a place; refuses a name that two bear."""
    found = queries.branches_named(text.strip(), on)
    if len(found) > 1:
        raise forms.ValidationError("有同名的党支部，请写全称；或只写所在的省、市、县。")
    return found[0] if found else None
