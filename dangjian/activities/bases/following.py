"""Bookings follow the meeting that came of them, and bodies that are merged."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from dangjian.access.actors import Actor
from dangjian.activities.bases.models import Activity, Base, Booking
from dangjian.activities.bases.services.booking import end
from dangjian.activities.bases.services.rows import time_words
from dangjian.activities.meetings.models import Meeting
from dangjian.activities.meetings.models import State as MeetingState
from dangjian.affairs.organizations.doors import Merged
from dangjian.rulebook import RuleBreach

PREFIX = "bases.booking:"


def follow_meeting(by: Actor, meeting: Meeting, reason: str, at: datetime) -> None:
    """Give the time back where the meeting is called off; a meeting at a base keeps within the time it has there."""
    if not meeting.origin.startswith(PREFIX):
        return
    rows = Booking.objects.select_related("base", "activity", "organization")
    booking = rows.filter(public_id=meeting.origin.removeprefix(PREFIX)).first()
    if booking is None or not booking.is_held:
        return
    if meeting.state == MeetingState.CANCELLED:
        if booking.during.lower > at:
            end(by, booking, reason, at)
    elif not booking.during.lower <= meeting.planned_for < booking.during.upper:
        raise RuleBreach(
            f"这次会约在{booking.base}，时段是{time_words(booking)}，没有改动。要换时间请在基地预约里改约。"
        )


def follow_merger(by: Actor, merged: Merged) -> None:  # noqa: ARG001  # the door's signature; its caller writes the log
    """Let the body that takes another up keep its bases and make the visits that are still booked."""
    into = merged.into
    here: dict[str, Any] = {"county_id": into.county_id, "org_path": into.path}
    Booking.objects.held().filter(organization=merged.gone).update(organization=into, **here)
    bases = list(Base.objects.filter(organization=merged.gone))
    taken = _names(into.pk)
    for base in bases:
        if base.name in taken:  # Both kept one of that name: the one that comes along says whose it was.
            base.name = f"{base.name}（原{merged.gone.short_name}）"[:60]
        base.organization, base.county_id, base.org_path = into, into.county_id, into.path
        base.save()
    Activity.objects.filter(base__in=bases).update(**here)
    Booking.objects.held().filter(base__in=bases).update(host_path=into.path)


def _names(organization_id: int) -> Collection[str]:
    return set(Base.objects.filter(organization_id=organization_id).values_list("name", flat=True))
