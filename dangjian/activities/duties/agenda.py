"""What duties give a person to do: this period's meetings of their own bodies, what was missed, plans to approve."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.activities.duties.doors import recording_address, recording_permission
from dangjian.activities.duties.models import DutyResult, Plan, PlanState
from dangjian.affairs.organizations.models import Kind as BodyKind
from dangjian.affairs.organizations.models import Organization
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.agenda.rules import Level, standing, yellow_days
from dangjian.procedures.evidence.kinds import Kind
from dangjian.procedures.provisions.queries import local_values

_BACK: Final = timedelta(days=366)
_MOST: Final = 60
_FEW: Final = 2


def items(actor: Actor, on: date) -> Iterator[Question]:
    """Ask for the duties of one's own bodies, and for the plans of those directly under them."""
    yield from _duties(actor, on)
    approving = actor.bodies(Permission.PLAN_APPROVE)
    if approving:
        rows = Plan.objects.visible_to(actor.narrowed(Permission.PLAN_APPROVE)).filter(state=PlanState.SUBMITTED)
        waiting = rows.filter(organization__parent__in=approving).exclude(submitted_by=actor.account_id)
        yield Question(
            waiting.select_related("organization").order_by("year", "organization__order_no")[:_MOST], _plans
        )


def _plans(rows: Sequence[Plan]) -> Iterator[Item]:
    """Yield a card for each plan that waits for an answer, or one for all where they are more than a few."""
    page = f"{reverse('duties:plans')}?state={PlanState.SUBMITTED}"
    if len(rows) > _FEW:
        title, sub = f"{len(rows)} 份组织生活年度计划等您批复", f"{rows[0].organization.short_name}等"
        yield _to_approve(rows[0], "duties-plans", title, sub, page)
    else:
        for row in rows:
            title = f"批复{row.organization.short_name}{row.year}年组织生活计划"
            address = reverse("duties:plan", args=[row.public_id])
            yield _to_approve(row, f"duties-plan:{row.public_id}", title, "支部已报，等上级批准", address)


def _to_approve(row: Plan, key: str, title: str, sub: str, address: str) -> Item:
    return Item(
        key=key,
        title=title,
        sub=sub,
        address=address,
        kind="组织生活",
        level=Level.INFO,
        words="待批复",
        actions=(Action("去批复", address, is_main=True),),
        organization_id=row.organization_id,
        order_no=row.organization.order_no,
    )


def _duties(actor: Actor, on: date) -> Iterator[Question]:
    """Ask for what is near its day, and for what was missed in the last year: one card for all of that."""
    own = actor.bodies(Permission.PLAN_EDIT)
    if not own:
        return
    yellow = yellow_days(on, local_values(actor.county_id, on))
    body = Organization.objects.filter(pk=OuterRef("organization_id"))
    groups = Organization.objects.filter(parent__in=own, kind=BodyKind.GROUP).values("pk")
    rows = DutyResult.objects.visible_to(actor.narrowed(Permission.DUTY_VIEW)).filter(
        Q(organization_id__in=own) | Q(organization_id__in=groups), met_on=None, exempt="", explained="",
        period_start__lte=on, due_on__gte=on - _BACK, due_on__lte=on + timedelta(days=yellow),
    )  # fmt: skip
    named = rows.annotate(
        body_name=Subquery(body.values("short_name")), body_key=Subquery(body.values("public_id")),
        body_order=Subquery(body.values("order_no")), body_kind=Subquery(body.values("kind")),
        above_key=Subquery(body.values("parent__public_id")), above_path=Subquery(body.values("parent__path")),
    )  # fmt: skip
    yield Question(named.order_by("due_on", "duty")[:_MOST], lambda found: _duty_items(actor, found, on, yellow))


def _duty_items(actor: Actor, found: Sequence[DutyResult], on: date, yellow: int) -> Iterator[Item]:
    missed = [row for row in found if row.due_on < on]
    if missed:
        yield _missed(missed, on)
    yield from (_near(actor, row, on, yellow) for row in found if row.due_on >= on)


def _near(actor: Actor, row: DutyResult, on: date, yellow: int) -> Item:
    stands = standing(row.due_on, on, yellow)
    page = reverse("duties:index")
    kind = Kind(row.kind)
    record = _recording(actor, row, kind, on)
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


def _recording(actor: Actor, row: Any, kind: Kind, on: date) -> str:  # noqa: ANN401  # with what was annotated
    """Return where it is recorded: that of a Party group by whoever records at its branch; empty where nowhere."""
    if actor.may(recording_permission(kind), row.org_path):
        return recording_address(row.body_key, kind, on)
    is_of_group = row.body_kind == BodyKind.GROUP and kind is Kind.GROUP
    if not is_of_group or not actor.may(Permission.MEETING_RECORD, row.above_path):
        return ""
    return recording_address(row.above_key, kind, on, row.body_key)


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
