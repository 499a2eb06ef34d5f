"""The base answers: it confirms, and the visit stands on the branch's plan of meetings by itself; or it declines."""

from datetime import datetime

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.activities.bases.models import Booking, State
from dangjian.activities.bases.services.rows import check_right, locked, log, tell_visitors, untell
from dangjian.activities.meetings.services import Planned, plan_granted
from dangjian.affairs.people.words import refuse_numbers
from dangjian.foundation.time import as_day
from dangjian.rulebook import RuleBreach


@transaction.atomic
def confirm(*, by: Actor, booking: Booking, at: datetime) -> Booking:
    """Confirm a visit; the branch's meeting is planned with place, theme, time and kind, so that it writes once.

    Raises ``RuleBreach`` where it is answered already, or its time has begun.
    """
    row = _answer(by, booking, State.CONFIRMED, "", at)
    planned = Planned(
        kinds=[row.activity.kind],
        title=row.activity.title,
        planned_for=row.during.lower,
        place=f"{row.base}（{row.base.place}）"[:80],
    )
    plan_granted(by=by, organization=row.organization, planned=planned, on=as_day(at), origin=row.origin)
    log(by, row, "confirm")
    tell_visitors(by, row, "确认接待", at)
    return row


@transaction.atomic
def decline(*, by: Actor, booking: Booking, reason: str, at: datetime) -> Booking:
    """Decline a visit with a reason; the time is free again."""
    if not reason.strip():
        raise RuleBreach("请用一句话写明不能接待的原因，没有保存。")
    refuse_numbers(reason)
    row = _answer(by, booking, State.DECLINED, reason.strip()[:200], at)
    log(by, row, "decline", row.words)
    tell_visitors(by, row, "这次不能接待", at)
    return row


def _answer(by: Actor, booking: Booking, state: State, words: str, at: datetime) -> Booking:
    row, _ = locked(booking)
    check_right(by, Permission.BASE_KEEP, row.host_path)
    if row.state != State.ASKED:
        raise RuleBreach(f"这次预约{row.get_state_display()}，没有重复办理。请刷新后查看。")
    if row.during.lower <= at and state == State.CONFIRMED:
        raise RuleBreach("预约的时间已经开始，不能再确认。没有改动。")
    row.state, row.words = state, words
    row.answered_by, row.answered_name, row.answered_at = by.account_id, by.name[:60], at
    row.save(update_fields=["state", "words", "answered_by", "answered_name", "answered_at"])
    untell(by, row, at)
    return row
