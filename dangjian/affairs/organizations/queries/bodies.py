"""Bodies as pages show them, and as search finds them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from dangjian.access.actors import Actor, Grant, Reach
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization, OrganizationQuerySet, Relation


def find(actor: Actor, text: str, limit: int) -> list[Organization]:
    """Return the bodies in scope whose name holds ``text`` or whose initials begin with it, in county order."""
    rows = Organization.objects.visible_to(actor.narrowed(Permission.ORGANIZATION_VIEW))
    return list(matching(rows, text).in_order()[:limit]) if text.strip() else []


def matching(rows: OrganizationQuerySet, words: str) -> OrganizationQuerySet:
    """Return the rows whose name holds ``words`` or whose initials begin with them; all for no words."""
    text = words.replace("\0", "").strip()[:60]
    if not text:
        return rows
    named = Q(name__icontains=text) | Q(short_name__icontains=text) | Q(initials__startswith=text.lower())
    return rows.filter(named)


def children(actor: Actor, body: Organization, on: date) -> OrganizationQuerySet:
    """Return the bodies directly under ``body`` that exist on ``on`` and are in scope, in county order."""
    return Organization.objects.visible_to(actor).filter(parent=body).open_on(on).in_order()


def sights(bodies: "QuerySet[Any, Any]", on: date) -> "QuerySet[Relation]":
    """Return the relations by which ``bodies`` read elsewhere on a day, not yet read."""
    return Relation.objects.held_on(on).filter(guide__in=bodies).exclude(sight="").select_related("target")


def readings(rows: Iterable[Relation], on: date) -> list[Grant]:
    """Return what these relations give to read to those who hold a post that reads bodies at the guiding body."""
    return [
        Grant(Permission.ORGANIZATION_VIEW, row.target_id, row.target.path, row.target.county_id, Reach(row.sight))
        for row in rows
        if row.target.is_open_on(on)
    ]
