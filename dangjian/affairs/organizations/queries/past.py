"""The tree as it was on a day, out of the states that cover it."""

from datetime import date

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization, State, StateQuerySet


def as_at(actor: Actor, on: date) -> StateQuerySet:
    """Return how the bodies in scope stood on ``on``, in county order.

    The scope is today's: who reads a body today reads its past, wherever it stood.
    """
    rows = State.objects.visible_to(actor.narrowed(Permission.ORGANIZATION_VIEW)).held_on(on)
    return rows.select_related("organization", "parent").order_by("organization__order_no", "organization_id")


def body_on(actor: Actor, body: Organization, on: date) -> State | None:
    """Return how ``body`` stood on ``on``; None where it was not there."""
    return as_at(actor, on).filter(organization=body).first()
