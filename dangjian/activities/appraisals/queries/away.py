"""What a 流动党员党支部 decided of members whose relation is elsewhere: told to their home branch, names only there."""

from collections.abc import Sequence
from datetime import date

from django.db.models import F, Q, QuerySet

from dangjian.access.actors import Actor
from dangjian.activities.appraisals.models import Grading, State
from dangjian.activities.appraisals.rules import work_year_of
from dangjian.affairs.mobility.models import Stay
from dangjian.affairs.organizations.models import Kind as BodyKind
from dangjian.affairs.organizations.models import Organization

_MOST = 100


def decided_elsewhere(actor: Actor) -> "QuerySet[Grading]":
    """Return the grades of members at home where this person answers for the branch; the latest first."""
    rows = Grading.objects.of_home(actor).filter(
        appraisal__state=State.DECIDED, appraisal__organization__kind=BodyKind.MOBILE_BRANCH
    )
    rows = rows.exclude(appraisal__organization=F("member__organization"))
    return rows.select_related("member__person", "appraisal__organization").order_by(
        "-appraisal__work_year", "member__person__sort_key", "pk"
    )[:_MOST]


def appraised_elsewhere(organization: Organization, members: Sequence[int], day: date) -> set[int]:
    """Return whom of the members another branch grades in the work year of a day: nobody is graded twice a year.

    A 流动党员党支部 grades who has reported in there by that day; any branch, whom it has already seated.
    """
    seated = Grading.objects.filter(appraisal__work_year=work_year_of(day), member__in=members)
    seated = seated.exclude(appraisal__organization=organization)
    going_on = Q(ended_on=None) | Q(ended_on__gt=day)
    there = Stay.objects.filter(
        going_on, host__kind=BodyKind.MOBILE_BRANCH, reported_on__lte=day, person__member__in=members
    ).exclude(host=organization)
    return {*seated.values_list("member_id", flat=True), *there.values_list("person__member__id", flat=True)}
