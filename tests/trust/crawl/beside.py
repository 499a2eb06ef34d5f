"""What stands beside the tree at a place of the small world: a unit, a 党组 with a seat, who guides the body."""

from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from dangjian.affairs.organizations.models import (
    Attached,
    AttachedKind,
    Change,
    Event,
    Field,
    Organization,
    Relation,
    RelationKind,
    Seat,
    Unit,
)

SINCE = date(2026, 1, 1)


def beside(body: Organization, canary: str) -> dict[str, Any]:
    """Make the rows, each with the canary of the place in its words."""
    at = {"county_id": body.county_id, "org_path": body.path}
    unit = Unit.objects.create(**at, name=canary, field=Field.RURAL, answering_body=body)
    unit.bodies.add(body)
    kind = AttachedKind.PARTY_GROUP
    group = Attached.objects.create(
        **at, name=canary, kind=kind, unit=unit, keeper=body, founded_on=SINCE, basis=canary
    )
    running = DateRange(SINCE, None)
    Change.objects.create(**at, organization=body, event=Event.FOUND, on=SINCE, basis=canary, words=canary)
    return {
        "unit": unit,
        "attached": group,
        "attached_seat": Seat.objects.create(**at, attached=group, title=canary, body=body, during=running),
        "relation": Relation.objects.create(
            **at, kind=RelationKind.GUIDES, attached=group, target=body, basis=canary, during=running
        ),
    }
