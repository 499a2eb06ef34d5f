"""A sealed record of a branch congress with a vote on an admission: its counts are taken over, not typed twice."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from dangjian.activities.meetings.models import Motion, State
from dangjian.affairs.admissions.congress import Congress
from dangjian.affairs.organizations.models import Organization
from dangjian.procedures.votes.counts import Counts
from dangjian.procedures.votes.rules import Motion as MotionKind


def admitting(branch: Organization, since: date) -> Iterator[Congress]:
    """Yield the votes on admissions in the sealed records of a branch from a day on."""
    rows = Motion.objects.filter(
        kind=MotionKind.ADMISSION,
        meeting__organization=branch,
        meeting__state=State.SEALED,
        meeting__held_on__gte=since,
    )
    for row in rows.select_related("meeting").order_by("-meeting__held_on", "id"):
        cast = row.yes + row.no + row.abstained
        yield Congress(
            source=f"meetings.meeting:{row.meeting.public_id}/{row.pk}",
            title=row.title,
            held_on=row.meeting.held_on,
            counts=Counts(row.entitled, row.present, cast, row.yes, row.no, row.abstained, row.written),
            address=reverse("meetings:meeting", args=[row.meeting.public_id]),
        )
