"""What a person may type: a base, a line of its menu, a visit, and why not."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from dangjian.activities.bases.models import Activity, Base, Kind
from dangjian.activities.bases.models.places import OFFERED
from dangjian.activities.bases.rules import WEEKDAYS, Slot
from dangjian.activities.bases.services import Kept, Wanted
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import ZONE
from dangjian.procedures.evidence.kinds import Kind as LifeKind

_DAYS = [(str(number), f"周{word}") for number, word in enumerate(WEEKDAYS, 1)]


class BaseForm(forms.Form):
    """A base: what, where, for how many, when; how many visits a month stands folded."""

    errors_heading = "还没有保存"

    name = forms.CharField(label="名称", max_length=60)
    kind = forms.ChoiceField(label="类别", choices=Kind.choices)
    place = forms.CharField(label="地点", max_length=80)
    capacity = forms.IntegerField(label="一次最多接待几人", min_value=1, max_value=2000)
    weekdays = forms.MultipleChoiceField(label="开放日", choices=_DAYS, widget=forms.CheckboxSelectMultiple)
    hours = forms.CharField(
        label="开放时段", max_length=80, help_text="一个时段接待一个党组织，写成 9:00—11:30、14:30—17:00"
    )
    most_a_month = forms.IntegerField(
        label="每月最多接待几次", min_value=1, max_value=200, required=False, help_text="不写就不限"
    )
    is_open = forms.BooleanField(label="接受预约", required=False)

    def __init__(self, data: Any = None, *, base: Base | None = None) -> None:  # noqa: ANN401  # POST or nothing
        super().__init__(data, initial=_stands(base))
        if base is None:
            del self.fields["is_open"]

    def kept(self) -> Kept:
        """Return what was typed."""
        said = dict(self.cleaned_data)
        said["weekdays"] = [int(day) for day in said["weekdays"]]
        return Kept(**said)


def _stands(base: Base | None) -> dict[str, Any]:
    if base is None:
        return {"hours": "9:00—11:30、14:30—17:00", "weekdays": [str(day) for day in range(1, 6)]}
    names = ("name", "kind", "place", "capacity", "hours", "most_a_month", "is_open")
    return {name: getattr(base, name) for name in names} | {"weekdays": [str(day) for day in base.weekdays]}


class ActivityForm(forms.Form):
    """A line of the menu."""

    errors_heading = "还没有加上"

    title = forms.CharField(label="活动", max_length=60)
    kind = forms.ChoiceField(label="计入", choices=OFFERED, initial=LifeKind.THEME_DAY.value)


class BookingForm(forms.Form):
    """What, when, how many; the number stands there already."""

    errors_heading = "还没有约成"

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401  # POST or nothing
        *,
        menu: Sequence[Activity],
        slots: Sequence[Slot],
        bodies: Sequence[Organization] = (),
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, initial=initial)
        self._menu = {str(one.pk): one for one in menu}
        self._bodies = {str(body.public_id): body for body in bodies}
        if len(bodies) > 1:
            names = [(key, body.short_name) for key, body in self._bodies.items()]
            self.fields["body"] = forms.ChoiceField(label="哪个党组织去", choices=names)
        self.fields["activity"] = forms.ChoiceField(
            label="活动", choices=[(key, str(v)) for key, v in self._menu.items()]
        )
        # A slot that was taken meanwhile is not among the choices any more: what it says is looked at by the service.
        select = forms.Select(choices=[(slot.key, slot.words) for slot in slots])
        self.fields["begins"] = forms.DateTimeField(label="时段", input_formats=["%Y-%m-%dT%H:%M"], widget=select)
        self.fields["people"] = forms.IntegerField(label="人数", min_value=1, max_value=5000)

    def wanted(self) -> Wanted:
        """Return what is asked for."""
        said = self.cleaned_data
        begins: datetime = said["begins"]
        return Wanted(self._menu[said["activity"]], begins.astimezone(ZONE), said["people"])

    def body(self) -> Organization:
        """Return who goes."""
        return self._bodies[self.cleaned_data["body"]] if "body" in self.fields else next(iter(self._bodies.values()))


class ReasonForm(forms.Form):
    """Why not, in a line."""

    errors_heading = "还没有保存"

    reason = forms.CharField(
        label="原因", max_length=200, error_messages={"required": "请用一句话写明原因，对方能看到。"}
    )
