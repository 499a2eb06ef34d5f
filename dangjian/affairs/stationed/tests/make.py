"""Somebody stationed at a body, for tests that walk the whole site."""

from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from dangjian.affairs.organizations.models import Area, Organization
from dangjian.affairs.posts.tests.make import FOUNDED, TODAY
from dangjian.affairs.stationed.models import Ground, Need, Part, Stationing


def stationed_at(body: Organization, canary: str) -> dict[str, Any]:
    """Make a need and a first secretary of a body; every text is the canary."""
    if body.area is None:
        body.area = Area.objects.create(code=f"98{body.pk:010d}", name="无名村")
        body.save(update_fields=["area"])
    area = body.area
    at: dict[str, Any] = {
        "area": area, "organization": body, "county_id": body.county_id, "org_path": body.path, "basis": canary,
    }  # fmt: skip
    need = Need.objects.create(**at, ground=Ground.OTHER, since=FOUNDED)
    row = Stationing.objects.create(
        **at, part=Part.FIRST, name=canary, home=canary, title=canary, ended_for=canary,
        during=DateRange(FOUNDED, None), due_on=TODAY,
    )  # fmt: skip
    return {"stationing_need": need, "stationing": row}
