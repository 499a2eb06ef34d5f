"""The person behind an account."""

from dangjian.access.actors import Actor
from dangjian.affairs.people.models import Person


def person_of(actor: Actor) -> Person:
    """Return the person who acts."""
    return Person.objects.get(pk=actor.person_id)
