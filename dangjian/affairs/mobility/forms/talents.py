"""A relation parked at a talent agency."""

from django import forms

from dangjian.affairs.mobility import queries
from dangjian.affairs.mobility.forms.fields import day_field
from dangjian.affairs.organizations.models import Organization


class TalentForm(forms.Form):
    """Who, at which agency, found when."""

    agency = forms.CharField(label="人才服务机构", max_length=60)
    found_on = day_field("摸底日期")
    field_order = ("person", "agency", "found_on")

    def __init__(self, data: object = None, *, branch: Organization, initial: dict[str, object]) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # POST or nothing
        self.fields["person"] = forms.ModelChoiceField(
            label="党员", queryset=queries.free_to_register(branch), empty_label="请选择", to_field_name="public_id"
        )
        self.order_fields(self.field_order)
