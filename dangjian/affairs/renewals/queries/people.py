"""Reserve candidates and key villages, for the committees that handle them; one's own review for oneself."""

from django.db.models import QuerySet

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.renewals.models import Campaign, KeyBody, Reserve
from dangjian.affairs.renewals.queries.standing import bodies
from dangjian.foundation.names.strokes import stroke_key


def handled(actor: Actor, campaign: Campaign) -> "QuerySet[Organization]":
    """Return the bodies of a campaign within the scope, in the county's order."""
    seen = Organization.objects.visible_to(actor).values("pk")
    return bodies(campaign).filter(pk__in=seen)


def key_bodies(actor: Actor, campaign: Campaign) -> list[KeyBody]:
    """Return the key villages in scope, in the county's order."""
    rows = KeyBody.objects.visible_to(actor).filter(campaign=campaign).select_related("organization")
    return list(rows.order_by("organization__order_no", "id"))


def reserves(actor: Actor, campaign: Campaign) -> list[Reserve]:
    """Return the reserve candidates in scope: bodies in the county's order, people by strokes of their surnames."""
    rows = Reserve.objects.visible_to(actor).filter(campaign=campaign).select_related("organization", "person")
    return sorted(rows, key=lambda one: (one.organization.order_no, stroke_key(one.person.name)))


def eligible(actor: Actor, body: Organization) -> "QuerySet[Person]":
    """Return the people on the register at or under a body in scope: a village's own, no long list."""
    rows = Person.objects.visible_to(actor).filter(org_path__gte=body.path, org_path__lt=paths.following(body.path))
    return rows.order_by("sort_key", "pk")


def reviewable(actor: Actor, campaign: Campaign) -> "QuerySet[Reserve]":
    """Return the reserve candidates in scope, not yet read."""
    rows = Reserve.objects.visible_to(actor).filter(campaign=campaign).select_related("person")
    return rows.order_by("organization__order_no", "id")


def reviews_of(person_id: int) -> "QuerySet[Reserve]":
    """Return the reviews of which a person is told."""
    rows = Reserve.objects.filter(person_id=person_id, reviewed_on__isnull=False)
    return rows.select_related("campaign", "organization").order_by("-id")
