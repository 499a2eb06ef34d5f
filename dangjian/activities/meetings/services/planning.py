"""Before the meeting: planned, changed, told, called off."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.activities.duties.models import Theme
from dangjian.activities.meetings.attending import roll
from dangjian.activities.meetings.doors import on_change
from dangjian.activities.meetings.models import Meeting, State
from dangjian.activities.meetings.models.attendance import EXCUSED
from dangjian.activities.meetings.people import group_named
from dangjian.activities.meetings.rules import plain, title_of
from dangjian.activities.meetings.services.rows import check_open, check_right, check_words, locked, log
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.channels.inbox.models import Kind as NoticeKind
from dangjian.channels.inbox.services import Receiver, Sender, announce, recall
from dangjian.foundation.time import as_day, local
from dangjian.procedures.evidence.kinds import Kind
from dangjian.rulebook import RuleBreach

TOLD: Final = (Role.SECRETARY.value, Role.BRANCH_CLERK.value, Role.MEMBER.value)


@dataclass(frozen=True, slots=True)
class Planned:
    """What a notice says of a meeting."""

    kinds: Collection[str]
    title: str
    planned_for: datetime
    place: str
    host: Person | None = None
    group: Organization | None = None  # The Party group whose 党小组会 it is.


@transaction.atomic
def plan(*, by: Actor, organization: Organization, planned: Planned, on: date, origin: str = "") -> Meeting:
    """Put a meeting on the plan of a body. ``origin`` names what it came from; the same origin plans once.

    Raises ``RuleBreach`` for a closed body, kinds that do not fit it, and words that do not belong here.
    """
    check_right(by, Permission.MEETING_RECORD, organization.path)
    return _plan(by, organization, planned, on, origin)


@transaction.atomic
def plan_granted(*, by: Actor, organization: Organization, planned: Planned, on: date, origin: str) -> Meeting:
    """Put on the plan of a body what it asked for and ``by``, of another body, granted; the same origin plans once.

    That the body asked is for the caller to know: no right over it is asked for here.
    """
    return _plan(by, organization, planned, on, origin)


def _plan(by: Actor, organization: Organization, planned: Planned, on: date, origin: str) -> Meeting:
    if origin and (known := Meeting.objects.filter(origin=origin).first()):
        return known
    if not organization.is_open_on(on):
        raise RuleBreach(f"{organization}已撤销，不能再建会议。")
    kinds = checked_kinds(planned.kinds)
    check_words(planned.title, planned.place)
    meeting = Meeting.objects.create(
        organization=organization,
        county_id=organization.county_id,
        org_path=organization.path,
        kinds=kinds,
        title=_title(organization, kinds, planned),
        planned_for=planned.planned_for,
        held_on=as_day(planned.planned_for),
        group=_group(organization, kinds, planned),
        place=plain(planned.place)[:80],
        host=planned.host,
        origin=origin,
    )
    log(by, meeting, "plan")
    return meeting


@transaction.atomic
def change(*, by: Actor, meeting: Meeting, planned: Planned, at: datetime) -> Meeting:
    """Change the plan; who was told already is told again."""
    row = locked(meeting)
    check_open(row)
    check_right(by, Permission.MEETING_RECORD, row.org_path)
    check_words(planned.title, planned.place)
    row.kinds = checked_kinds(planned.kinds)
    row.group = _group(row.organization, row.kinds, planned)
    row.planned_for, row.place, row.host = planned.planned_for, plain(planned.place)[:80], planned.host
    row.held_on = as_day(row.held_at or planned.planned_for)
    row.title = _title(row.organization, row.kinds, planned)
    row.revision += 1
    row.save()
    on_change(by, row, "", at)
    log(by, row, "change")
    if row.state == State.NOTICED:
        recall(by=by, subject_keys=[row.source], at=at)
        _tell(by, row, "改期：", at)
    return row


def _title(body: Organization, kinds: Collection[str], planned: Planned) -> str:
    """Return the title as typed; for a theme day else the county's theme of the month; else month and kind (P17)."""
    day, typed = as_day(planned.planned_for), planned.title
    if not typed.strip() and Kind.THEME_DAY in kinds:
        theme = Theme.objects.of_month(body.county_id, day).first()
        typed = theme.title if theme else ""
    return title_of(kinds, typed, day)


def _group(body: Organization, kinds: Collection[str], planned: Planned) -> Organization | None:
    chosen = planned.group.pk if planned.group else None
    return group_named(body, kinds, chosen, as_day(planned.planned_for))


@transaction.atomic
def notify(*, by: Actor, meeting: Meeting, at: datetime) -> Meeting:
    """Tell the members: a notice in the inbox, once; who is to come that day is noted for comparison."""
    row = locked(meeting)
    check_open(row)
    check_right(by, Permission.MEETING_RECORD, row.org_path)
    if row.state != State.PLANNED:
        raise RuleBreach("已经通知过了，没有重复发。改了时间地点会自动再通知。")
    row.state = State.NOTICED
    row.expected = expected_on(row, row.held_on)
    row.revision += 1
    row.save(update_fields=["state", "expected", "revision"])
    _tell(by, row, "", at)
    log(by, row, "notify")
    return row


@transaction.atomic
def cancel(*, by: Actor, meeting: Meeting, reason: str, at: datetime) -> Meeting:
    """Call a meeting off, with the reason; who was told is told."""
    row = locked(meeting)
    check_open(row)
    check_right(by, Permission.MEETING_RECORD, row.org_path)
    if not reason.strip():
        raise RuleBreach("请用一句话写明取消的原因，没有取消。")
    check_words(reason)
    _call_off(by, row, reason, at)
    on_change(by, row, row.cancelled_for, at)
    return row


@transaction.atomic
def call_off_granted(*, by: Actor, meeting: Meeting, reason: str, at: datetime) -> Meeting:
    """Call off what was granted (``plan_granted``), by either side; the caller knows that ``by`` is one of them."""
    row = locked(meeting)
    check_open(row)
    _call_off(by, row, reason, at)
    return row


def _call_off(by: Actor, row: Meeting, reason: str, at: datetime) -> None:
    was_told = row.state == State.NOTICED
    row.state, row.cancelled_for = State.CANCELLED, plain(reason)[:200]
    row.revision += 1
    row.save(update_fields=["state", "cancelled_for", "revision"])
    recall(by=by, subject_keys=[row.source], at=at)
    if was_told:
        _tell(by, row, "取消：", at)
    log(by, row, "cancel", row.cancelled_for)


def expected_on(row: Meeting, day: date) -> list[int]:
    """Return the members who are to come on a day: those whose usual reason excuses them apart."""
    return [line.member_id for line in roll(row.organization, row.kinds, day, row.group) if line.usual not in EXCUSED]


def checked_kinds(kinds: Collection[str]) -> list[str]:
    """Return the kinds in the order of the law, each once; refuses none and unknown ones."""
    found = [kind.value for kind in Kind if kind.value in kinds]
    if not found or len(found) != len(set(kinds)):
        raise RuleBreach("请选会议类型，没有保存。")
    return found


def _tell(by: Actor, row: Meeting, prefix: str, at: datetime) -> None:
    moment = local(row.planned_for)
    announce(
        by=by,
        county_id=row.county_id,
        receivers=[Receiver(row.organization_id, TOLD, f"/meetings/{row.public_id}/", row.source)],
        title=f"{prefix}{row.kinds_words}：{row.title}"[:200],
        line=f"{moment.month}月{moment.day}日 {moment.hour}:{moment:%M}，{row.place}"[:120],
        kind=NoticeKind.TASK,
        at=at,
        sender=Sender(row.organization_id, row.org_path, row.organization.short_name),
    )
