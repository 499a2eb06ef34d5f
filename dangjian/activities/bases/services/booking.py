"""A branch asks for a time, moves it, gives it back; the base row is locked first, so that no two get one time."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.activities.bases.models import Activity, Base, Booking, State
from dangjian.activities.bases.rules import Slot, last_day, month_of, slots
from dangjian.activities.bases.services.rows import (
    TakenError,
    check_right,
    locked,
    locked_base,
    log,
    tell_host,
    tell_visitors,
    untell,
)
from dangjian.activities.meetings.models import Meeting
from dangjian.activities.meetings.services import call_off_granted
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.words import refuse_numbers
from dangjian.foundation.time import as_day
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import RuleBreach


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a branch asks for: an activity, the moment a slot begins, how many come."""

    activity: Activity
    begins: datetime
    people: int


@transaction.atomic
def book(*, by: Actor, base: Base, organization: Organization, wanted: Wanted, at: datetime) -> Booking:
    """Ask for a time at a base; it is held until the base answers.

    Raises ``TakenError`` where another holds it, ``RuleBreach`` for a time outside the hours, too many people, a month
    that is full, and a base that takes no visits.
    """
    check_right(by, Permission.MEETING_RECORD, organization.path)
    return _book(by, locked_base(base.pk), organization, wanted, at)


@transaction.atomic
def rebook(*, by: Actor, booking: Booking, wanted: Wanted, at: datetime) -> Booking:
    """Give a time back and ask for another at the same base, both or neither."""
    check_right(by, Permission.MEETING_RECORD, booking.org_path)
    base = locked_base(booking.base_id)
    row, meeting = locked(booking)
    _end(by, row, meeting, "改约", at)
    return _book(by, base, row.organization, wanted, at)


@transaction.atomic
def cancel(*, by: Actor, booking: Booking, reason: str, at: datetime) -> Booking:
    """Call a visit off before it begins, by either side, with the reason; the time is free again.

    Raises ``RuleBreach`` without a reason, once it began, and where it is over already.
    """
    if not reason.strip():
        raise RuleBreach("请用一句话写明取消的原因，没有取消。")
    refuse_numbers(reason)
    row, meeting = locked(booking)
    is_host = by.may(Permission.BASE_KEEP, row.host_path)
    if not is_host:
        check_right(by, Permission.MEETING_RECORD, row.org_path)
    _end(by, row, meeting, reason.strip()[:200], at)
    if is_host and not by.may(Permission.MEETING_RECORD, row.org_path):
        tell_visitors(by, row, "取消了接待", at)
    else:
        tell_host(by, row, "取消预约", at)
    return row


def end(by: Actor, booking: Booking, reason: str, at: datetime) -> None:
    """Let a booking end along with its meeting, which was called off on its own page and stands locked."""
    row = Booking.objects.select_for_update(of=("self",)).select_related("base", "activity", "organization")
    found = row.get(pk=booking.pk)
    if found.is_held:
        _end(by, found, None, reason, at)
        tell_host(by, found, "取消预约", at)


def _end(by: Actor, row: Booking, meeting: Meeting | None, reason: str, at: datetime) -> None:
    if not row.is_held:
        raise RuleBreach(f"这次预约{row.get_state_display()}，没有再作改动。请刷新后查看。")
    if row.during.lower <= at:
        raise RuleBreach("预约的时间已经开始，不能再取消或改约。没有去的，请在会议记录里取消这次会。")
    row.state, row.words = State.CANCELLED, reason
    row.save(update_fields=["state", "words"])
    untell(by, row, at)
    if meeting is not None:
        call_off_granted(by=by, meeting=meeting, reason=f"基地预约取消：{reason}"[:200], at=at)
    log(by, row, "cancel", reason)


def _book(by: Actor, base: Base, organization: Organization, wanted: Wanted, at: datetime) -> Booking:
    on = as_day(at)
    slot = _checked(base, organization, wanted, at)
    held = Booking.objects.held().filter(base=base)
    if held.filter(during__overlap=DateTimeTZRange(slot.begins, slot.ends)).exists():
        raise TakenError(f"{slot.words}已经被别的党组织约了，没有约成，填写的内容已保留。请另选一个时段。")
    first, following = month_of(slot.day)
    if base.most_a_month is not None and held.filter(on__gte=first, on__lt=following).count() >= base.most_a_month:
        raise RuleBreach(
            f"{base}每月最多接待 {base.most_a_month} 次，{slot.day.month}月已经约满，没有约成。"
            "填写的内容已保留，请另选月份或基地。"
        )
    if not organization.is_open_on(on):
        raise RuleBreach(f"{organization}已撤销，不能预约。")
    made = Booking.objects.create(
        base=base,
        activity=wanted.activity,
        organization=organization,
        county_id=base.county_id,
        org_path=organization.path,
        host_path=base.org_path,
        on=slot.day,
        during=DateTimeTZRange(slot.begins, slot.ends),
        people=wanted.people,
        asked_by=by.account_id,
        asked_name=by.name[:60],
        asked_at=at,
    )
    log(by, made, "ask", f"{made.people} 人")
    tell_host(by, made, "预约", at)
    return made


def _checked(base: Base, organization: Organization, wanted: Wanted, at: datetime) -> Slot:
    """Return the slot that was asked for, where everything but the time's other takers allows it."""
    if not base.is_open or organization.county_id != base.county_id:
        raise RuleBreach(f"{base}现在不接受预约，没有约成。请另选一个基地。")
    if wanted.activity.base_id != base.pk or not wanted.activity.is_offered:
        raise RuleBreach(f"{base}已不提供“{wanted.activity}”，没有约成。请另选一项活动。")
    if not 1 <= wanted.people <= base.capacity:
        raise RuleBreach(f"{base}一次最多接待 {base.capacity} 人，没有约成，填写的内容已保留。人多的可以分两次约。")
    on = as_day(at)
    last = last_day(on, dict(local_values(base.county_id, on)))
    day = as_day(wanted.begins)
    if wanted.begins <= at or day > last:
        raise RuleBreach(f"只能约现在以后、{last.month}月{last.day}日以前的时段，没有约成。请另选一个时段。")
    found = [slot for slot in slots(base.weekdays, base.hours, day, day) if slot.begins == wanted.begins]
    if not found:
        raise RuleBreach(f"{base}这个时间不开放（{base.opening_words}），没有约成。请另选一个时段。")
    return found[0]
