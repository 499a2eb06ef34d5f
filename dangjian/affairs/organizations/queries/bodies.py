"""Bodies as pages show them, and as search finds them."""

from datetime import date

from django.db.models import Q

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization, OrganizationQuerySet


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
