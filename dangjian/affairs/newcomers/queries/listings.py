"""Lists that came in, and their lines."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Q, QuerySet

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.newcomers.models import OPEN_MATCHES, Listed, Listing
from dangjian.affairs.organizations.models import COMMITTEES, Organization


def listings(actor: Actor) -> "QuerySet[Listing]":
    """Return the lists in scope with how many lines they hold and how many wait."""
    waiting = Count("lines", filter=Q(lines__match__in=OPEN_MATCHES, lines__decision=""))
    rows = Listing.objects.visible_to(actor).select_related("organization")
    return rows.annotate(count=Count("lines"), waiting=waiting)


def counts(listing: Listing) -> Mapping[str, tuple[int, int]]:
    """Return by match how many lines there are and how many of them wait."""
    waiting = Count("pk", filter=Q(match__in=OPEN_MATCHES, decision=""))
    rows = listing.lines.values_list("match").annotate(count=Count("pk"), waiting=waiting).order_by()
    return {match: (count, left) for match, count, left in rows}


def lines(listing: Listing, match: str) -> "QuerySet[Listed]":
    """Return the lines of a list that came out so; those that wait for no match."""
    rows = Listed.objects.filter(listing=listing).select_related("unit__answering_body")
    return rows.filter(match=match) if match else rows.waiting()


def candidates(actor: Actor, on: date) -> list[Organization]:
    """Return the committees that could answer for a unit that is new, in county order; ``actor`` is whole."""
    seen = Organization.objects.visible_to(actor.narrowed(Permission.ORGANIZATION_EDIT))
    return list(seen.open_on(on).filter(kind__in=COMMITTEES).in_order()[:200])
