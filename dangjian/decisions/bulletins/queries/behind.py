"""The assignments behind a number: every figure of a bulletin or of the overview opens to its rows."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Left

from dangjian.access import paths
from dangjian.affairs.organizations.models import Kind, Level, Organization
from dangjian.decisions.bulletins.queries.records import condition
from dangjian.programme.goals.models import Goal
from dangjian.programme.tasks.models import Assignment, Task


@dataclass(frozen=True, slots=True)
class Number:
    """Which number of a page is meant: a figure, for one unit, task or goal where one is named.

    ``unit`` is counted without the departments that are counted by themselves, ``under`` with all below it.
    """

    figure: str
    unit: Organization | None = None
    under: Organization | None = None
    task: Task | None = None
    goal: Goal | None = None


def behind(rows: QuerySet[Assignment], number: Number, top: Organization, on: date) -> QuerySet[Assignment]:
    """Return the rows (of :mod:`records`) that a number counts."""
    rows = rows.filter(condition(number.figure, on))
    if number.task is not None:
        rows = rows.filter(task=number.task)
    if number.goal is not None:
        place = number.goal.place
        rows = rows.filter(
            task__task_list__goal__organization=number.goal.organization_id,
            task__task_list__goal__place__gte=place,
            task__task_list__goal__place__lt=paths.following(place),
        )
    if number.under is not None:
        rows = rows.filter(_within(number.under))
    return rows if number.unit is None else _of_unit(rows, number.unit, top)


def _within(body: Organization) -> Q:
    return Q(org_path__gte=body.path, org_path__lt=paths.following(body.path))


def _of_unit(rows: QuerySet[Assignment], unit: Organization, top: Organization) -> QuerySet[Assignment]:
    if unit.pk == top.pk:
        return rows.filter(org_path=top.path)
    rows = rows.filter(_within(unit))
    if unit.kind != Kind.WORK_COMMITTEE or unit.parent_id != top.pk:
        return rows
    departments = Organization.objects.filter(parent=unit, level=Level.DEPARTMENT).values("path")
    return rows.annotate(unit_path=Left("org_path", len(unit.path) + paths.WIDTH)).exclude(unit_path__in=departments)
