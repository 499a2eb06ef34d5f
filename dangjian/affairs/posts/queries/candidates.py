"""Who may be put into a post: people in the scope of who fills it, found by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.queries.rights import held_by

MOST: Final = 30
ROLL: Final = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person, where they belong, and what they hold already."""

    person: Person
    belongs: str
    holds: str

    @property
    def words(self) -> str:
        """Return what stands beside the choice."""
        return " · ".join(filter(None, (self.person.name, self.belongs, self.holds and f"现任{self.holds}")))


def candidates(actor: Actor, body: Organization, text: str, on: date) -> list[Candidate]:
    """Return who can be chosen: those found by name, the body's own people first; without a name a branch's roll."""
    wanted = text.replace("\0", "").strip()[:60]
    rows = Person.objects.visible_to(actor)
    if wanted:
        named = rows.filter(Q(name__icontains=wanted) | Q(initials__startswith=wanted.lower()))
        near = named.filter(org_path__gte=body.path, org_path__lt=paths.following(body.path)).order_by("sort_key", "id")
        found = list(near[:MOST])
        apart = named.exclude(pk__in=[person.pk for person in found]).order_by("sort_key", "id")
        found += list(apart[: MOST - len(found)])
        return _described(found, body, on)
    if not body.is_branch:
        return []
    return _described(list(rows.filter(organization_id=body.pk).order_by("sort_key", "id")[:ROLL]), body, on)


def _described(people: Sequence[Person], body: Organization, on: date) -> list[Candidate]:
    ids = [person.pk for person in people]
    held = held_by(ids, on)
    members = Member.objects.current().filter(person_id__in=ids).select_related("organization")
    places = {member.person_id: _place(member, body) for member in members}
    return [
        Candidate(
            person,
            places.get(person.pk, ""),
            "、".join(f"{post.organization_name}{post.title}" for post in held.get(person.pk, ())),
        )
        for person in people
    ]


def _place(member: Member, body: Organization) -> str:
    """Return the branch of a member, left out where it is the body itself, and the category unless full."""
    category = "" if member.category == Category.FULL else str(member.get_category_display())
    return " · ".join(
        filter(None, ("" if member.organization_id == body.pk else member.organization.short_name, category))
    )
