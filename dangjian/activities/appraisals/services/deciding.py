"""The committee or the congress decides each grade; the person is told, alone; the duty of the year is done."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.activities.appraisals.models import Appraisal, Decider, Grading, State
from dangjian.activities.appraisals.rules import Grade, leading
from dangjian.activities.appraisals.services.rows import check_right, locked, log
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Kind as BodyKind
from dangjian.affairs.people.words import refuse_numbers
from dangjian.channels.inbox.holders import only
from dangjian.channels.inbox.models import Kind as NoticeKind
from dangjian.channels.inbox.services import Receiver, Sender, announce
from dangjian.foundation.documents.markings import is_marked
from dangjian.procedures.evidence import services as evidence
from dangjian.procedures.evidence.kinds import Kind
from dangjian.rulebook import RuleBreach, rule


@dataclass(frozen=True, slots=True)
class Decision:
    """The grade of one member, empty for none this year, and why it is not what most ballots named."""

    grade: str
    reason: str = ""


@transaction.atomic
def decide(
    *, by: Actor, appraisal: Appraisal, decided_by: Decider, decisions: Mapping[int, Decision], on: date, at: datetime
) -> Appraisal:
    """Keep the grades by member id; said again, what has changed is corrected and only those persons are told anew.

    Too many 优秀 is no breach: the page warns. Raises ``RuleBreach`` while it is voted on, for a member without a
    decision, and for a grade that differs from the ballots, or none, without its reason (P20).
    """
    row = locked(appraisal)
    check_right(by, row.org_path)
    if row.state == State.VOTING:
        raise RuleBreach("测评还没有结束，没有保存。请先结束测评，再登记评定的等次。")
    gradings = list(Grading.objects.filter(appraisal=row).select_related("member__person"))
    changed = [one for one in gradings if _take(one, decisions.get(one.member_id))]
    Grading.objects.bulk_update(changed, ["grade", "reason"])
    row.state, row.decided_by, row.decided_on = State.DECIDED, decided_by, row.decided_on or on
    row.save(update_fields=["state", "decided_by", "decided_on"])
    evidence.lodge(
        by=by,
        source=row.source,
        organization=row.organization,
        held_on=row.held_on,
        kinds=[Kind.APPRAISAL],
        title=f"{row.work_year}年度民主评议党员",
        address=f"/appraisals/{row.public_id}/",
        at=at,
    )
    log(by, row, "decide", f"{row} {row.get_decided_by_display()}评定，{len(changed)} 人")
    _tell(by, row, changed, at)
    _tell_home(by, row, changed, at)
    return row


def _take(one: Grading, decision: Decision | None) -> bool:
    """Write a decision into the row; say whether anything has changed."""
    name = one.member.person.name
    if decision is None or (decision.grade and decision.grade not in list(Grade)):
        raise RuleBreach(f"{name}同志还没有评定，没有保存。填写的内容已保留。", citation=_citation(one))
    reason = " ".join(decision.reason.split())[:200]
    if is_marked(reason):
        raise RuleBreach("此文标有密级或内部标志，不得在本平台处理。内容未保存。")
    refuse_numbers(reason)
    most = leading(one.counts)
    if not decision.grade and not reason:
        raise RuleBreach(f"{name}同志不评定等次，请写一句原因，没有保存。填写的内容已保留。")
    if decision.grade and most and decision.grade != most and not reason:
        raise RuleBreach(
            f"{name}同志评定为{Grade(decision.grade).label}，测评票最多的是{most.label}，请写一句原因，没有保存。"
            "填写的内容已保留。"
        )
    before = (one.grade, one.reason)
    one.grade, one.reason = decision.grade, reason
    return before != (one.grade, one.reason)


def _citation(one: Grading) -> str:
    return rule("appraisals.grades", on=one.appraisal.held_on).citation


def _tell(by: Actor, row: Appraisal, changed: Sequence[Grading], at: datetime) -> None:
    """Tell each person that there is a result; the grade stands on their own page alone (P20)."""
    people = [one.member.person_id for one in changed]
    accounts = Account.objects.filter(person_id__in=people, is_active=True).values_list("pk", flat=True)
    receivers = [Receiver(row.organization_id, (only(pk),), "/appraisals/mine/", row.source) for pk in accounts]
    if receivers:
        announce(
            by=by,
            county_id=row.county_id,
            receivers=receivers,
            title=f"您的{row.work_year}年度民主评议已评定",
            line="等次只告诉您本人，点开查看",
            kind=NoticeKind.PROGRESS,
            at=at,
            sender=Sender(row.organization_id, row.org_path, row.organization.short_name),
        )


def _tell_home(by: Actor, row: Appraisal, changed: Sequence[Grading], at: datetime) -> None:
    """Tell the secretary of each home branch that there are results of its members; the names stand there alone."""
    if row.organization.kind != BodyKind.MOBILE_BRANCH:
        return
    homes = Counter(one.member.organization_id for one in changed if one.member.organization_id != row.organization_id)
    for home, number in sorted(homes.items()):
        announce(
            by=by,
            county_id=row.county_id,
            receivers=[Receiver(home, (Role.SECRETARY.value,), "/appraisals/away/", row.source)],
            title=f"流动党员{row.work_year}年度民主评议结果",
            line=f"{row.organization.short_name}评定了本支部 {number} 名党员，点开看姓名和等次"[:120],
            kind=NoticeKind.PROGRESS,
            at=at,
            sender=Sender(row.organization_id, row.org_path, row.organization.short_name),
        )
