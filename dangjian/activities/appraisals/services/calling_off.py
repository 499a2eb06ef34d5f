"""An appraisal opened by mistake is called off: nothing of it is left but the line in the log."""

from datetime import datetime

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.activities.appraisals.models import Appraisal, State
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

    Raises ``RuleBreach`` once grades are decided, and without a reason.
    """
    row = locked(appraisal)
    check_right(by, row.org_path)
    if row.state == State.DECIDED:
        raise RuleBreach("等次已经评定，不能撤回，没有改动。等次有误的，请点“改正等次”。")
    said = line_of(reason, "请写一句撤回的原因，没有撤回。")[:_REASON]
    recall(by=by, subject_keys=[row.source], at=at)
    if Notice.objects.filter(subject_key=row.source).exists():
        _tell(by, row, said, at)
    log(by, row, "call_off", f"{row} 撤回：{said}")
    row.delete()


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
