"""The plan of a meeting: what a notice says."""

from datetime import date
from typing import Any

from django import forms

from dangjian.activities.meetings.forms.fields import (
    MomentField,
    PersonField,
    group_field,
    kinds_field,
    kinds_for,
    people_of,
)
from dangjian.activities.meetings.people import groups_of
from dangjian.activities.meetings.services import Planned
from dangjian.affairs.organizations.models import Organization


class PlanForm(forms.Form):
    """Kinds, when, where, about what, who leads; and whether to tell at once."""

    kinds = kinds_field()
    planned_for = MomentField("时间")
    place = forms.CharField(label="地点", max_length=80)
    title = forms.CharField(
        label="主题", max_length=200, required=False, help_text="不写就按本月主题，没有的按月份和类型"
    )
    tells = forms.BooleanField(label="存好就通知本支部党员", required=False)
    field_order = ("kinds", "group", "planned_for", "place", "title", "host", "tells")

    def __init__(self, data: object = None, *, body: Organization, on: date, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # POST or nothing
        groups = {str(group.public_id): group for group in groups_of(body, on)}
        kinds = kinds_for(body, initial["kinds"], has_groups=bool(groups))
        self.fields["kinds"].choices = kinds  # type: ignore[attr-defined]  # a choice field
        if groups:
            self.fields["group"] = group_field(groups)
        self.fields["host"] = PersonField("主持人", people_of(body))
        self.order_fields(self.field_order)

    def planned(self) -> Planned:
        """Return what was typed."""
        said = self.cleaned_data
        return Planned(
            said["kinds"], said["title"], said["planned_for"], said["place"], said["host"], said.get("group")
        )
