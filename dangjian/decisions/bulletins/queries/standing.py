"""How a set of assignments stands on a day: by task and by unit in county order, out of one count.

A unit is what the county speaks of: a township or a department. A department under a work committee (工委) is
counted by itself; every other body under its nearest below the issuer.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, Count, ExpressionWrapper, F, Q, QuerySet, When
from django.db.models.functions import Left

from dangjian.access import paths
from dangjian.affairs.organizations.models import Kind, Level, Organization
from dangjian.decisions.bulletins.rules.figures import Figures, counted, summed
from dangjian.programme.goals.models import Goal
from dangjian.programme.tasks.models import Assignment, Task, TaskList


@dataclass(frozen=True, slots=True)
class Unit:
    """A township or department with its figures; ``under`` is the body next below the issuer, mostly itself."""

    body: Organization
    under: Organization
    figures: Figures


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task with its figures; its list and the goal it hangs on are loaded."""

    task: Task
    figures: Figures


@dataclass(frozen=True, slots=True)
class Picture:
    """The same assignments three ways: in all, by unit, by task. Each way sums to the same total.

    ``late`` counts what is overdue by the id of the body next below the issuer and the id of the task.
    """

    on: date
    total: Figures
    units: Sequence[Unit]
    tasks: Sequence[TaskLine]
    late: Mapping[tuple[int, int], int]


def of_list(task_list: TaskList) -> QuerySet[Assignment]:
    """Return the assignments of a list."""
    return Assignment.objects.filter(task__task_list=task_list)


def of_goal(goal: Goal) -> QuerySet[Assignment]:
    """Return the assignments of every list that hangs on ``goal`` or below it, issued by the body of the goal."""
    return Assignment.objects.filter(
        task__task_list__goal__organization=goal.organization_id,
        task__task_list__goal__place__gte=goal.place,
        task__task_list__goal__place__lt=paths.following(goal.place),
        task__organization=goal.organization_id,
    )


def picture(rows: QuerySet[Assignment], top: Organization, on: date) -> Picture:
    """Count ``rows`` (of :mod:`records`) below ``top`` on a day; four queries."""
    groups = _groups(rows, top, on)
    places = _places({head for _, head, _ in groups}, top)
    by_unit: dict[tuple[Organization, Organization], Figures] = {}
    by_task: dict[int, Figures] = {}
    late: dict[tuple[int, int], int] = {}
    for task_id, head, figures in groups:
        place = places[head]
        by_unit[place] = by_unit.get(place, Figures()) + figures
        by_task[task_id] = by_task.get(task_id, Figures()) + figures
        if figures.overdue:
            pair = (place[1].pk, task_id)
            late[pair] = late.get(pair, 0) + figures.overdue
    units = [Unit(body, under, figures) for (body, under), figures in by_unit.items() if figures.issued]
    units.sort(key=lambda unit: (unit.body.order_no, unit.body.pk))
    return Picture(on, summed(unit.figures for unit in units), units, _tasks(by_task), late)


def _groups(rows: QuerySet[Assignment], top: Organization, on: date) -> list[tuple[int, str, Figures]]:
    """Count rows alike in everything that counts: the columns of the records are worked out once a row."""
    grouped = (
        rows.order_by()
        .annotate(
            head=_head(top),
            is_past=ExpressionWrapper(Q(then_due__lt=on), output_field=BooleanField()),
            in_time=ExpressionWrapper(Q(then_submitted__lte=F("then_due")), output_field=BooleanField()),
        )
        .values_list("task_id", "head", "then_state", "is_past", "in_time", "then_returned")
        .annotate(number=Count("pk"))
    )
    return [
        (task_id, head, counted(state=state, is_past=past, in_time=bool(in_time), returned=returned, number=number))
        for task_id, head, state, past, in_time, returned, number in grouped
    ]


def _head(top: Organization) -> Case:
    """Return the place a row is counted at: the body next below ``top``; under a work committee, one lower."""
    nearest = len(top.path) + paths.WIDTH
    committees = Organization.objects.filter(parent=top, kind=Kind.WORK_COMMITTEE).values_list("path", flat=True)
    under = Q()
    for path in committees:
        under |= Q(org_path__gte=path, org_path__lt=paths.following(path))
    near = Left("org_path", nearest)
    return (
        Case(When(under, then=Left("org_path", nearest + paths.WIDTH)), default=near) if under else Case(default=near)
    )


def _places(heads: Collection[str], top: Organization) -> dict[str, tuple[Organization, Organization]]:
    """Return, for each head, the unit it is counted under and the body next below ``top``."""
    nearest = len(top.path) + paths.WIDTH
    below = Q(path__in=heads, level=Level.DEPARTMENT)
    rows = Organization.objects.filter(Q(path__in={head[:nearest] for head in heads}) | below)
    bodies = {body.path: body for body in rows}
    found = {}
    for head in heads:
        near = bodies.get(head[:nearest], top)
        deep = bodies.get(head, near)
        found[head] = (deep if deep.level == Level.DEPARTMENT else near, near)
    return found


def _tasks(by_task: dict[int, Figures]) -> list[TaskLine]:
    tasks = Task.objects.filter(pk__in=[pk for pk, figures in by_task.items() if figures.issued])
    ordered = tasks.select_related("task_list__goal").order_by("task_list_id", "order_no", "id")
    return [TaskLine(task, by_task[task.pk]) for task in ordered]
