"""Another day for a 民主生活会: the superior on the platform is asked there, and agrees or returns it."""

from datetime import date, datetime
from typing import Final

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.activities.appraisals.models import Answer, Consent, LeadersLife, LifeState
from dangjian.activities.appraisals.services.solving import line_of
from dangjian.affairs.accounts.rights import RIGHTS
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.queries import holders
from dangjian.channels.inbox.models import Kind as NoticeKind
from dangjian.channels.inbox.services import Receiver, Sender, announce
from dangjian.rulebook import RuleBreach

_ANSWERING: Final = tuple(
    role.value for role, rights in RIGHTS.items() if any(one.permission is Permission.PLAN_APPROVE for one in rights)
)


def answers_here(organization: Organization, on: date) -> bool:
    """Say whether the superior of a body is on the platform: it stands in the tree and someone there can answer."""
    above = organization.parent_id
    return above is not None and bool(holders([above], _ANSWERING, on))


def ask(*, by: Actor, life: LeadersLife, wanted_on: date, on: date) -> Consent:
    """Ask the superior for another day; asked again while it waits, the later day counts."""
    found, _ = Consent.objects.update_or_create(
        life=life, answer=Answer.ASKED, defaults={
            "county_id": life.county_id, "org_path": life.org_path, "wanted_on": wanted_on, "asked_on": on,
            "asked_by": by.account_id,
        },
    )  # fmt: skip
    return found


@transaction.atomic
def answer(*, by: Actor, consent: Consent, is_agreed: bool, words: str, on: date, at: datetime) -> Consent:
    """Agree, and the planned day is another; or return it with the reason. The body is told.

    Raises ``RuleBreach`` for who is not at the superior or asked themself, for one that is answered or whose meeting
    was opened meanwhile, and for a return without a reason.
    """
    life = LeadersLife.objects.select_for_update(of=("self",)).select_related("organization").get(pk=consent.life_id)
    row = Consent.objects.select_for_update().get(pk=consent.pk)
    above = life.organization.parent_id
    if above not in by.bodies(Permission.PLAN_APPROVE) or by.acting_for is not None or row.asked_by == by.account_id:
        raise RuleBreach("改期由上一级党组织答复，您的职务不办理，没有改动。")
    if row.answer != Answer.ASKED or life.state not in (LifeState.FILED, LifeState.STOPPED):
        raise RuleBreach("这次改期已经答复，或者会已经开了，没有重复答复。请刷新后查看。")
    if not is_agreed:
        row.words = line_of(words, "退回请写一句原因，没有保存。")
    row.answer = Answer.AGREED if is_agreed else Answer.RETURNED
    row.answered_on, row.answered_by, row.who = on, by.account_id, by.caption[:120]
    row.save()
    if is_agreed:
        life.planned_on, life.consent = row.wanted_on, f"{on.year}年{on.month}月{on.day}日 {row.who}同意"
        life.save(update_fields=["planned_on", "consent"])
    audit.record(
        by=by, action="life.agree" if is_agreed else "life.return", subject=life.public_id,
        organization_id=life.organization_id, path=life.org_path, words=f"{row}",
    )  # fmt: skip
    _tell(by, life, row, at)
    return row


def _tell(by: Actor, life: LeadersLife, row: Consent, at: datetime) -> None:
    above = life.organization.parent
    announce(
        by=by,
        county_id=life.county_id,
        receivers=[
            Receiver(
                life.organization_id, (Role.SECRETARY.value,), f"/appraisals/leaders/{life.public_id}/", life.source
            )
        ],
        title=f"民主生活会改期：{row.get_answer_display()}",
        line=f"改到{row.wanted_on.month}月{row.wanted_on.day}日",
        kind=NoticeKind.PROGRESS,
        at=at,
        sender=Sender(above.pk, above.path, above.short_name) if above else None,
    )
