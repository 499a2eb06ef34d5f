"""What suggestions give a person to do: reply to those said to their county."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from django.urls import reverse

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.agenda.rules import standing, yellow_days
from dangjian.procedures.provisions.queries import local_values
from dangjian.programme.suggestions.models import Suggestion

_MOST: Final = 20
_SHOWN: Final = 40


def items(actor: Actor, on: date) -> Iterator[Question]:
    """Ask for what waits for a reply where this person replies, never their own."""
    bodies = actor.bodies(Permission.SUGGESTION_REPLY)
    if not bodies:
        return
    rows = Suggestion.objects.waiting().filter(county_id__in=bodies).exclude(person_id=actor.person_id)
    yield Question(rows.order_by("due_on", "id")[:_MOST], lambda found: _items(found, actor, on))


def _items(found: Sequence[Suggestion], actor: Actor, on: date) -> Iterator[Item]:
    if found:
        yellow = yellow_days(on, local_values(actor.county_id, on))
        yield from (_item(row, on, yellow) for row in found)


def _item(row: Suggestion, on: date, yellow: int) -> Item:
    stands = standing(row.due_on, on, yellow)
    page = reverse("suggestions:one", args=[row.public_id])
    return Item(
        key=f"suggestion:{row.public_id}",
        title=f"答复{row}",
        sub=row.words if len(row.words) <= _SHOWN else f"{row.words[:_SHOWN]}……",
        address=page,
        kind="意见建议",
        level=stands.level,
        words=stands.words,
        reason=stands.reason,
        due_on=row.due_on,
        actions=(Action("去答复", page, is_main=True),),
        minutes=5,
        organization_id=row.county_id,
    )
