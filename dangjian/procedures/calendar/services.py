"""The days of an area are moved in one act, or put back."""

from datetime import date, datetime

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.procedures.calendar.doors import Body, tell
from dangjian.procedures.calendar.models import Cause, Shift
from dangjian.rulebook import RuleBreach


@transaction.atomic
def shift(
    *,
    by: Actor,
    organization: Body,
    cause: Cause,
    from_day: date,
    to_day: date,
    moved_to: date | None,
    words: str,
    basis: str,
    at: datetime,
) -> Shift:
    """Move what falls due from ``from_day`` to ``to_day`` at and below a body to ``moved_to``; None waives it.

    Raises ``RuleBreach`` where the days are in no order or nothing is said.
    """
    if to_day < from_day or (moved_to is not None and moved_to <= to_day):
        raise RuleBreach("日期顺序不对：止日不早于起日，顺延后的日期要晚于止日。未保存，请改日期。")
    if not words.strip() or not basis.strip():
        raise RuleBreach("请写明原因和依据（通知、批示或会议），未保存。")
    made = Shift.objects.create(
        county_id=organization.county_id, organization_id=organization.pk, org_path=organization.path, cause=cause,
        from_day=from_day, to_day=to_day, moved_to=moved_to, words=words.strip()[:80], basis=basis.strip()[:120],
        declared_at=at, declared_by=by.account_id,
    )  # fmt: skip
    until = f"顺延至{moved_to:%Y-%m-%d}" if moved_to else "免除"
    said = f"{made.get_cause_display()}：{from_day:%Y-%m-%d} 至 {to_day:%Y-%m-%d} 到期的{until}，依据：{made.basis}"
    _say(by, "calendar.shift", made, said)
    return made


@transaction.atomic
def put_back(*, by: Actor, shift: Shift, at: datetime) -> Shift:
    """Let the days be what they were. Raises ``RuleBreach`` where that was done already."""
    row = Shift.objects.select_for_update().get(pk=shift.pk)
    if row.revoked_at is not None:
        raise RuleBreach("这次顺延已经撤回，没有重复办理。")
    row.revoked_at = at
    row.save(update_fields=["revoked_at"])
    _say(by, "calendar.put-back", row, row.words)
    return row


def _say(by: Actor, action: str, row: Shift, words: str) -> None:
    audit.record(by=by, action=action, subject=row.public_id, organization_id=row.organization_id, path=row.org_path,
                 words=words, county_id=row.county_id)  # fmt: skip
    tell(row.county_id)
