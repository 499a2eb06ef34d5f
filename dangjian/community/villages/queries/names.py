"""The village's people as far as the platform knows them: their names are looked for before words become public."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from dangjian.access import paths
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.community.villages.models import Village
from dangjian.community.villages.rules import names_in


@dataclass(frozen=True, slots=True)
class Named:
    """A name that stands in words for everybody; ``office`` is the post that whoever bears it holds in the village."""

    name: str
    office: str

    def __str__(self) -> str:
        return f"{self.name}（{self.office}）" if self.office else self.name


def named(village: Village, texts: Collection[str], on: date) -> list[Named]:
    """Return the people of the village whom the texts name other than by their office; two queries.

    Members and applicants at home there, and whoever holds a post there. What somebody is but for a post is not told.
    """
    below = {"org_path__gte": village.org_path, "org_path__lt": paths.following(village.org_path)}
    held = (
        Appointment.objects.held_on(on)
        .filter(**below, post__in=Post.objects.content())
        .order_by("post__order_no", "id")
    )
    offices: dict[str, list[str]] = {}
    for name, title in held.values_list("person__name", "post__title"):
        offices.setdefault(name, []).append(title)
    people = Person.objects.filter(**below, merged_into=None).values_list("name", flat=True)
    found = names_in("\n".join(texts), {name: offices.get(name, ()) for name in sorted({*people, *offices})})
    return [Named(name, "、".join(offices.get(name, ()))) for name in found]
