"""The index of lists (清单台账), newest first, with how far each has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.foundation.ui.paging import Page, keyset
from dangjian.programme.goals.models import Goal
from dangjian.programme.tasks.models import Assignment, Task, TaskList, TaskState
from dangjian.programme.tasks.queries.tallies import Day, figures, tally
from dangjian.programme.tasks.rules import Tally

PAGE = 30


@dataclass(frozen=True, slots=True)
class ListLine:
    """A list, its tasks counted by state, and its assignments within the reader's scope."""

    task_list: TaskList
    tasks: int
    drafts: int
    written_off: int
    tally: Tally


def lists(
    actor: Actor,
    day: Day,
    *,
    words: str = "",
    kind: str = "",
    goal: UUID | None = None,
    issuer: str = "",
    query: QueryDict,
) -> tuple[list[ListLine], Page[TaskList]]:
    """Return one page of the lists in scope; three queries."""
    rows = TaskList.objects.visible_to(actor).select_related("organization", "goal")
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(organization__name__icontains=words) | Q(office=words))
    if kind:
        rows = rows.filter(kind=kind)
    if goal:
        rows = rows.filter(goal__public_id=goal)
    rows = rows.filter(_issued(actor, issuer))
    found = keyset(rows, by=("-id",), query=query, size=PAGE)
    return _counted(actor, found.rows, day), found


ISSUERS = {"own": "本级下达", "above": "上级下达", "below": "下级下达"}


def _issued(actor: Actor, issuer: str) -> Q:
    """Return the filter for lists issued by the actor's own bodies, from above them, or by bodies below."""
    own = Q(organization__in=actor.bodies(Permission.LIST_VIEW))
    known = {"own": own, "above": ~actor.within("org_path"), "below": actor.within("org_path") & ~own}
    return known.get(issuer, Q())


def _counted(actor: Actor, rows: Sequence[TaskList], day: Day) -> list[ListLine]:
    ids = [row.pk for row in rows]
    tasks = Task.objects.visible_to(actor).filter(task_list__in=ids)
    states = {
        row["task_list_id"]: row
        for row in tasks.order_by()
        .values("task_list_id")
        .annotate(
            tasks=Count("pk"),
            drafts=Count("pk", filter=Q(state=TaskState.DRAFT)),
            written=Count("pk", filter=Q(state=TaskState.WRITTEN_OFF)),
        )
    }
    mine = Assignment.objects.visible_to(actor).filter(task__task_list__in=ids)
    tallies = {
        row["task__task_list_id"]: tally(row)
        for row in mine.order_by().values("task__task_list_id").annotate(**figures(day))
    }
    none = {"tasks": 0, "drafts": 0, "written": 0}
    return [
        ListLine(row, c["tasks"], c["drafts"], c["written"], tallies.get(row.pk, Tally()))
        for row in rows
        for c in (states.get(row.pk, none),)
    ]


def goals_of(actor: Actor) -> QuerySet[Goal]:
    """Return the goals a list may hang on, for a whole actor: those of their bodies and of the bodies above."""
    return Goal.objects.visible_to(actor.narrowed(Permission.GOAL_VIEW)).order_by("place", "id")
