"""What every service of bases needs: rows locked in one order, the right at the place, the log, who is told."""

from datetime import datetime
from typing import Final

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.activities.bases.models import Base, Booking
from dangjian.activities.bases.rules import day_words
from dangjian.activities.meetings.models import Meeting
from dangjian.affairs.accounts.roles import Role
from dangjian.channels.inbox.models import Kind as NoticeKind
from dangjian.channels.inbox.services import Receiver, Sender, announce, recall
from dangjian.foundation.time import local
from dangjian.rulebook import RuleBreach

_VISITORS: Final = (Role.SECRETARY.value, Role.BRANCH_CLERK.value)
_KEEPERS: Final = (
    *_VISITORS,
    Role.TOWNSHIP_ORGANIZER.value,
    Role.TOWNSHIP_CLERK.value,
    Role.WORK_COMMITTEE_OFFICER.value,
    Role.COUNTY_OFFICER.value,
)


class TakenError(RuleBreach):
    """Another branch was faster."""


def locked_base(base_id: int) -> Base:
    """Return the base as it stands, locked: whoever books there waits. Always before a meeting and a booking."""
    return Base.objects.select_for_update(of=("self",)).select_related("organization").get(pk=base_id)


def locked(booking: Booking) -> tuple[Booking, Meeting | None]:
    """Return a booking and the meeting that came of it, both locked: the meeting first, as a page of meetings does."""
    meeting = Meeting.objects.select_for_update(of=("self",)).filter(origin=booking.origin).first()
    rows = Booking.objects.select_for_update(of=("self",)).select_related(
        "base__organization", "activity", "organization"
    )
    return rows.get(pk=booking.pk), meeting


def check_right(by: Actor, permission: Permission, path: str) -> None:
    """Refuse someone whose posts do not reach the place."""
    if not by.may(permission, path):
        raise RuleBreach("您的职务不办理这个基地或党组织的预约，没有改动。")


def log(by: Actor, booking: Booking, action: str, words: str = "") -> None:
    """Write the line of the log, at the place of who visits."""
    said = f"{booking.base} {time_words(booking)} {booking.activity}"
    audit.record(
        by=by,
        action=f"booking.{action}",
        subject=booking.public_id,
        organization_id=booking.organization_id,
        path=booking.org_path,
        words=f"{said}：{words}" if words else said,
    )


def time_words(booking: Booking) -> str:
    """Return 12月3日（星期四）9:00—11:30."""
    begins, ends = local(booking.during.lower), local(booking.during.upper)
    return f"{day_words(booking.on)}{begins.hour}:{begins:%M}—{ends.hour}:{ends:%M}"


def tell_host(by: Actor, booking: Booking, what: str, at: datetime) -> None:
    """Tell whoever keeps the base."""
    receiver = Receiver(booking.base.organization_id, _KEEPERS, address_of(booking), booking.origin)
    _tell(by, booking, receiver, f"{booking.organization.short_name}{what}{booking.base}", at)


def tell_visitors(by: Actor, booking: Booking, what: str, at: datetime) -> None:
    """Tell whoever asked."""
    receiver = Receiver(booking.organization_id, _VISITORS, address_of(booking), booking.origin)
    _tell(by, booking, receiver, f"{booking.base}{what}", at, by_host=True)


def address_of(booking: Booking) -> str:
    """Return the page of a booking."""
    return f"/bases/bookings/{booking.public_id}/"


def untell(by: Actor, booking: Booking, at: datetime) -> None:
    """Take back what was not delivered yet."""
    recall(by=by, subject_keys=[booking.origin], at=at)


def _tell(by: Actor, booking: Booking, receiver: Receiver, title: str, at: datetime, *, by_host: bool = False) -> None:
    body = booking.base.organization if by_host else booking.organization
    announce(
        by=by,
        county_id=booking.county_id,
        receivers=[receiver],
        title=title[:200],
        line=f"{time_words(booking)}，{booking.activity}，{booking.people} 人"[:120],
        kind=NoticeKind.TASK,
        at=at,
        sender=Sender(body.pk, body.path, body.short_name),
    )
