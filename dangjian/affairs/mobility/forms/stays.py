"""Departures, arrivals, and what changes of them."""

from datetime import date

from django import forms

from dangjian.affairs.mobility import queries
from dangjian.affairs.mobility.forms.fields import WHERE_HELP, contact_field, day_field, host_named
from dangjian.affairs.mobility.models import Reason, Stay
from dangjian.affairs.mobility.services.stays import Elsewhere
from dangjian.affairs.organizations.models import Organization


class _AwayForm(forms.Form):
    """What both the first registration and its change hold."""

    where = forms.CharField(
        label="去向", max_length=60, help_text=WHERE_HELP, widget=forms.TextInput(attrs={"list": "hosts"})
    )
    reason = forms.ChoiceField(label="外出原因", choices=Reason.choices)
    is_able = forms.BooleanField(label="仍能参加原支部组织生活", required=False)

    def __init__(self, data: object = None, *, branch: Organization, on: date, initial: dict[str, object]) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # POST or nothing
        self.on = on
        self.host: Organization | None = None
        self.fields["contact"] = contact_field(branch)

    def clean_where(self) -> str:
        """Take the exact name of a branch for that branch."""
        text: str = self.cleaned_data["where"]
        self.host = host_named(text, self.on)
        return text

    def elsewhere(self) -> Elsewhere:
        """Return where the member is."""
        said = self.cleaned_data
        place = "" if self.host else said["where"]
        return Elsewhere(self.host, place, said.get("other_name", ""), said.get("other_phone", ""))


class DepartureForm(_AwayForm):
    """A member is away: who, why, since when, where, who keeps contact."""

    since = day_field("外出日期")
    field_order = ("person", "reason", "since", "where", "contact", "is_able")

    def __init__(self, data: object = None, *, branch: Organization, on: date, initial: dict[str, object]) -> None:
        super().__init__(data, branch=branch, on=on, initial=initial)
        self.fields["person"] = forms.ModelChoiceField(
            label="党员", queryset=queries.free_to_register(branch), empty_label="请选择", to_field_name="public_id"
        )
        self.order_fields(self.field_order)


class WhereForm(_AwayForm):
    """What changes while someone is away."""

    other_name = forms.CharField(label="流入地联系人", max_length=60, required=False)
    other_phone = forms.CharField(label="流入地联系电话", max_length=20, required=False)
    field_order = ("where", "reason", "contact", "is_able", "other_name", "other_phone")

    def __init__(self, data: object = None, *, branch: Organization, on: date, initial: dict[str, object]) -> None:
        super().__init__(data, branch=branch, on=on, initial=initial)
        self.order_fields(self.field_order)


class ArrivalForm(forms.Form):
    """A member of a body outside the platform is here."""

    name = forms.CharField(label="姓名", max_length=60)
    home = forms.CharField(label="正式组织关系所在党组织", max_length=120, help_text="写全称")
    reason = forms.ChoiceField(label="来本地的原因", choices=Reason.choices)
    since = day_field("来本地的日期")

    def __init__(self, data: object = None, *, branch: Organization, initial: dict[str, object] | None = None) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # POST or nothing
        self.fields["contact"] = contact_field(branch)


class StrangerForm(forms.Form):
    """What changes of someone from outside who is here."""

    reason = forms.ChoiceField(label="来本地的原因", choices=Reason.choices)
    other_name = forms.CharField(label="流出地联系人", max_length=60, required=False)
    other_phone = forms.CharField(label="流出地联系电话", max_length=20, required=False)
    field_order = ("reason", "contact", "other_name", "other_phone")

    def __init__(self, data: object = None, *, branch: Organization, on: date, initial: dict[str, object]) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # POST or nothing
        self.on = on
        self.fields["contact"] = contact_field(branch)
        self.order_fields(self.field_order)

    def elsewhere(self) -> Elsewhere:
        """Return whom to call at home."""
        return Elsewhere(name=self.cleaned_data["other_name"], phone=self.cleaned_data["other_phone"])


def typed(stay: Stay) -> dict[str, object]:
    """Return what stands in the form of change when it opens."""
    return {
        "where": stay.host.name if stay.host else stay.place,
        "reason": stay.reason,
        "is_able": stay.is_able,
        "contact": stay.contact.public_id if stay.contact else None,
        "other_name": stay.unsealed("other_name"),
        "other_phone": stay.unsealed("other_phone"),
    }
