"""Fields that several of these forms have."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

from django import forms
from django.db.models import Q, QuerySet

from dangjian.activities.duties.rules import is_held_by
from dangjian.activities.meetings.addresses import ELSEWHERE
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.models import Appointment
from dangjian.foundation.time import ZONE
from dangjian.procedures.evidence.kinds import CHOICES, Kind

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


def kinds_for(body: Organization, chosen: Collection[str], *, has_groups: bool) -> list[tuple[str, str]]:
    """Return the kinds that such a body holds, and those that stand there already."""
    held = [kind for kind in Kind if is_held_by(kind, body.kind) and (has_groups or kind is not Kind.GROUP)]
    return [one for one in CHOICES if one[0] in chosen or (one in RECORDED and one[0] in held)]


def group_field(groups: Mapping[str, Organization]) -> forms.TypedChoiceField:
    """Return the choice of the group whose 党小组会 it was, by public id."""
    choices = [("", "不是党小组会"), *((key, group.short_name) for key, group in groups.items())]
    return forms.TypedChoiceField(
        label="哪个党小组", choices=choices, coerce=groups.__getitem__, empty_value=None, required=False
    )


def people_of(body: Organization) -> "QuerySet[Person]":
    """Return the people of a body: on its roll, or in a post there."""
    held = Appointment.objects.filter(post__organization=body, superseded_at=None, during__endswith=None)
    on_roll = Q(member__organization=body, member__left_on=None)
    people = Person.objects.filter(on_roll | Q(pk__in=held.values("person")))
    return people.only("name", "public_id").order_by("sort_key", "id")


class PersonField(forms.TypedChoiceField):
    """The picker of one of ``people``, by their public id; None where nobody is picked."""

    def __init__(self, label: str, people: Collection[Person]) -> None:
        known = {str(person.public_id): person for person in people}
        choices = [("", "不写"), *((key, person.name) for key, person in known.items())]
        super().__init__(label=label, choices=choices, coerce=known.__getitem__, empty_value=None, required=False)
