"""What bases give a person to do: answer a branch that asks to come."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from django.urls import reverse

from dangjian.access import zones
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.activities.bases.models import Booking, State
from dangjian.activities.bases.services.rows import time_words
from dangjian.foundation.time import at
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.agenda.rules import Level

_MOST: Final = 20


def items(actor: Actor, on: date) -> Iterator[Question]:
    """Ask for the visits that wait for an answer at the bodies of this person's posts."""
    bodies = actor.bodies(Permission.BASE_KEEP)
    if not bodies or zones.is_internet():
        return
    rows = Booking.objects.filter(state=State.ASKED, base__organization__in=bodies, during__endswith__gt=at(on, 0))
    near = rows.select_related("base", "activity", "organization").order_by("on", "id")
    yield Question(near[:_MOST], _items)


def _items(found: Sequence[Booking]) -> Iterator[Item]:
    for row in found:
        address = reverse("bases:booking", args=[row.public_id])
        yield Item(
            key=f"booking:{row.public_id}",
            title=f"答复{row.organization.short_name}的预约",
            sub=f"{row.base}，{row.activity}，{row.people} 人",
            address=address,
            kind="基地预约",
            level=Level.SOON,
            words="待确认",
            reason=time_words(row),
            due_on=row.on,
            actions=(Action("去答复", address, is_main=True),),
            minutes=2,
            organization_id=row.base.organization_id,
        )
