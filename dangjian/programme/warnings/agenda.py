"""What warnings give a person to do: those of their own bodies, on one card. Nobody above is told (B-19)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from django.urls import reverse

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.programme.warnings.models import RaisedWarning

_MOST: Final = 60


def items(actor: Actor, on: date) -> Iterator[Question]:  # noqa: ARG001  # the door's signature
    """Ask for what stands at the bodies of one's own posts."""
    own = actor.bodies(Permission.WARNING_EXPLAIN)
    if own:
        rows = RaisedWarning.objects.standing().filter(organization_id__in=own).select_related("organization")
        yield Question(rows.order_by("-level", "since", "id")[:_MOST], _items)


def _items(found: Sequence[RaisedWarning]) -> Iterator[Item]:
    if not found:
        return
    first = found[0]
    page = reverse("warnings:one", args=[first.public_id]) if len(found) == 1 else reverse("warnings:index")
    yield Item(
        key=f"warnings:{first.organization_id}",
        title=f"{first.what}" if len(found) == 1 else f"有 {len(found)} 项预警，办结后自动消除",
        sub=first.cure if len(found) == 1 else f"{first.what}等",
        address=page,
        kind="预警",
        level=first.standing.level,
        words=first.standing.words,
        reason=first.next_words,
        due_on=min(one.due_on for one in found),
        actions=(Action("去看看", page, is_main=True),),
        organization_id=first.organization_id,
        order_no=first.organization.order_no,
    )
