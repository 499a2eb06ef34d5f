"""Assignments counted by task in one query."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Min, Q, QuerySet

from dangjian.programme.tasks.models import Assignment, Progress, Standing
from dangjian.programme.tasks.rules import Tally

_FIGURES = ("total", "written_off", "accepted", "submitted", "behind", "not_started", "late", "soon", "returned")


@dataclass(frozen=True, slots=True)
class Day:
    """The day a page speaks of, and how many days before a due date yellow begins."""

    on: date
    yellow: int


def by_task(assignments: QuerySet[Assignment], day: Day) -> Mapping[int, Tally]:
    """Return the tally of each task that has assignments among ``assignments``; one query."""
    rows = assignments.order_by().values("task_id").annotate(**figures(day))
    return {row["task_id"]: tally(row) for row in rows}


def tally(row: Mapping[str, object]) -> Tally:
    """Make a tally from a row of :func:`figures`."""
    return Tally(**{name: row[name] for name in (*_FIGURES, "next_due")})  # type: ignore[arg-type]  # names are the fields


def figures(day: Day) -> dict[str, Count | Min]:
    """Return the aggregates of a tally; withdrawn rows count nowhere."""
    assigned = Q(state=Standing.ASSIGNED)
    return {
        "total": Count("pk", filter=~Q(state=Standing.WITHDRAWN)),
        "written_off": Count("pk", filter=Q(state=Standing.WRITTEN_OFF)),
        "accepted": Count("pk", filter=Q(state=Standing.ACCEPTED)),
        "submitted": Count("pk", filter=Q(state=Standing.SUBMITTED)),
        "behind": Count("pk", filter=assigned & Q(progress=Progress.BEHIND)),
        "not_started": Count("pk", filter=assigned & Q(progress=Progress.NOT_STARTED)),
        "late": Count("pk", filter=assigned & Q(due_on__lt=day.on)),
        "soon": Count("pk", filter=assigned & Q(due_on__range=(day.on, day.on + timedelta(days=day.yellow)))),
        "returned": Count("pk", filter=assigned & Q(returns__gt=0)),
        "next_due": Min("due_on", filter=assigned),
    }
