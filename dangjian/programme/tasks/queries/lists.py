"""The index of lists (清单台账), newest first, with how far each has come."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import QueryDict

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.foundation.ui.paging import Page, keyset
from dangjian.programme.goals.models import Goal
from dangjian.programme.tasks.models import Assignment, Task, TaskList, TaskState
from dangjian.programme.tasks.queries.tallies import Day, gathered
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
    tasks = Task.objects.visible_to(actor).filter(task_list__in=[row.pk for row in rows])
    known = list(tasks.order_by().values_list("pk", "task_list_id", "state"))
    states = Counter((task_list, state) for _, task_list, state in known)
    list_of = {task: task_list for task, task_list, _ in known}
    mine = Assignment.objects.visible_to(actor).filter(task__in=list_of)
    tallies = gathered(mine, day, list_of.__getitem__)
    return [
        ListLine(
            row,
            sum(states[row.pk, state] for state in TaskState),
            states[row.pk, TaskState.DRAFT],
            states[row.pk, TaskState.WRITTEN_OFF],
            tallies.get(row.pk, Tally()),
        )
        for row in rows
    ]


def goals_of(actor: Actor) -> QuerySet[Goal]:
    """Return the goals a list may hang on, for a whole actor: those of their bodies and of the bodies above."""
    return Goal.objects.visible_to(actor.narrowed(Permission.GOAL_VIEW)).order_by("place", "id")
