"""What meetings give a person to do: come, write the record, agree to it, finish what was agreed."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q, QuerySet
from django.urls import reverse

from dangjian.access.actors import Actor, Reach
from dangjian.access.permissions import Permission
from dangjian.activities.meetings.models import ActionItem, Meeting, State
from dangjian.affairs.members.models import Member
from dangjian.foundation.time import local
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.agenda.rules import Level, Standing, standing, yellow_days
from dangjian.procedures.provisions.queries import local_values

_MOST: Final = 50
_AHEAD: Final = timedelta(days=7)


def items(actor: Actor, on: date) -> Iterator[Question]:
    """Ask what waits at the bodies of this person's own posts, and what they themselves took on."""
    recording = sorted({grant.path for grant in actor.grants if _is_own(grant.permission, grant.reach)})
    if recording:
        rows = Meeting.objects.filter(org_path__in=recording).open()
        near = rows.filter(Q(state=State.RECORDED) | Q(held_on__lte=on + _AHEAD)).order_by("held_on", "id")[:_MOST]
        yield Question(near, lambda found: _meetings(actor, found, on))
    coming = _coming(actor, recording, on)
    if coming is not None:
        yield Question(coming, _invitations)
    yield _agreed(actor, recording, on)


def _coming(actor: Actor, recording: list[str], on: date) -> "QuerySet[Meeting] | None":
    """Return the meetings of the next days to which this person was asked by a notice, and does not record."""
    bodies = actor.bodies(Permission.MEETING_VIEW)
    if not bodies or actor.acting_for is not None:
        return None
    own = Member.objects.filter(person=actor.person_id, left_on=None).values("pk")
    rows = Meeting.objects.filter(organization__in=bodies, state=State.NOTICED, held_on__range=(on, on + _AHEAD))
    asked = rows.exclude(org_path__in=recording).filter(expected__overlap=ArraySubquery(own))
    return asked.order_by("held_on", "id")[:_MOST]


def _invitations(rows: Sequence[Meeting]) -> Iterator[Item]:
    for row in rows:
        moment = local(row.planned_for)
        day = f"{moment.month}月{moment.day}日 {moment.hour}:{moment:%M}"
        look = Standing(Level.INFO, day, f"在{row.place}，来不了的请告诉支部")
        yield _item(row, row.title, row.kinds_words, look, "看通知", is_recording=False)


def _is_own(permission: Permission, reach: Reach) -> bool:
    return permission is Permission.MEETING_RECORD and reach is Reach.BODY


def _meetings(actor: Actor, rows: Sequence[Meeting], on: date) -> Iterator[Item]:
    for row in rows:
        if row.state == State.RECORDED:
            if actor.may(Permission.MEETING_SEAL, row.org_path):
                yield _item(row, f"审看“{row.title}”的记录", "同意并提交", Standing(Level.SOON, "等您同意", ""), "审看")
            continue
        day = f"{row.held_on.month}月{row.held_on.day}日"
        if row.held_on > on:
            look = Standing(Level.INFO, f"{day}开", "")
            yield _item(row, row.title, row.kinds_words, look, "看通知", is_recording=False)
        else:
            look = Standing(Level.SOON, "会后记录", f"{day}的会，还没有记录")
            yield _item(row, f"记录“{row.title}”", row.kinds_words, look, "写记录")


def _item(row: Meeting, title: str, sub: str, look: Standing, caption: str, *, is_recording: bool = True) -> Item:
    name = "meetings:record" if is_recording else "meetings:meeting"
    address = reverse(name, args=[row.public_id])
    return Item(
        key=f"meetings:{row.public_id}",
        title=title,
        sub=sub,
        address=address,
        kind="会议",
        level=look.level,
        words=look.words,
        reason=look.reason,
        due_on=row.held_on,
        actions=(Action(caption, address, is_main=True),),
        organization_id=row.organization_id,
    )


def _agreed(actor: Actor, paths: list[str], on: date) -> Question:
    yellow = yellow_days(on, local_values(actor.county_id, on))
    mine = Q(who=actor.person_id) | Q(org_path__in=paths)
    rows = ActionItem.objects.open().filter(mine, due_on__lte=on + timedelta(days=yellow))
    near = rows.select_related("meeting").order_by("due_on", "id")[:_MOST]
    return Question(near, lambda found: _agreed_items(found, on, yellow))


def _agreed_items(rows: Sequence[ActionItem], on: date, yellow: int) -> Iterator[Item]:
    for row in rows:
        look = standing(row.due_on, on, yellow)
        address = f"{reverse('meetings:meeting', args=[row.meeting.public_id])}#agreed"
        yield Item(
            key=f"meetings:item:{row.public_id}",
            title=row.what,
            sub=f"{row.who_name or '本支部'}，{row.meeting.held_on.month}月{row.meeting.held_on.day}日会上议定",
            address=address,
            kind="议定事项",
            level=look.level,
            words=look.words,
            reason=look.reason,
            due_on=row.due_on,
            actions=(Action("去办结", address, is_main=True),),
            organization_id=row.meeting.organization_id,
        )
