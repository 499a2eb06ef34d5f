"""What appraisals give a person to do: a ballot of their own; for the branch, to count and to decide."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from django.urls import reverse

from dangjian.access import zones
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.activities.appraisals.models import Appraisal, Consent, Elector, State
from dangjian.activities.appraisals.queries import open_to_vote
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.agenda.rules import Level

_MOST: Final = 5


def items(actor: Actor, on: date) -> Iterator[Question]:  # noqa: ARG001  # the door's signature
    """Ask for ballots that wait for this person, and for what waits for a decision at the bodies they answer for."""
    if zones.is_internet() or actor.acting_for is not None:
        return
    yield Question(open_to_vote(actor)[:_MOST], _ballots)
    bodies = actor.bodies(Permission.APPRAISAL_EDIT)
    if bodies:
        rows = Appraisal.objects.filter(organization__in=bodies).exclude(state=State.DECIDED)
        yield Question(rows.select_related("organization").order_by("held_on", "pk")[:_MOST], _to_decide)

    if actor.bodies(Permission.PLAN_APPROVE):
        asked = Consent.objects.visible_to(actor.narrowed(Permission.PLAN_APPROVE)).waiting_for(actor)
        yield Question(asked.select_related("life__organization").order_by("asked_on", "pk")[:_MOST], _to_answer)


def _to_answer(found: Sequence[Consent]) -> Iterator[Item]:
    for one in found:
        row, address = one.life, reverse("appraisals:life", args=[one.life.public_id])
        yield Item(
            key=f"life-consent:{one.public_id}",
            title=f"答复{row.organization.short_name}民主生活会改期",
            sub=f"从{row.planned_on.month}月{row.planned_on.day}日改到{one.wanted_on.month}月{one.wanted_on.day}日",
            address=address,
            kind="组织生活",
            level=Level.INFO,
            words=one.get_answer_display(),
            actions=(Action("去答复", address, is_main=True),),
            minutes=2,
            organization_id=row.organization_id,
            order_no=row.organization.order_no,
        )


def _ballots(found: Sequence[Elector]) -> Iterator[Item]:
    for one in found:
        row = one.appraisal
        address = reverse("appraisals:ballot", args=[row.public_id])
        words = "无记名，每人一次，平台不记怎么投"
        yield _item(
            row, f"appraisal-ballot:{row.public_id}", f"{row.work_year}年度民主评议投票", words, address, "去投票"
        )


def _to_decide(found: Sequence[Appraisal]) -> Iterator[Item]:
    for row in found:
        address = reverse("appraisals:one", args=[row.public_id])
        words = "党员正在手机上投票，投完由您结束" if row.state == State.VOTING else "由支委会或党员大会评定后登记"
        yield _item(row, f"appraisal:{row.public_id}", str(row), words, address, "去看看")


def _item(row: Appraisal, key: str, title: str, sub: str, address: str, action: str) -> Item:
    return Item(
        key=key,
        title=title,
        sub=sub,
        address=address,
        kind="组织生活",
        level=Level.INFO,
        words=row.get_state_display(),
        actions=(Action(action, address, is_main=True),),
        minutes=3,
        organization_id=row.organization_id,
    )
