"""What lists give a person to do: lines that match no unit, or units that match no line."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from dangjian.access import zones
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.newcomers.models import Listed, Listing
from dangjian.affairs.newcomers.queries import listings
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.agenda.rules import Level


def items(actor: Actor, _on: date) -> Iterator[Question]:
    """Ask for the lists with open lines at the bodies of this person's posts."""
    bodies = actor.bodies(Permission.NEWCOMER_EDIT)
    if not bodies or zones.is_internet():
        return
    waiting = Listed.objects.waiting().values("listing")
    rows = listings(actor.narrowed(Permission.NEWCOMER_EDIT)).filter(organization__in=bodies, pk__in=waiting)
    yield Question(rows.order_by("id")[:5], _items)


def _items(found: Sequence[Listing]) -> Iterator[Item]:
    for row in found:
        address = reverse("newcomers:list", args=[row.public_id])
        waiting = getattr(row, "waiting", 0)
        yield Item(
            key=f"newcomer-list:{row.public_id}",
            title=f"核定{row.source}{row.get_field_display()}名单",
            sub="对不上的单位，登记、不计入或保留，由人来定",
            address=address,
            kind="两新单位",
            level=Level.INFO,
            words=f"{waiting} 条待处理",
            actions=(Action("去处理", address, is_main=True),),
            minutes=min(waiting, 60),
            organization_id=row.organization_id,
        )
