"""The secretary looks and agrees (同意并提交): attendance folded, evidence lodged, duties, tasks and dues in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.activities.meetings.models import Meeting, SignIn, State
from dangjian.activities.meetings.rules import is_late, plain
from dangjian.activities.meetings.services.rows import check_right, check_words, locked, log
from dangjian.foundation.time import as_day
from dangjian.procedures.evidence import services as evidence
from dangjian.procedures.evidence.kinds import Kind
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import RuleBreach


@dataclass(frozen=True, slots=True)
class Seal:
    """What is agreed to: which other matters the record counts for, and why it is late."""

    matters: Sequence[str] = ()
    late_reason: str = ""


@transaction.atomic
def seal(*, by: Actor, meeting: Meeting, agreed: Seal, at: datetime) -> Meeting:
    """Agree to a record and let it stand; ``by`` is the whole actor. Sealed already: nothing happens again.

    Raises ``RuleBreach`` where nothing is recorded yet, and for a late record without its reason.
    """
    row = locked(meeting)
    check_right(by, Permission.MEETING_SEAL, row.org_path)
    if row.state == State.SEALED:
        return row
    if row.state != State.RECORDED:
        raise RuleBreach("还没有记录，不能提交。请先写记录。")
    check_words(agreed.late_reason)
    row.late_reason = plain(agreed.late_reason)[:200]
    late = late_words(row, as_day(at))
    if late and not row.late_reason:
        raise RuleBreach(f"{late}。请写明补记原因，没有提交，填写的内容已保留。")
    if not late:
        row.late_reason = ""
    _fold(row)
    row.matters = list(dict.fromkeys(agreed.matters))
    row.state, row.sealed_at, row.sealed_by, row.sealed_name = State.SEALED, at, by.account_id, by.name[:60]
    row.revision += 1
    row.save()
    _count(by, row, at)
    log(by, row, "seal", f"{row.title}{'（补记：' + row.late_reason + '）' if row.late_reason else ''}")
    return row


def late_words(row: Meeting, on: date) -> str:
    """Say how late a record is, empty where it is in time."""
    return late_words_of(row.held_on, row.county_id, on)


def late_words_of(held_on: date, county_id: int, on: date) -> str:
    """Say how late a record of a meeting of that day is, empty where it is in time."""
    if not is_late(held_on=held_on, written_on=on, local=local_values(county_id, on)):
        return ""
    return f"会是{held_on.month}月{held_on.day}日开的，过了{(on - held_on).days}天"


def _fold(row: Meeting) -> None:
    """Let who signed in by themselves stand as present; how one was marked is not kept."""
    signed = set(SignIn.objects.filter(county_id=row.county_id, meeting_id=row.pk).values_list("member_id", flat=True))
    row.absences.filter(member__in=signed).delete()
    absent = set(row.absences.values_list("member_id", flat=True))
    row.expected = list(dict.fromkeys([*row.expected, *(number for number in signed)]))
    row.attended = [number for number in row.expected if number not in absent]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM meetings_signin WHERE county_id = %s AND meeting_id = %s", [row.county_id, row.pk])


def _count(by: Actor, row: Meeting, at: datetime) -> None:
    evidence.lodge(
        by=by,
        source=row.source,
        organization=row.organization,
        held_on=row.held_on,
        kinds=[Kind(kind) for kind in row.kinds],
        title=row.title,
        address=f"/meetings/{row.public_id}/",
        people=[(Kind.LECTURE, row.lecturer_id)] if row.lecturer_id else [],
        late_reason=row.late_reason,
        elsewhere={Kind.GROUP: row.group} if row.group else None,
        at=at,
    )
    for key in row.matters:
        evidence.count(
            by=by,
            key=key,
            source=row.source,
            title=row.title,
            address=f"/meetings/{row.public_id}/",
            words=f"{row.held_on.month}月{row.held_on.day}日{row.title}"[:200],
            on=as_day(at),
        )
