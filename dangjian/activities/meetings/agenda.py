"""What meetings give a person to do: write the record, agree to it, finish what was agreed. One query each."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from django.db.models import Q
from django.urls import reverse

from dangjian.access.actors import Actor, Reach
from dangjian.access.permissions import Permission
from dangjian.activities.meetings.models import ActionItem, Meeting, State
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.rules import Level, Standing, standing, yellow_days
from dangjian.procedures.provisions.queries import local_values

_MOST: Final = 50
_AHEAD: Final = timedelta(days=7)


def items(actor: Actor, on: date) -> Iterator[Item]:
    """Yield what waits at the bodies of this person's own posts, and what they themselves took on."""
    recording = {grant.path for grant in actor.grants if _is_own(grant.permission, grant.reach)}
    if recording:
        yield from _meetings(actor, sorted(recording), on)
    yield from _agreed(actor, sorted(recording), on)


def _is_own(permission: Permission, reach: Reach) -> bool:
    return permission is Permission.MEETING_RECORD and reach is Reach.BODY


def _meetings(actor: Actor, paths: list[str], on: date) -> Iterator[Item]:
    rows = (
        Meeting.objects.filter(org_path__in=paths).open().filter(Q(state=State.RECORDED) | Q(held_on__lte=on + _AHEAD))
    )
    for row in rows.order_by("held_on", "id")[:_MOST]:
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


def _agreed(actor: Actor, paths: list[str], on: date) -> Iterator[Item]:
    local = local_values(actor.county_id, on)
    yellow = yellow_days(on, local)
    mine = Q(who=actor.person_id) | Q(org_path__in=paths)
    rows = ActionItem.objects.open().filter(mine, due_on__lte=on + timedelta(days=yellow))
    for row in rows.select_related("meeting").order_by("due_on", "id")[:_MOST]:
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
