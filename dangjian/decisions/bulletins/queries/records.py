"""Assignments as they stand, or as the records say they stood at an earlier moment.

Both give the same four columns: ``then_state``, ``then_due``, ``then_submitted`` (a day), ``then_returned``.
"""

from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncDate

from dangjian.programme.tasks.models import Assignment, Decision, Extension, Standing, Step, StepKind

_ZONE: Final = ZoneInfo("Asia/Shanghai")
_TURNS: Final = {
    StepKind.SUBMITTED: Standing.SUBMITTED,
    StepKind.ACCEPTED: Standing.ACCEPTED,
    StepKind.WRITTEN_OFF: Standing.WRITTEN_OFF,
    StepKind.RETURNED: Standing.ASSIGNED,
    StepKind.REOPENED: Standing.ASSIGNED,
}


def current(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Return the rows as they stand now."""
    return rows.annotate(
        then_state=F("state"),
        then_due=F("due_on"),
        then_submitted=F("submitted_on"),
        then_returned=ExpressionWrapper(Q(returns__gt=0), output_field=BooleanField()),
    )


def recorded(rows: QuerySet[Assignment], at: datetime) -> QuerySet[Assignment]:
    """Return the rows made by ``at`` as their steps and extensions say they stood then."""
    steps = Step.objects.filter(assignment=OuterRef("pk"), at__lte=at)
    turns = [When(kind=kind, then=Value(state)) for kind, state in _TURNS.items()]
    last = (
        steps.filter(kind__in=_TURNS)
        .order_by("-at", "-id")
        .annotate(turn=Case(*turns, output_field=CharField()))
        .values("turn")[:1]
    )
    withdrawal = Step.objects.filter(task=OuterRef("task_id"), assignment=None, kind=StepKind.WITHDRAWN, at__lte=at)
    submitted = steps.filter(kind=StepKind.SUBMITTED).order_by("-at", "-id")
    moved = Extension.objects.filter(assignment=OuterRef("pk"), decision=Decision.GRANTED, decided_at__gt=at).order_by(
        "decided_at"
    )
    return rows.filter(made_at__lte=at).annotate(
        then_state=Case(
            When(Q(state=Standing.WITHDRAWN) & Exists(withdrawal), then=Value(Standing.WITHDRAWN)),
            default=Coalesce(Subquery(last), Value(Standing.ASSIGNED.value)),
            output_field=CharField(),
        ),
        then_due=Coalesce(Subquery(moved.values("from_day")[:1]), F("due_on")),
        then_submitted=Subquery(submitted.annotate(day=TruncDate("at", tzinfo=_ZONE)).values("day")[:1]),
        then_returned=Exists(steps.filter(kind=StepKind.RETURNED)),
    )


def condition(figure: str, on: date) -> Q:
    """Return which of such rows a figure of :class:`rules.figures.Figures` counts."""
    live = ~Q(then_state=Standing.WITHDRAWN)
    settled = Q(then_state__in=(Standing.SUBMITTED, Standing.ACCEPTED, Standing.WRITTEN_OFF))
    return {
        "issued": live,
        "planned": live & Q(then_due__lt=on),
        "done": Q(then_state=Standing.WRITTEN_OFF),
        "waiting": Q(then_state__in=(Standing.SUBMITTED, Standing.ACCEPTED)),
        "on_time": settled & Q(then_submitted__lte=F("then_due")),
        "overdue": Q(then_state=Standing.ASSIGNED, then_due__lt=on),
        "returned": live & Q(then_returned=True),
    }[figure]


def due(row: Any) -> date:  # noqa: ANN401  # an assignment with the columns above
    """Return the due day of a row of :func:`current` or :func:`recorded`."""
    day: date = row.then_due
    return day
