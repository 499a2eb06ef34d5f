"""What premises give a person to do: repair what is to be repaired, by the day that the village set."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from django.urls import reverse

from dangjian.access import zones
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.premises.queries import repairs, standing_of
from dangjian.affairs.premises.rules import premises
from dangjian.affairs.registers.models import Entry
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.agenda.rules import yellow_days
from dangjian.procedures.provisions.queries import local_values

_AHEAD: Final = timedelta(days=30)
_MOST: Final = 20


def items(actor: Actor, on: date) -> Iterator[Question]:
    """Ask for the repairs at the bodies of this person's posts whose day is near or over."""
    bodies = actor.bodies(Permission.REGISTER_FILL)
    if not bodies or zones.is_internet():
        return
    yield Question(repairs(bodies, on + _AHEAD).order_by("id")[:_MOST], lambda found: _items(found, on))


def _items(found: Sequence[Entry], on: date) -> Iterator[Item]:
    for row in found:
        kept = premises(row.values)
        address = reverse("premises:place", args=[row.organization.public_id])
        held = standing_of(kept, on, yellow_days(on, local_values(row.county_id, on)))
        yield Item(
            key=f"premises:{row.public_id}",
            title=f"{row.area}阵地修缮：{kept.repair or kept.state}",
            sub="修好了把状况改成“完好”，这一条就销去",
            address=address,
            kind="阵地",
            level=held.level,
            words=held.words,
            reason=held.reason,
            due_on=kept.repair_by,
            actions=(Action("看情况", address, is_main=True),),
            minutes=3,
            organization_id=row.organization_id,
        )
