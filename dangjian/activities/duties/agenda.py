"""What duties give a person to do: this period's meetings of their own bodies, and what was missed."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.activities.duties.doors import recording_address
from dangjian.activities.duties.models import DutyResult
from dangjian.affairs.organizations.models import Organization
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.rules import Level, standing, yellow_days
from dangjian.procedures.evidence.kinds import Kind
from dangjian.procedures.provisions.queries import local_values

_BACK: Final = timedelta(days=366)
_MOST: Final = 60


def items(actor: Actor, on: date) -> Iterator[Item]:
    """Yield the duties of one's own bodies that are near their day, and one line for what was missed; one query."""
    own = actor.bodies(Permission.PLAN_EDIT)
    if not own:
        return
    yellow = yellow_days(on, local_values(actor.county_id, on))
    body = Organization.objects.filter(pk=OuterRef("organization_id"))
    rows = DutyResult.objects.visible_to(actor.narrowed(Permission.DUTY_VIEW)).filter(
        organization_id__in=own, met_on=None, exempt="", explained="", period_start__lte=on,
        due_on__gte=on - _BACK, due_on__lte=on + timedelta(days=yellow),
    )  # fmt: skip
    named = rows.annotate(
        body_name=Subquery(body.values("short_name")), body_key=Subquery(body.values("public_id")),
        body_order=Subquery(body.values("order_no")),
    )  # fmt: skip
    found = list(named.order_by("due_on", "duty")[:_MOST])
    missed = [row for row in found if row.due_on < on]
    if missed:
        yield _missed(missed, on)
    yield from (_near(row, on, yellow) for row in found if row.due_on >= on)


def _near(row: DutyResult, on: date, yellow: int) -> Item:
    stands = standing(row.due_on, on, yellow)
    page = reverse("duties:index")
    kind = Kind(row.kind)
    record = recording_address(row.body_key, kind, on)  # type: ignore[attr-defined]  # annotated
    return Item(
        key=f"duty:{row.organization_id}:{row.duty}:{row.period_start}",
        title=f"开展{kind.label}",
        sub=row.body_name,  # type: ignore[attr-defined]  # annotated
        address=page,
        kind="组织生活",
        level=stands.level,
        words=stands.words,
        reason=stands.reason,
        due_on=row.due_on,
        actions=(Action("写记录", record, is_main=True),) if record else (Action("看依据", page),),
        organization_id=row.organization_id,
        order_no=row.body_order,  # type: ignore[attr-defined]  # annotated
    )


def _missed(rows: list[DutyResult], on: date) -> Item:
    page = reverse("duties:index")
    first = rows[0]
    names = "、".join(dict.fromkeys(Kind(row.kind).label for row in rows))
    return Item(
        key=f"duties-missed:{first.organization_id}",
        title=f"有 {len(rows)} 项组织生活到期没有开展",
        sub=names,
        address=page,
        kind="组织生活",
        level=Level.LATE,
        words=f"最早的已过 {(on - first.due_on).days} 天",
        reason="可以补写已开展的记录，或说明情况",
        due_on=first.due_on,
        actions=(Action("去看看", page, is_main=True),),
        organization_id=first.organization_id,
        order_no=first.body_order,  # type: ignore[attr-defined]  # annotated
    )
