"""Meetings as pages show them: lists, one record for who may read it, what a record will count for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from dangjian.access.actors import Actor, Reach
from dangjian.access.permissions import Permission
from dangjian.activities.duties import queries as duties
from dangjian.activities.duties.models import PlanItem, PlanState, Theme
from dangjian.activities.meetings.attending import Expected, count, roll, strangers
from dangjian.activities.meetings.models import Absence, Meeting, MeetingQuerySet, Reason, SignIn, State
from dangjian.activities.meetings.rules import Entry, title_of
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.database.together import fetch_together
from dangjian.foundation.time import at, local
from dangjian.procedures.evidence.kinds import LABELS, Kind

_MORNING: Final = (9, 30)
_YEARS: Final = range(2000, 2101)


def own_bodies(actor: Actor) -> list[Organization]:
    """Return the bodies at which a post of this person records; ``actor`` is whole."""
    paths = [g.path for g in actor.grants if g.permission is Permission.MEETING_RECORD and g.reach is Reach.BODY]
    return list(Organization.objects.filter(path__in=paths).in_order())


def listed(actor: Actor, body: Organization | None, kind: str, year: str) -> MeetingQuerySet:
    """Return the meetings of a scope, or of one body, of one kind and year; called off ones apart."""
    rows = Meeting.objects.visible_to(actor).exclude(state=State.CANCELLED)
    if body is not None:
        rows = rows.filter(organization=body)
    if kind in LABELS:
        rows = rows.filter(kinds__contains=[kind])
    if year.isdecimal() and int(year) in _YEARS:
        rows = rows.filter(held_on__year=int(year))
    return rows.select_related("organization")


def is_open_to(actor: Actor, meeting: Meeting) -> bool:
    """Say whether the words of a record are shown: to those who record there, and to all once it is sealed.

    Of what is kept closed (P19) a reader whose posts are not at the body sees the steps and days only.
    """
    if actor.may(Permission.MEETING_RECORD, meeting.org_path) and meeting.organization_id in actor.post_bodies:
        return True
    if meeting.is_kept_closed and meeting.organization_id not in actor.post_bodies:
        return False
    return meeting.is_sealed or actor.may(Permission.MEETING_RECORD, meeting.org_path)


def is_from_above(actor: Actor, meeting: Meeting) -> bool:
    """Say whether opening the record is a reading from above (调阅)."""
    return meeting.is_sealed and meeting.organization_id not in actor.post_bodies


@dataclass(frozen=True, slots=True)
class People:
    """Who came and who was away, by name, with the reason."""

    present: Sequence[str]
    absent: Sequence[str]
    excused: Sequence[str]
    expected: int


def signed_in(meeting: Meeting) -> int:
    """Return how many signed in by the code so far."""
    return SignIn.objects.filter(county_id=meeting.county_id, meeting_id=meeting.pk).count()


def not_signed_in(meeting: Meeting, lines: Sequence[Expected]) -> dict[int, str]:
    """Return who did not sign in where a code was shown: the recorder looks them over; empty where none was."""
    if meeting.sign_in_until is None:
        return {}
    rows = SignIn.objects.filter(county_id=meeting.county_id, meeting_id=meeting.pk)
    signed = set(rows.values_list("member_id", flat=True))
    return {
        line.member_id: line.usual or Reason.OTHER.value for line in lines if signed and line.member_id not in signed
    }


def voters(meeting: Meeting) -> dict[str, int]:
    """Return how many full members of the body may vote, and how many of them came."""
    absent = dict(meeting.absences.values_list("member_id", "reason"))
    found = count(roll(meeting.organization, meeting.kinds, meeting.held_on, meeting.group), absent)
    return {"entitled": found.voters, "present": found.voters_present}


def prefilled(body: Organization, kinds: Collection[str], now: datetime, meeting: Meeting | None = None) -> Entry:
    """Return what stands in the form before anybody types: the plan, else as last time; one or two queries."""
    lasts, day = _last(body, kinds), local(meeting.planned_for if meeting else now).date()
    names = strangers(body, day)
    themes = Theme.objects.of_month(body.county_id, day) if Kind.THEME_DAY in kinds else Theme.objects.none()
    fetch_together(lasts, names, themes)
    last, theme = next(iter(lasts), None), next(iter(themes), None)
    return Entry(
        kinds=tuple(meeting.kinds if meeting else kinds),
        title=_title(meeting, theme),
        topics="\n".join(filter(None, (theme.readings, theme.flow))) if theme else "",
        held_at=meeting.planned_for if meeting else _as_last(last, now),
        place=(meeting.place if meeting else "") or (last.place if last else ""),
        host_id=(meeting.host_id if meeting else None) or (last.host_id if last else None),
        recorder_id=last.recorder_id if last else None,
        guests=f"流入党员：{'、'.join(names)}" if names else "",
    )


def planned(body: Organization, kinds: Collection[str], on: date) -> MeetingQuerySet:
    """Return the meetings of these kinds that a body has planned for the month of a day and not recorded yet."""
    rows = Meeting.objects.filter(organization=body, state__in=(State.PLANNED, State.NOTICED))
    return rows.filter(kinds__overlap=list(kinds), held_on__year=on.year, held_on__month=on.month).order_by("held_on")


def next_day(body: Organization, now: datetime) -> tuple[list[str], datetime | None]:
    """Return what the annual plan has next for a body and no meeting stands for, and when, at the hour of last time."""
    taken = Meeting.objects.filter(organization=body).exclude(state=State.CANCELLED).values("held_on")
    days = PlanItem.objects.filter(plan__organization=body, on__gt=local(now).date()).exclude(on__in=taken)
    found = days.exclude(plan__state=PlanState.DRAFT).order_by("on").first()
    if found is None:
        return [], None
    last = next(iter(_last(body, found.kinds)), None)
    hour, minute = _hour(last)
    return found.kinds, at(found.on, hour, minute)


def _title(meeting: Meeting | None, theme: Theme | None) -> str:
    """Return the theme of the month where the plan has no words of its own."""
    plain = title_of(meeting.kinds, "", meeting.held_on) if meeting else ""
    if theme is not None and (meeting is None or meeting.title == plain):
        return theme.title
    return meeting.title if meeting else ""


def fulfilled(actor: Actor, body: Organization, kinds: Collection[str], day: date) -> list[str]:
    """Return the duties that a record of these kinds would count for, in words; ``actor`` is whole."""
    found = duties.due(actor.narrowed(Permission.DUTY_VIEW), body, day)
    return [
        f"{line.period}{line.name}"
        for line in found
        if line.kind in kinds and line.may_record and line.result.period_start <= day < line.result.period_end
    ]


def _last(body: Organization, kinds: Collection[str]) -> MeetingQuerySet:
    """Return the last record of the kind in one row; where there is none, of any kind."""
    rows = Meeting.objects.filter(organization=body, state__in=(State.SEALED, State.RECORDED))
    is_alike = ExpressionWrapper(Q(kinds__overlap=list(kinds)), output_field=BooleanField())
    return rows.annotate(is_alike=is_alike).order_by("-is_alike", "-held_on", "-id")[:1]


def _as_last(last: Meeting | None, now: datetime) -> datetime:
    """Return today at the hour of the last time; where that is still to come, the half hour that has begun."""
    hour, minute = _hour(last)
    found = at(local(now).date(), hour, minute)
    return found if found <= now else now.replace(minute=now.minute // 30 * 30, second=0, microsecond=0)


def _hour(last: Meeting | None) -> tuple[int, int]:
    return (local(last.held_at).hour, local(last.held_at).minute) if last and last.held_at else _MORNING


def changed_since_notice(meeting: Meeting, lines: Sequence[Expected]) -> str:
    """Say who is to come now and was not when the notice went out, and the other way round."""
    if not meeting.expected or meeting.state != State.NOTICED:
        return ""
    told = set(meeting.expected)
    here = {line.member_id for line in lines}
    if not told - here and all(line.usual or line.member_id in told for line in lines):
        return ""
    new = [line.name for line in lines if line.member_id not in told and not line.usual]
    gone = Member.objects.filter(pk__in=told - here).select_related("person")
    left = [row.person.name for row in gone]
    words = [*(["新到 " + "、".join(new)] if new else []), *(["已不在本支部 " + "、".join(left)] if left else [])]
    return "；".join(words)


def year_of(actor: Actor, body: Organization, year: int) -> "QuerySet[Meeting]":
    """Return the sealed meetings of a body in a year, in order, with what the record book prints."""
    rows = Meeting.objects.visible_to(actor).sealed().filter(organization=body, held_on__year=year).with_people()
    return rows.order_by("held_on", "id").prefetch_related("absences", "items", "motions", "corrections")


def people_of(rows: Sequence[Meeting]) -> dict[int, People]:
    """Return who came to each meeting and who was away, by name; names of all are read at once."""
    away = {row.pk: list(row.absences.all()) for row in rows}
    numbers = {one.member_id for found in away.values() for one in found}
    numbers.update(number for row in rows for number in (*row.expected, *row.attended))
    names = dict(Member.objects.filter(pk__in=numbers).values_list("pk", "person__name"))
    return {row.pk: _people(row, away[row.pk], names) for row in rows}


def _people(row: Meeting, away: Sequence[Absence], names: dict[int, str]) -> People:
    gone = {one.member_id for one in away}
    came = row.attended if row.is_sealed else [number for number in row.expected if number not in gone]
    told = [(f"{names[one.member_id]}（{one.get_reason_display()}）", one.is_excused) for one in away]
    return People(
        present=[names[number] for number in came if number in names],
        absent=[words for words, is_excused in told if not is_excused],
        excused=[words for words, is_excused in told if is_excused],
        expected=len(row.expected),
    )
