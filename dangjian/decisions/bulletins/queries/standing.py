"""How a list or a goal stands at a moment: by unit in county order, by task, and who is stuck on what.

A unit is what the county speaks of: a township or a department. Bodies that stand under a work committee
(工委) are counted under their department, not under the work committee.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Left

from dangjian.access import paths
from dangjian.affairs.organizations.models import Kind, Organization
from dangjian.programme.goals.models import Goal
from dangjian.programme.tasks.models import Assignment, Standing, Task, TaskList

MOST_STUCK = 200


@dataclass(frozen=True, slots=True)
class Figures:
    """Assignments counted; withdrawn ones are not among them.

    ``on_time`` were submitted by their day and not returned since; ``overdue`` wait for their body past it.
    """

    issued: int = 0
    done: int = 0
    waiting: int = 0
    on_time: int = 0
    overdue: int = 0
    returned: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        """Add column by column."""
        return Figures(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """A township or department with its figures."""

    body: Organization
    figures: Figures


@dataclass(frozen=True, slots=True)
class TaskStanding:
    """A task with its figures."""

    task: Task
    figures: Figures


def of_list(task_list: TaskList) -> QuerySet[Assignment]:
    """Assignments of a list."""
    return Assignment.objects.filter(task__task_list=task_list)


def of_goal(goal: Goal) -> QuerySet[Assignment]:
    """Assignments of every list that hangs on ``goal`` or below it, issued by the body of the goal."""
    return Assignment.objects.filter(
        task__task_list__goal__organization=goal.organization_id,
        task__task_list__goal__place__gte=goal.place,
        task__task_list__goal__place__lt=paths.following(goal.place),
        task__organization=goal.organization_id,
    )


def counts(on: date) -> dict[str, Count]:
    """Return the aggregates of :class:`Figures` on a day."""
    settled = Q(state__in=(Standing.SUBMITTED, Standing.ACCEPTED, Standing.WRITTEN_OFF))
    return {
        "issued": Count("pk", filter=~Q(state=Standing.WITHDRAWN)),
        "done": Count("pk", filter=Q(state=Standing.WRITTEN_OFF)),
        "waiting": Count("pk", filter=Q(state__in=(Standing.SUBMITTED, Standing.ACCEPTED))),
        "on_time": Count("pk", filter=settled & Q(submitted_on__lte=F("due_on"))),
        "overdue": Count("pk", filter=Q(state=Standing.ASSIGNED, due_on__lt=on)),
        "returned": Count("pk", filter=Q(returns__gt=0) & ~Q(state=Standing.WITHDRAWN)),
    }


def total(rows: QuerySet[Assignment], on: date) -> Figures:
    """Return the figures of all rows; one query."""
    return Figures(**rows.order_by().aggregate(**counts(on)))


def by_task(rows: QuerySet[Assignment], on: date) -> list[TaskStanding]:
    """Return each task with its figures, as its list numbers them; two queries."""
    found = {row.pop("task_id"): Figures(**row) for row in rows.order_by().values("task_id").annotate(**counts(on))}
    tasks = Task.objects.filter(pk__in=found).select_related("task_list").order_by("task_list_id", "order_no", "id")
    return [TaskStanding(task, found[task.pk]) for task in tasks]


def by_unit(rows: QuerySet[Assignment], issuer: Organization, on: date) -> list[UnitStanding]:
    """Return each unit below ``issuer`` with its figures, in county order; two queries."""
    depth = len(issuer.path)
    grouped = (
        rows.order_by().annotate(head=Left("org_path", depth + 2 * paths.WIDTH)).values("head").annotate(**counts(on))
    )
    figures = {row.pop("head"): Figures(**row) for row in grouped}
    heads = {head[: depth + length] for head in figures for length in (paths.WIDTH, 2 * paths.WIDTH)}
    bodies = {body.path: body for body in Organization.objects.filter(path__in=heads)}
    return _folded(figures, bodies, depth)


def _folded(figures: dict[str, Figures], bodies: dict[str, Organization], depth: int) -> list[UnitStanding]:
    units: dict[str, Figures] = {}
    for head, counted in figures.items():
        near = head[: depth + paths.WIDTH]
        is_under_work = near in bodies and bodies[near].kind == Kind.WORK_COMMITTEE
        path = head if is_under_work and head in bodies else near
        units[path] = units.get(path, Figures()) + counted
    standing = [UnitStanding(bodies[path], counted) for path, counted in units.items() if path in bodies]
    return sorted(standing, key=lambda unit: (unit.body.order_no, unit.body.pk))


def stuck(rows: QuerySet[Assignment], on: date) -> Sequence[Assignment]:
    """Return what is overdue, in county order: the body, the task and the words it gave."""
    late = rows.filter(state=Standing.ASSIGNED, due_on__lt=on)
    return list(late.select_related("organization", "task").in_order()[:MOST_STUCK])


def summed(units: Iterable[UnitStanding]) -> Figures:
    """Return the sum over units."""
    whole = Figures()
    for unit in units:
        whole += unit.figures
    return whole
