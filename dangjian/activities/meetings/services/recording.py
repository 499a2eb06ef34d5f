"""The record: started with or without a plan, written by several, every send merged into what stands."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.activities.meetings.attending import roll
from dangjian.activities.meetings.models import KEPT_CLOSED, Absence, ActionItem, Meeting, Reason, State
from dangjian.activities.meetings.models.attendance import EXCUSED
from dangjian.activities.meetings.people import group_named, lecturer_named, people_by_name
from dangjian.activities.meetings.reading import entry_of
from dangjian.activities.meetings.rules import MOST_WORDS, Agreed, Entry, merge, plain, title_of
from dangjian.activities.meetings.services.planning import Planned, checked_kinds, plan
from dangjian.activities.meetings.services.rows import check_open, check_right, check_words, locked, log
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import as_day
from dangjian.procedures.evidence.kinds import Kind
from dangjian.rulebook import RuleBreach

_AHEAD: Final = timedelta(minutes=10)  # A phone's clock may be that wrong.
_OLDEST_DAYS: Final = 730


@transaction.atomic
def start(
    *,
    by: Actor,
    organization: Organization,
    entry: Entry,
    at: datetime,
    base: Entry | None = None,
    origin: str = "",
) -> Meeting:
    """Record a meeting that was not on the plan; where one of the kind and day waits for its record, into that one.

    Raises ``RuleBreach`` where a record of the kind and day stands sealed: a meeting is not recorded twice.
    """
    check_right(by, Permission.MEETING_RECORD, organization.path)
    body = Organization.objects.select_for_update().get(pk=organization.pk)  # Two who begin at once become one.
    kinds = checked_kinds(entry.kinds)
    day = as_day(entry.held_at)
    group = group_named(body, kinds, entry.group_id, day)
    # Each group meets by itself: two that meet on one day are two meetings.
    is_alike = Q(kinds__overlap=[kind for kind in kinds if kind != Kind.GROUP])
    if Kind.GROUP in kinds:
        is_alike |= Q(kinds__contains=[Kind.GROUP]) & (Q(group=group) | Q(group=None))
    rows = Meeting.objects.filter(is_alike, organization=body, held_on=day)
    known = rows.exclude(state=State.CANCELLED).order_by("pk").first()
    if known is not None and not origin:
        if known.is_sealed:
            said = f"{known.held_on.month}月{known.held_on.day}日"
            raise RuleBreach(
                f"本支部{said}的“{known.title}”已经归档，没有重复建。有出入的请在那份记录上写更正说明。"
                "填写的内容已保留。"
            )
        return record(by=by, meeting=known, base=base, entry=entry, at=at)
    check_moment(entry.held_at, at)
    planned = Planned(kinds, entry.title, entry.held_at, entry.place, group=group)
    meeting = plan(by=by, organization=body, planned=planned, on=day, origin=origin)
    return record(by=by, meeting=meeting, base=None, entry=entry, at=at)


@transaction.atomic
def record(*, by: Actor, meeting: Meeting, base: Entry | None, entry: Entry, at: datetime) -> Meeting:
    """Write what was recorded into the row; ``base`` is what the form held when it opened.

    Where another wrote in between, both are joined (``rules.merge``); what both wrote differently stands in
    ``meeting.merge_notes``. Absences of members who are not expected that day are left out: they moved.
    Raises ``RuleBreach`` for a day to come, a record that stands, no kind, a lecture without a lecturer.
    """
    row = locked(meeting)
    check_open(row)
    check_right(by, Permission.MEETING_RECORD, row.org_path)
    cleaned = _clean(entry)
    notes: tuple[str, ...] = ()
    if base is not None and row.state == State.RECORDED:
        merged = merge(base=_clean(base), theirs=entry_of(row), mine=cleaned)
        cleaned, notes = merged.entry, merged.notes
    check_moment(cleaned.held_at, at)
    _write(by, row, cleaned, at)
    log(by, row, "record", f"{row.title}{'（与另一人的记录合并）' if notes else ''}")
    row.merge_notes = notes
    return row


def check_moment(held_at: datetime, at: datetime) -> None:
    """Refuse a meeting of a day to come, and one of years ago. A clock wrong by minutes on the day does not matter."""
    if held_at > at + _AHEAD and as_day(held_at) > as_day(at):
        raise RuleBreach("会还没有开，先不记录。填写的内容已保留，请核对日期。")
    if (as_day(at) - as_day(held_at)).days > _OLDEST_DAYS:
        raise RuleBreach("召开日期在两年以前，没有保存。请核对日期。")


def _clean(entry: Entry) -> Entry:
    kinds = checked_kinds(entry.kinds)
    texts = {name: plain(getattr(entry, name)) for name in ("topics", "speeches", "decisions")}
    for text in texts.values():
        if len(text) > MOST_WORDS:
            raise RuleBreach(
                f"这一栏有 {len(text)} 字，最多 {MOST_WORDS} 字，没有保存。填写的内容已保留，请删减或拍照附上。"
            )
    if KEPT_CLOSED & set(kinds) and texts["speeches"]:
        raise RuleBreach("组织生活会、民主评议、谈心谈话不记发言内容，请清空发言要点。没有保存。")
    lecturer = " ".join(plain(entry.lecturer_name).split())[:60]
    if Kind.LECTURE in kinds and not lecturer:
        raise RuleBreach("党课要写明授课人，没有保存。")
    return Entry(
        kinds=tuple(kinds),
        title=title_of(kinds, entry.title, as_day(entry.held_at)),
        held_at=entry.held_at,
        place=" ".join(plain(entry.place).split())[:80],
        host_id=entry.host_id,
        recorder_id=entry.recorder_id,
        group_id=entry.group_id if Kind.GROUP in kinds else None,
        lecturer_name=lecturer if Kind.LECTURE in kinds else "",
        guests=" ".join(plain(entry.guests).split())[:400],
        absent={number: reason for number, reason in entry.absent.items() if reason in Reason.values},
        items=tuple(
            Agreed(" ".join(plain(item.what).split())[:200], " ".join(plain(item.who_name).split())[:60], item.due_on)
            for item in entry.items
            if item.what.strip()
        ),
        **texts,
    )


def _write(by: Actor, row: Meeting, entry: Entry, at: datetime) -> None:
    check_words(entry.title, entry.place, entry.guests, entry.topics, entry.speeches, entry.decisions)
    check_words(*(item.what for item in entry.items))
    day = as_day(entry.held_at)
    row.group = group_named(row.organization, entry.kinds, entry.group_id, day)
    lines = roll(row.organization, entry.kinds, day, row.group)
    here = {line.member_id for line in lines}
    absent = {number: reason for number, reason in entry.absent.items() if number in here}
    lecturer = lecturer_named(row.organization, lines, entry.lecturer_name, day)
    row.kinds, row.title = list(entry.kinds), entry.title
    row.held_at, row.held_on, row.place = entry.held_at, day, entry.place
    row.host_id, row.recorder_id = entry.host_id, entry.recorder_id
    row.lecturer_id, row.lecturer_name = lecturer, entry.lecturer_name
    row.guests, row.topics, row.speeches, row.decisions = entry.guests, entry.topics, entry.speeches, entry.decisions
    row.expected = [line.member_id for line in lines if absent.get(line.member_id, "") not in EXCUSED]
    row.state = State.RECORDED
    if row.recorded_by is None:  # Who entered it stays named beside who agrees (P4).
        row.recorded_by, row.recorded_name, row.recorded_at = by.account_id, _writer(by, row)[:60], at
    row.revision += 1
    row.save()
    _write_absences(row, absent)
    _write_items(row, entry, people_by_name(lines))


def _writer(by: Actor, row: Meeting) -> str:
    """Name who enters; from a body above, with that body: the branch wrote it by hand (B-13)."""
    if row.organization_id in by.post_bodies:
        return by.name
    above = next(g for g in by.grants if g.permission is Permission.MEETING_RECORD and g.covers(row.org_path))
    body = next(post.organization_name for post in by.posts if post.organization_id == above.organization_id)
    return f"{body} {by.name}（照手写记录代录）"


def _write_absences(row: Meeting, absent: dict[int, str]) -> None:
    row.absences.all().delete()
    Absence.objects.bulk_create(
        Absence(meeting=row, member_id=number, county_id=row.county_id, org_path=row.org_path, reason=reason)
        for number, reason in absent.items()
    )


def _write_items(row: Meeting, entry: Entry, people: dict[str, int]) -> None:
    row.items.all().delete()
    ActionItem.objects.bulk_create(
        ActionItem(
            meeting=row,
            county_id=row.county_id,
            org_path=row.org_path,
            order_no=number,
            what=item.what,
            who_name=item.who_name,
            who_id=people.get(item.who_name),
            due_on=item.due_on,
        )
        for number, item in enumerate(entry.items, 1)
    )
