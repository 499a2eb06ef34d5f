"""Rows by name, for a branch, for the superior that must act, and for the member."""

from datetime import date

from django.db.models import Q

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.mobility.models import Direction, Objection, Stay, StayQuerySet, Talent, TalentQuerySet


def _bodies(actor: Actor) -> tuple[int, ...]:
    return tuple(grant.organization_id for grant in actor.grants)


def away(actor: Actor) -> StayQuerySet:
    """Return the members of the actor's own branches who are away."""
    rows = Stay.objects.visible_to(actor).open().filter(direction=Direction.OUT, organization__in=_bodies(actor))
    return rows.select_related("organization", "host", "contact")


def here(actor: Actor) -> StayQuerySet:
    """Return members of other bodies who take part in the life of the actor's own branches."""
    places = [grant.path for grant in actor.grants]
    own = Q(direction=Direction.IN, org_path__in=places) | Q(host_path__in=places)
    return Stay.objects.visible_to(actor).open().filter(own).select_related("organization", "host", "contact")


def parked(actor: Actor) -> TalentQuerySet:
    """Return those whose relation is parked at the actor's own branches and who are not decided yet."""
    rows = Talent.objects.visible_to(actor).open().filter(organization__in=_bodies(actor))
    return rows.select_related("person", "organization")


def waiting_below(actor: Actor, on: date) -> StayQuerySet:
    """Return the stays whose branch is late with contact, for the direct superior; others see a count."""
    scope = actor.narrowed(Permission.MOBILITY_VIEW)
    bodies = scope.bodies(Permission.MOBILITY_VIEW)
    rows = Stay.objects.open().filter(scope.within("org_path"), organization__parent__in=bodies)
    return rows.filter(contact_due_on__lt=on).select_related("organization")


def own(person_id: int) -> tuple[list[Stay], list[Talent], list[Objection]]:
    """Return what is held of one person: the latest first."""
    stays = Stay.objects.filter(person_id=person_id).select_related("organization", "host", "contact")
    talents = Talent.objects.filter(person_id=person_id).select_related("organization")
    objections = Objection.objects.filter(person_id=person_id).select_related("organization")
    return list(stays.order_by("-id")), list(talents.order_by("-id")), list(objections.order_by("-id"))
