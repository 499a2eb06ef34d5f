"""Who may vote and stand, in which order they are listed, and which posts an election fills."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.affairs.members.models import Category, Member, Spell, Standing
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.affairs.terms.models import Candidate, Election
from dangjian.foundation.names.strokes import stroke_key

MOST: Final = 60


def full_members(body: Organization, on: date) -> int:
    """Return how many full members of normal standing a body and those below it had on a day: who may vote."""
    rows = Spell.objects.held_on(on).filter(category=Category.FULL, standing=Standing.NORMAL)
    return rows.filter(org_path__gte=body.path, org_path__lt=paths.following(body.path)).count()


def nominees(actor: Actor, election: Election, words: str) -> list[Person]:
    """Return who can be chosen to stand, by strokes: those who stand, a small branch's full members, or by name."""
    text = words.replace("\0", "").strip()[:60]
    body = election.organization
    members = Member.objects.visible_to(actor).full().select_related("person")
    inside = members.filter(org_path__gte=body.path, org_path__lt=paths.following(body.path))
    if text:
        found = inside.filter(person__name__icontains=text) | inside.filter(person__initials__startswith=text.lower())
    else:
        found = inside.filter(organization=body) if body.is_branch else inside.none()
    standing = [one.person for one in election.candidates.select_related("person")]
    known = {person.pk for person in standing}
    others = [one.person for one in found.order_by("person__sort_key", "id")[:MOST] if one.person_id not in known]
    return sorted(standing + others, key=lambda person: stroke_key(person.name))


def standing_order(election: Election) -> list[Candidate]:
    """Return the candidates by strokes of their surnames."""
    rows: Iterable[Candidate] = election.candidates.select_related("person", "post")
    return sorted(rows, key=lambda one: stroke_key(one.person.name))


def posts_for(election: Election) -> list[Post]:
    """Return the posts of the body that an election can fill, as the body lists them."""
    posts = Post.objects.content().open_on(election.held_on).filter(organization=election.organization)
    return list(posts.order_by("order_no", "id"))


def held_posts(election: Election) -> dict[int, int]:
    """Return the post that each person held at the body on the day of the election, by person id: they may go on."""
    rows = Appointment.objects.held_on(election.held_on).filter(post__organization=election.organization)
    return dict(rows.order_by("-post__order_no").values_list("person_id", "post_id"))
