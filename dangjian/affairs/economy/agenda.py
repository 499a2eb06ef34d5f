"""What pilots give a person to do: say that there was output, or profit, by the day that was set."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from django.db.models import Q
from django.urls import reverse

from dangjian.access import zones
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.economy.models import Pilot
from dangjian.affairs.economy.queries import standing_of
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question

_AHEAD: Final = timedelta(days=30)
_MOST: Final = 20


def items(actor: Actor, on: date) -> Iterator[Question]:
    """Ask for the pilots of the bodies of this person's posts whose next day is near or over."""
    bodies = actor.bodies(Permission.PLACE_EDIT)
    if not bodies or zones.is_internet():
        return
    near = Q(yielded_on=None, yielding_by__lte=on + _AHEAD) | Q(yielded_on__isnull=False, profiting_by__lte=on + _AHEAD)
    rows = Pilot.objects.open().filter(near, organization__in=bodies).select_related("area", "organization")
    yield Question(rows.order_by("yielding_by", "id")[:_MOST], lambda found: _items(found, on))


def _items(found: Sequence[Pilot], on: date) -> Iterator[Item]:
    for row in found:
        address = reverse("economy:pilot", args=[row.public_id])
        held = standing_of(row, on)
        yield Item(
            key=f"economy-pilot:{row.public_id}",
            title=f"{row.project}{row.next_words}",
            sub=f"{row.area} · {row.get_tier_display()}",
            address=address,
            kind="集体经济试点",
            level=held.level,
            words=held.words,
            reason=held.reason,
            due_on=row.due_on,
            actions=(Action("报情况", address, is_main=True),),
            minutes=3,
            organization_id=row.organization_id,
        )
