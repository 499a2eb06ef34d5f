"""What a 流动党员党支部 decided of members whose relation is elsewhere: told to their home branch, names only there."""

from django.db.models import F, QuerySet

from dangjian.access.actors import Actor
from dangjian.activities.appraisals.models import Grading, State
from dangjian.affairs.organizations.models import Kind as BodyKind

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
