"""Fields that several of these forms have."""

from datetime import datetime
from typing import Any, Final

from django import forms
from django.db.models import Q

from dangjian.activities.meetings.addresses import ELSEWHERE
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.models import Appointment
from dangjian.foundation.time import ZONE
from dangjian.procedures.evidence.kinds import CHOICES

RECORDED: Final = [choice for choice in CHOICES if choice[0] not in ELSEWHERE]
_FORMATS: Final = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y年%m月%d日 %H:%M"]


class MomentField(forms.DateTimeField):
    """A moment as the clocks of Asia/Shanghai show it."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            input_formats=_FORMATS,
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            error_messages={"invalid": "认不出这个时间，请写成 2026-11-20 09:30。"},
        )

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401  # Django's signature
        """Show a moment in local time."""
        return value.astimezone(ZONE).replace(tzinfo=None) if isinstance(value, datetime) else value


def kinds_field() -> forms.MultipleChoiceField:
    """Return the choice of kinds: one meeting may be several."""
    return forms.MultipleChoiceField(
        label="会议类型", choices=RECORDED, widget=forms.CheckboxSelectMultiple, help_text="一次会可以同时是几种"
    )


def person_field(label: str, body: Organization) -> "forms.ModelChoiceField[Person]":
    """Return the picker of a person of the body: on its roll, or in a post there."""
    held = Appointment.objects.filter(post__organization=body, superseded_at=None, during__endswith=None)
    on_roll = Q(member__organization=body, member__left_on=None)
    people = Person.objects.filter(on_roll | Q(pk__in=held.values("person")))
    return forms.ModelChoiceField(
        label=label,
        queryset=people.order_by("sort_key", "id"),
        required=False,
        empty_label="不写",
        to_field_name="public_id",
    )
