"""What stationing gives a person to do: choose who follows before a term ends."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from django.urls import reverse

from dangjian.access import zones
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.stationed.models import Part, Stationing
from dangjian.affairs.stationed.queries import standing_of
from dangjian.affairs.stationed.rules import SOON
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question

_MOST: Final = 10


def items(actor: Actor, on: date) -> Iterator[Question]:
    """Ask for first secretaries whose term is over or nearly, directly under the bodies of this person's posts."""
    bodies = actor.bodies(Permission.PLACE_EDIT)
    if not bodies or zones.is_internet():
        return
    rows = Stationing.objects.held_on(on).filter(part=Part.FIRST, due_on__lte=on + SOON)
    near = rows.filter(organization__parent__in=bodies).select_related("area", "organization")
    yield Question(near.order_by("due_on", "id")[:_MOST], lambda found: _items(found, on))


def _items(found: Sequence[Stationing], on: date) -> Iterator[Item]:
    for row in found:
        address = reverse("stationed:village", args=[row.organization.public_id])
        held = standing_of(None, row, on)
        yield Item(
            key=f"stationing:{row.public_id}",
            title=f"{row.area}第一书记{row.name}{held.words}",
            sub="换人的登记离任，再登记接任的；留任的延长任期，写明原因",
            address=address,
            kind="驻村",
            level=held.level,
            words=held.words,
            reason=held.reason,
            due_on=row.due_on,
            actions=(Action("去办", address, is_main=True),),
            minutes=5,
            organization_id=row.organization_id,
        )
