"""Who is on the rolls of many bodies at once, in the order of a roll: registered at the door of ``accounts``."""

from collections.abc import Collection
from datetime import date
from typing import Final

from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.posts.models import Appointment
from dangjian.affairs.posts.roll import standing_of

_UNDATED: Final = date.max
_MEMBERS: Final = 100  # After everyone with a post, whatever its title.


def rolls(ids: Collection[int], on: date) -> dict[int, list[int]]:
    """Return the people of these bodies: 书记, 副书记, 委员, other posts, then members by the day of joining (P6)."""
    held = (
        Appointment.objects.held_on(on)
        .filter(post__organization__in=ids)
        .order_by("post__order_no", "id")
        .values_list("post__organization_id", "person_id", "post__title")
    )
    members = (
        Member.objects.current()
        .filter(organization__in=ids, category__in=(Category.FULL, Category.PROBATIONARY))
        .values_list("organization_id", "person_id", "joined_on", "id")
    )
    places: dict[int, dict[int, tuple[int, date, int]]] = {body: {} for body in ids}
    for body, person, joined, number in members:
        places[body][person] = (_MEMBERS, joined or _UNDATED, number)
    for position, (body, person, title) in enumerate(held):
        place = (standing_of(title), date.min, position)
        places[body][person] = min(place, places[body].get(person, place))
    return {body: sorted(found, key=found.__getitem__) for body, found in places.items()}
