"""What inspections give a person to do: a sample under way, to who visits; whom it drew stands on its page."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from dangjian.access import zones
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.agenda.rules import Level
from dangjian.programme.inspections.models import Sample, SampleBody, Visit

_MOST: Final = 5


def items(actor: Actor, on: date) -> Iterator[Question]:  # noqa: ARG001  # the door's signature
    """Ask for the samples that the bodies of one's own posts have published and not ended."""
    bodies = actor.bodies(Permission.INSPECTION_LEAD)
    if not bodies or zones.is_internet():
        return
    rows = Sample.objects.visible_to(actor.narrowed(Permission.INSPECTION_LEAD))
    rows = rows.filter(organization__in=bodies, shown_on=None).select_related("organization")
    keys = SampleBody.objects.filter(sample=OuterRef("pk"), is_key=True).order_by().values("sample")
    seen = Visit.objects.filter(sample=OuterRef("pk")).order_by().values("sample")
    rows = rows.annotate(
        visited=Coalesce(Subquery(seen.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0),
        asked=F("number")
        + Coalesce(Subquery(keys.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0),
    )
    yield Question(rows.order_by("published_on", "pk")[:_MOST], _items)


def _items(found: Sequence[Sample]) -> Iterator[Item]:
    for row in found:
        address = reverse("inspections:sample", args=[row.public_id])
        asked, visited = getattr(row, "asked", 0), getattr(row, "visited", 0)
        left = asked - visited
        yield Item(
            key=f"sample:{row.public_id}",
            title=f"抽查：{row.title}",
            sub=f"抽到 {asked} 个，还有 {left} 个没有走访" if left else f"抽到的 {asked} 个都走访了，公布种子",
            address=address,
            kind="抽查走访",
            level=Level.INFO,
            words="走访中" if left else "待公布种子",
            actions=(Action("去走访" if left else "去公布", address, is_main=True),),
            organization_id=row.organization_id,
            order_no=row.organization.order_no,
        )
