"""Reads: what a body's record may be written off against, and what stands for a source."""

from datetime import date

from django.db.models import QuerySet

from dangjian.access.actors import Actor
from dangjian.procedures.evidence.doors import Body, Matter, offered
from dangjian.procedures.evidence.models import Evidence


def matters(actor: Actor, organization: Body, on: date) -> list[Matter]:
    """Return what waits for ``organization`` and may be written off by a record, soonest first.

    ``actor`` is the whole actor: each room above narrows it to what it asks for.
    """
    return sorted(offered(actor, organization, on), key=lambda matter: (matter.due_on or date.max, matter.title))


def standing(source: str) -> QuerySet[Evidence]:
    """Return the facts that stand for a record."""
    return Evidence.objects.standing().filter(source=source).order_by("kind", "person_id")
