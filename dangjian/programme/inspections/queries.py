"""Inspections as pages show them: samples, who was drawn, what is known of a body before one goes, who read what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.urls import reverse

from dangjian.access.actors import Actor
from dangjian.access.models import AuditRow
from dangjian.access.permissions import Permission
from dangjian.activities.duties.models import DutyResult
from dangjian.activities.meetings.models import Meeting
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.models import Post
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Fact, Level, Pager, Standing
from dangjian.procedures.agenda.rules import yellow_days
from dangjian.procedures.provisions.queries import local_values
from dangjian.programme.inspections.models import Finding, Sample, SampleBody, Visit
from dangjian.programme.inspections.rules import draw, script
from dangjian.programme.tasks.models import Assignment
from dangjian.programme.tasks.rules import of_assignment

READING: Final = "meeting.read"
_RECENT: Final = timedelta(days=92)
_SIZE: Final = 50


def samples(actor: Actor) -> "QuerySet[Sample]":
    """Return the samples one may see, with how many of their visits are done."""
    rows = Sample.objects.visible_to(actor).select_related("organization")
    return rows.annotate(visited=Count("visits"))


def standing(sample: Sample) -> Standing:
    """Return how far a sample is."""
    if sample.shown_on:
        return Standing(Level.OK, "种子已公布", "谁都可以照页面上的几行代码重抽一遍")
    return Standing(Level.INFO, "走访中", "种子走访完公布")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn body: its number on the page, and the visit to it, None where nobody was there yet."""

    row: SampleBody
    visit: Visit | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A sample as one person may see it; ``drawn`` is None while that is not for them."""

    frame: Sequence[SampleBody]
    script: str
    drawn: Sequence[Drawn] | None
    left: int


def shown(sample: Sample, *, is_leading: bool) -> Shown:
    """Return the frame, the script of the draw, and who was drawn: to who leads it at once, to all after the seed."""
    frame = list(sample.frame.select_related("organization").order_by("order_no"))
    rest = [row.order_no for row in frame if not row.is_key]
    chosen = set(draw(rest, sample.number, sample.seed))
    visits = {visit.organization_id: visit for visit in sample.visits.all()}
    rows = [row for row in frame if row.is_key or row.order_no in chosen]
    found = [Drawn(row, visits.get(row.organization_id)) for row in rows]
    is_open = is_leading or sample.shown_on is not None
    seed = sample.seed if sample.shown_on else ""
    return Shown(
        frame=frame,
        script=script(print_of=sample.print_of, seed=seed, rest=rest, number=sample.number),
        drawn=found if is_open else None,
        left=sum(one.visit is None for one in found),
    )


def visits(actor: Actor) -> "QuerySet[Visit]":
    """Return visits to bodies in scope."""
    return Visit.objects.visible_to(actor).select_related("organization", "issuer", "sample")


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with its assignment and where the remedy stands."""

    row: Finding
    assignment: Assignment | None
    standing: Standing | None


def found(visit: Visit, on: date) -> list[Found]:
    """Return what a visit found and how the remedies stand; three queries."""
    rows = list(visit.findings.order_by("pk"))
    tasks = {one.task_id: one for one in Assignment.objects.filter(task__in=[row.task_id for row in rows])}
    yellow = yellow_days(on, local_values(visit.county_id, on)) if rows else 0
    return [Found(row, tasks.get(row.task_id), _standing(tasks.get(row.task_id), on, yellow)) for row in rows]


def _standing(row: Assignment | None, on: date, yellow: int) -> Standing | None:
    if row is None:
        return None
    return of_assignment(
        state=row.state, due_on=row.due_on, submitted_on=row.submitted_on, closed_on=row.closed_on, on=on, yellow=yellow
    )


def known(actor: Actor, body: Organization, on: date) -> list[Fact]:
    """Return what is known of a body before one goes there: nobody is asked for it again; ``actor`` is whole."""
    meetings = Meeting.objects.visible_to(actor.narrowed(Permission.MEETING_VIEW)).sealed().filter(organization=body)
    recent = meetings.filter(held_on__gte=on - _RECENT)
    last = meetings.latest_first().first()
    owed = DutyResult.objects.visible_to(actor.narrowed(Permission.DUTY_VIEW)).filter(organization_id=body.pk)
    behind = owed.filter(due_on__lt=on, due_on__gte=on.replace(month=1, day=1), met_on=None, exempt="", explained="")
    tasks = Assignment.objects.visible_to(actor.narrowed(Permission.ASSIGNMENT_VIEW)).filter(organization=body)
    records = f"{reverse('meetings:index')}?body={body.public_id}"
    return [
        Fact("近三个月会议", f"{recent.count()} 次", address=records),
        Fact("最近一次", f"{last.held_on.month}月{last.held_on.day}日 {last.title}" if last else "没有记录"),
        Fact("今年应办未办", f"{behind.count()} 项", address=reverse("duties:body", args=[body.public_id])),
        Fact("到期未办结任务", f"{tasks.to_do().filter(due_on__lt=on).count()} 件"),
    ]


def posts(body: Organization) -> list[str]:
    """Return the posts of a body that a finding may name, in their order."""
    rows = Post.objects.filter(organization=body).exclude(role="member").order_by("order_no", "pk")
    return list(dict.fromkeys(rows.values_list("title", flat=True)))


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading from above: when, who, which record."""

    at: datetime
    who: str
    meeting: Meeting | None


@dataclass(frozen=True, slots=True)
class Readings:
    """One page of them, the latest first."""

    rows: Sequence[Reading]
    pager: Pager


def readings(actor: Actor, query: QueryDict, body: Organization | None = None) -> Readings:
    """Return who read which record of the bodies in scope, or of one, the latest first; three queries."""
    rows = AuditRow.objects.visible_to(actor).filter(action=READING).exclude(org_path="")
    if body is not None:
        rows = rows.filter(organization_id=body.pk)
    page = keyset(rows, by=("-at", "-id"), query=query, size=_SIZE)
    meetings = {
        str(one.public_id): one
        for one in Meeting.objects.filter(public_id__in=[row.subject for row in page.rows]).select_related(
            "organization"
        )
    }
    accounts = Account.objects.filter(pk__in=[row.account_id for row in page.rows]).select_related("person")
    names = {one.pk: one.person_name for one in accounts}
    found_rows = [
        Reading(row.at, f"{row.words} {names.get(row.account_id or 0, '')}".strip(), meetings.get(row.subject))
        for row in page.rows
    ]
    return Readings(found_rows, page.pager)
