"""Bases and bookings as pages show them: what is free, what a branch asked for, who comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.activities.bases.models import Activity, Base, Booking, State
from dangjian.activities.bases.rules import Slot, last_day, month_of, slots
from dangjian.activities.meetings.attending import roll
from dangjian.activities.meetings.models import Meeting
from dangjian.activities.meetings.models import State as MeetingState
from dangjian.activities.meetings.models.attendance import EXCUSED
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import as_day
from dangjian.foundation.ui.parts import Level, Standing
from dangjian.procedures.evidence.kinds import Kind as LifeKind
from dangjian.procedures.provisions.queries import local_values

LOOKS = {
    State.ASKED: Level.SOON,
    State.CONFIRMED: Level.INFO,
    State.DECLINED: Level.NA,
    State.CANCELLED: Level.NA,
}


def listed(actor: Actor, kind: str, words: str) -> "QuerySet[Base]":
    """Return the bases that one may book, by kind and a word of their name, place or menu."""
    offered = Activity.objects.filter(is_offered=True).order_by("title")
    rows = Base.objects.visible_to(actor).open().select_related("organization")
    if kind:
        rows = rows.filter(kind=kind)
    if words:
        has = Activity.objects.filter(is_offered=True, title__icontains=words).values("base")
        rows = rows.filter(Q(name__icontains=words) | Q(place__icontains=words) | Q(pk__in=has))
    return rows.prefetch_related(Prefetch("activities", queryset=offered, to_attr="menu"))


def menu(base: Base) -> "QuerySet[Activity]":
    """Return what a base offers."""
    return base.activities.filter(is_offered=True).order_by("title")


def kept(actor: Actor) -> "QuerySet[Base]":
    """Return the bases of the bodies of one's own posts; ``actor`` is whole."""
    return Base.objects.filter(organization__in=actor.bodies(Permission.BASE_KEEP)).order_by("name", "id")


def free(base: Base, now: datetime) -> list[Slot]:
    """Return the slots that can be booked from now on, full months left out; two queries."""
    on = as_day(now)
    last = last_day(on, local_values(base.county_id, on))
    first, _ = month_of(on)
    held = list(Booking.objects.held().filter(base=base, on__gte=first).values_list("on", "during"))
    full = _full(base, [day for day, _ in held])

    def is_free(slot: Slot) -> bool:
        if slot.begins <= now or slot.day.replace(day=1) in full:
            return False
        return all(during.upper <= slot.begins or slot.ends <= during.lower for _, during in held)

    return [slot for slot in slots(base.weekdays, base.hours, on, last) if is_free(slot)]


def _full(base: Base, days: Sequence[date]) -> set[date]:
    months = [day.replace(day=1) for day in days]
    return {month for month in months if base.most_a_month is not None and months.count(month) >= base.most_a_month}


def expected(body: Organization, on: date) -> int:
    """Return how many would come: who is on the roll and not excused."""
    return sum(line.usual not in EXCUSED for line in roll(body, [LifeKind.THEME_DAY], on))


def booked(actor: Actor, side: str) -> "QuerySet[Booking]":
    """Return what was asked for by those in scope, or of the bases in scope (``side`` "host")."""
    rows = Booking.objects.visible_to(actor)
    rows = rows.filter(actor.within("host_path") if side == "host" else actor.within("org_path"))
    return rows.select_related("base", "activity", "organization")


@dataclass(frozen=True, slots=True)
class Line:
    """A booking, where it stands, and the meeting that came of it, None where there is none."""

    row: Booking
    standing: Standing
    meeting: Meeting | None


def lines(rows: Sequence[Booking], now: datetime) -> list[Line]:
    """Return bookings with where they stand; one query."""
    found = Meeting.objects.filter(origin__in=[row.origin for row in rows]).select_related("organization")
    meetings = {meeting.origin: meeting for meeting in found}
    return [Line(row, _standing(row, meetings.get(row.origin), now), meetings.get(row.origin)) for row in rows]


def _standing(row: Booking, meeting: Meeting | None, now: datetime) -> Standing:
    if meeting is not None and meeting.state in (MeetingState.RECORDED, MeetingState.SEALED):
        return Standing(Level.OK, "已开展")
    if meeting is not None and meeting.state == MeetingState.CANCELLED and row.is_held:
        return Standing(Level.NA, "没有开展", meeting.cancelled_for)
    if row.state == State.ASKED and row.during.lower <= now:
        return Standing(Level.NA, "没有答复，已过时间")
    if row.state == State.CONFIRMED and row.during.upper <= now:
        return Standing(Level.SOON, "待写记录", "到了这天，支部写一份会议记录就行")
    return Standing(LOOKS[State(row.state)], row.get_state_display(), row.words)
