"""Who is on the rolls of many bodies at once, in the order of a roll: registered at the door of ``accounts``."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import F, QuerySet

from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.posts.models import Appointment
from dangjian.affairs.posts.roll import standing_of

Held = tuple[int, int, str]
"""An appointment: the body, the person, the title of the post."""


def appointed(ids: Collection[int], on: date) -> "QuerySet[Appointment, Held]":
    """Return who holds a post at these bodies on a day, in the order of the posts."""
    held = Appointment.objects.held_on(on).filter(post__organization__in=ids).order_by("post__order_no", "id")
    return held.values_list("post__organization_id", "person_id", "post__title")


def in_front(held: Iterable[Held]) -> dict[int, list[int]]:
    """Return the people with a post by body, as a roll has them in front: 书记, 副书记, 委员, other posts (P6)."""
    found: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    for position, (body, person, title) in enumerate(held):
        place = (standing_of(title), position)
        found[body][person] = min(place, found[body].get(person, place))
    return defaultdict(list, {body: sorted(people, key=people.__getitem__) for body, people in found.items()})


def rolls(ids: Collection[int], on: date) -> dict[int, list[int]]:
    """Return the people of these bodies: 书记, 副书记, 委员, other posts, then members by the day of joining (P6)."""
    members = (
        Member.objects.current()
        .filter(organization__in=ids, category__in=(Category.FULL, Category.PROBATIONARY))
        .order_by(F("joined_on").asc(nulls_last=True), "id")
        .values_list("organization_id", "person_id")
    )
    found = in_front(appointed(ids, on))
    leading = {body: set(people) for body, people in found.items()}
    for body, person in members:
        if person not in leading.get(body, ()):
            found[body].append(person)
    return {body: found[body] for body in ids}
