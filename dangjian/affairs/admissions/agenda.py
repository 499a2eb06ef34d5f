"""Reviews that are due: what a branch is asked beside the steps that wait, which come from the cases."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from dangjian.access import zones
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.admissions.models import Admission
from dangjian.affairs.admissions.queries.reviews import Owed, owed, under_review
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.agenda.rules import standing, yellow_days
from dangjian.procedures.provisions.queries import local_values

MOST = 40


def items(actor: Actor, on: date) -> Iterator[Question]:
    """Ask for the half-yearly reviews that are due soon or late at the branches where the person acts."""
    bodies = actor.narrowed(Permission.ADMISSION_EDIT).bodies(Permission.ADMISSION_EDIT)
    if not bodies or zones.is_internet():
        return
    rows = under_review().filter(organization__in=bodies).exclude(person_id=actor.person_id)
    yield Question(rows[:MOST], lambda found: _items(found, on, actor.county_id))


def _items(rows: Sequence[Admission], on: date, county_id: int) -> Iterator[Item]:
    if not rows:
        return
    yellow = yellow_days(on, local_values(county_id, on))
    for one in owed(rows, on):
        look = standing(one.due_on, on, yellow)
        if (one.due_on - on).days <= yellow:
            yield _item(one, look.level, look.words)


def _item(one: Owed, level: object, words: str) -> Item:
    address = reverse("admissions:admission", args=[one.admission.public_id])
    return Item(
        key=f"admission-review:{one.admission.public_id}",
        title=f"{one.admission.person}：{one.about.label}",
        sub="每半年一次，只登记日期",
        address=address,
        kind="发展党员",
        level=level,  # type: ignore[arg-type]  # a level of the parts
        words=words,
        reason=one.citation,
        due_on=one.due_on,
        actions=(Action("去登记", address, is_main=True),),
        organization_id=one.admission.organization_id,
    )
