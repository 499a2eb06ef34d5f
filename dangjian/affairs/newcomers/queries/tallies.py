"""The coverages, counted from rows: one query, also by the bodies under the county."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, F
from django.db.models.functions import Substr

from dangjian.access.actors import Actor
from dangjian.affairs.newcomers.queries.units import marked, units
from dangjian.affairs.newcomers.rules import Body, Tally, tally
from dangjian.affairs.organizations.models import Organization

_STEP: Final = 3  # Characters of a place for each storey of the tree.


@dataclass(frozen=True, slots=True)
class Group:
    """The units of one field that a body under the county, and what lies below it, answer for."""

    body: Organization
    field: str
    tally: Tally


def total(groups: Sequence[Group], field: str = "") -> Tally:
    """Add up the groups of a field, of all fields without one."""
    found = Tally()
    for group in groups:
        if not field or group.field == field:
            found += group.tally
    return found


def by_place(actor: Actor, on: date) -> dict[tuple[str, str], Tally]:
    """Return the tallies in scope by the place of the answering body and field; one query."""
    rows = marked(units(actor), on).annotate(place=F("org_path"))
    counted = rows.values_list("place", "field", "body", "has_work", "is_out")
    held: dict[tuple[str, str], list[Any]] = {}
    for place, field, body, has_work, is_out, count in counted.annotate(count=Count("*")).order_by():
        held.setdefault((place, field), []).append((Body(body), has_work, is_out, count))
    return {key: tally(found) for key, found in held.items()}


def by_group(actor: Actor, on: date) -> list[Group]:
    """Return the tallies in scope by body under the county and field, in county order; three queries in all."""
    county = Organization.objects.filter(pk=actor.county_id).only("path").first()
    width = len(county.path) + _STEP if county else _STEP
    rows = (
        marked(units(actor), on)
        .annotate(home=Substr("org_path", 1, width))
        .values_list("home", "field", "body", "has_work", "is_out")
        .annotate(count=Count("*"))
        .order_by()
    )
    held: dict[tuple[str, str], list[Any]] = {}
    for home, field, body, has_work, is_out, count in rows:
        held.setdefault((home, field), []).append((Body(body), has_work, is_out, count))
    bodies = Organization.objects.filter(path__in={home for home, _ in held})
    return [
        Group(body, field, tally(found))
        for body in bodies.in_order()
        for (home, field), found in sorted(held.items())
        if home == body.path
    ]
