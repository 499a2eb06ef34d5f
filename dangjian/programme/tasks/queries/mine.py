"""本单位任务: what the bodies of a person have to do, by due date; and, for those above, what is below."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import QueryDict

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.foundation.ui.paging import Page, keyset
from dangjian.programme.tasks.models import Assignment
from dangjian.programme.tasks.models.assignments import AssignmentQuerySet
from dangjian.programme.tasks.queries.bodies import BodyRow, condition, filtered, rows_of
from dangjian.programme.tasks.queries.tallies import Day

PAGE = 50
CHIPS = {
    "todo": "要办",
    "late": "已到期未办结",
    "soon": "7 天内到期",
    "submitted": "待验收",
    "written_off": "已销号",
    "all": "全部",
}


@dataclass(frozen=True, slots=True)
class Mine:
    """A page of assignments with the figures of its chips."""

    rows: list[BodyRow]
    page: Page[Assignment]
    counts: Mapping[str, int]


def scope(actor: Actor, *, is_below: bool) -> AssignmentQuerySet:
    """Return the assignments of the actor's own bodies, or of everything within the actor's reach."""
    rows = Assignment.objects.visible_to(actor)
    return rows if is_below else rows.filter(organization_id__in=actor.bodies(Permission.ASSIGNMENT_VIEW))


def listed(actor: Actor, day: Day, *, is_below: bool, chip: str, words: str) -> AssignmentQuerySet:
    """Return the assignments of a scope that a chip and words leave."""
    shown = filtered(scope(actor, is_below=is_below), day, chip)
    if words:
        shown = shown.filter(Q(task__title__icontains=words) | Q(organization__name__icontains=words))
    return shown.select_related("organization", "task")


def mine(actor: Actor, day: Day, *, is_below: bool, chip: str, words: str, query: QueryDict) -> Mine:
    """Return what is to be done, earliest due first; two queries."""
    rows = scope(actor, is_below=is_below)
    counts = rows.order_by().aggregate(**{name: Count("pk", filter=condition(day, name)) for name in CHIPS})
    shown = listed(actor, day, is_below=is_below, chip=chip, words=words)
    found = keyset(shown, by=("due_on", "id"), query=query, size=PAGE)
    return Mine(rows_of(found.rows, day), found, counts)
