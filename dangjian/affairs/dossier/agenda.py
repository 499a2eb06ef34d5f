"""What corrections give a person to do: answer those of their body by the day."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse

from dangjian.access import zones
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.dossier.models import Correction
from dangjian.affairs.members.facts import FACTS
from dangjian.affairs.organizations.models import Organization
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.agenda.rules import standing, yellow_days
from dangjian.procedures.provisions.queries import local_values

MOST = 20


def items(actor: Actor, on: date) -> Iterator[Question]:
    """Ask for the requests that wait for the bodies where this person decides, never their own."""
    bodies = actor.bodies(Permission.CORRECTION_DECIDE)
    if not bodies:
        return
    below = Organization.objects.filter(parent__in=bodies).values("pk")
    waiting = Correction.objects.open().filter(
        Q(person__organization_id__in=bodies, is_of_decider=False)
        | Q(person__organization_id__in=below, is_of_decider=True)
    )
    shown = [name for name, fact in FACTS.items() if zones.shows(fact.privacy)]
    rows = waiting.exclude(person=actor.person_id).filter(field__in=shown).select_related("person")
    yield Question(rows.order_by("due_on", "id")[:MOST], lambda found: _items(found, actor, on))


def _items(found: Sequence[Correction], actor: Actor, on: date) -> Iterator[Item]:
    if found:
        yellow = yellow_days(on, local_values(actor.county_id, on))
        yield from (_item(row, on, yellow) for row in found)


def _item(row: Correction, on: date, yellow: int) -> Item:
    stands = standing(row.due_on, on, yellow)
    page = reverse("dossier:request", args=[row.public_id])
    return Item(
        key=f"correction:{row.public_id}",
        title=f"答复{row.person}同志的档案更正申请",
        sub=f"申请更正：{FACTS[row.field].caption}",
        address=page,
        kind="更正申请",
        level=stands.level,
        words=stands.words,
        reason=stands.reason,
        due_on=row.due_on,
        actions=(Action("去答复", page, is_main=True),),
        minutes=3,
        organization_id=row.person.organization_id,
    )
