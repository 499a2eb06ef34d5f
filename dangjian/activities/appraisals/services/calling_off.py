"""An appraisal opened by mistake is called off: nothing of it is left but the line in the log."""

from datetime import date, datetime

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.activities.appraisals.models import Appraisal, Elector, Grading, State, Way
from dangjian.activities.appraisals.rules import work_year_of
from dangjian.activities.appraisals.services.opening import seat, seats_of
from dangjian.activities.appraisals.services.rows import check_right, locked, log
from dangjian.activities.appraisals.services.solving import line_of
from dangjian.affairs.accounts.roles import Role
from dangjian.channels.inbox.models import Kind as NoticeKind
from dangjian.channels.inbox.models import Notice
from dangjian.channels.inbox.services import Receiver, Sender, announce, recall
from dangjian.rulebook import RuleBreach

_REASON = 60


@transaction.atomic
def call_off(*, by: Actor, appraisal: Appraisal, reason: str, at: datetime) -> None:
    """Delete it with its urn, unopened, and its turns; who was asked to vote is told why. It can be opened anew.

    Raises ``RuleBreach`` once the urn was opened or grades are decided, and without a reason.
    """
    row = locked(appraisal)
    check_right(by, row.org_path)
    _check_unopened(row)
    if row.state == State.DECIDED:
        raise RuleBreach("等次已经评定，不能撤回，没有改动。等次有误的，请点“改正等次”。")
    said = line_of(reason, "请写一句撤回的原因，没有撤回。")[:_REASON]
    recall(by=by, subject_keys=[row.source], at=at)
    if Notice.objects.filter(subject_key=row.source).exists():
        _tell(by, row, said, at)
    log(by, row, "call_off", f"{row} 撤回：{said}")
    row.delete()


def _check_unopened(row: Appraisal) -> None:
    """Refuse what would let a branch vote until the counts please."""
    if row.is_counted_by_phone or row.voided_for:
        raise RuleBreach(
            "票箱已经打开过，票数有人看到了，不能撤回重投，没有改动。等次以支委会或党员大会评定的为准；"
            "测评确实无效的，作废后用纸质票重新测评。"
        )


@transaction.atomic
def void(*, by: Actor, appraisal: Appraisal, reason: str, held_on: date, on: date) -> Appraisal:
    """Void an opened urn: its counts are deleted, and the ballot is held again on paper, on another day.

    Once only, and what it was voided for stays with the appraisal. Raises ``RuleBreach`` for any other appraisal,
    without a reason, for a day to come, and for one in a work year that has its appraisal.
    """
    row = locked(appraisal)
    check_right(by, row.org_path)
    if not row.is_counted_by_phone:
        raise RuleBreach("只有结束了手机测评、还没有评定的可以作废，没有改动。")
    said = line_of(reason, "请写一句作废的原因，没有作废。")[:_REASON]
    if held_on > on:
        raise RuleBreach("重新测评的日期在今天以后，没有作废。纸质测评开过以后再登记。")
    year = work_year_of(held_on)
    if Appraisal.objects.filter(organization=row.organization, work_year=year).exclude(pk=row.pk).exists():
        raise RuleBreach(f"{year}年度的民主评议已经建立，没有作废。请核对重新测评的日期。")
    seats = seats_of(row.organization, held_on)
    Elector.objects.filter(appraisal=row).delete()
    Grading.objects.filter(appraisal=row).delete()
    row.work_year, row.held_on, row.way, row.voided_for = year, held_on, Way.PAPER, said
    row.cast, row.counted_on = 0, None
    row.save()
    seat(row, seats)
    log(by, row, "void", f"{row} 手机测评作废，改用纸质票重新测评：{said}")
    return row


def _tell(by: Actor, row: Appraisal, said: str, at: datetime) -> None:
    announce(
        by=by,
        county_id=row.county_id,
        receivers=[Receiver(row.organization_id, (Role.MEMBER.value,), "/appraisals/mine/", row.source)],
        title=f"{row.work_year}年度民主评议测评已撤回",
        line=f"{said}。投过的票全部作废",
        kind=NoticeKind.PROGRESS,
        at=at,
        sender=Sender(row.organization_id, row.org_path, row.organization.short_name),
    )
