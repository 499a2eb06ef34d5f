"""The page behind a number: which one was asked for, and its rows in the county's order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render

from dangjian.access.gates import ActorRequest
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.decisions.bulletins.queries.behind import Number, behind
from dangjian.decisions.bulletins.rules.figures import CAPTIONS
from dangjian.foundation.ui.paging import keyset
from dangjian.programme.goals.models import Goal
from dangjian.programme.tasks.models import Assignment, Standing, Task

PAGE = 100


def asked(request: ActorRequest, top: Organization) -> Number:
    """Return the number an address asks for; what the reader may not see or ``top`` does not hold is not found."""
    query, reader = request.GET, request.full_actor
    ids = {name: _uuid(query.get(name, "")) for name in ("unit", "under", "task", "goal")}
    bodies = Organization.objects.visible_to(reader.narrowed(Permission.ORGANIZATION_VIEW)).at_or_below(top)
    tasks = Task.objects.visible_to(reader.narrowed(Permission.LIST_VIEW))
    goals = Goal.objects.visible_to(reader.narrowed(Permission.GOAL_VIEW))
    figure = query.get("figure", "")
    return Number(
        figure=figure if figure in CAPTIONS else "issued",
        unit=get_object_or_404(bodies, public_id=ids["unit"]) if ids["unit"] else None,
        under=get_object_or_404(bodies, public_id=ids["under"]) if ids["under"] else None,
        task=get_object_or_404(tasks, public_id=ids["task"]) if ids["task"] else None,
        goal=get_object_or_404(goals, public_id=ids["goal"]) if ids["goal"] else None,
    )


def searched(query: QueryDict) -> str:
    """Return the words a list is searched for, without what no text holds."""
    return query.get("words", "").replace("\0", "").strip()[:60]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return UUID(int=0)


@dataclass(frozen=True, slots=True)
class Row:
    """An assignment as it stood: its state in words, and whether it waited past its day."""

    assignment: Assignment
    state: str
    is_late: bool


def _line(row: Any, on: date) -> Row:  # noqa: ANN401  # an assignment with the columns of the records
    is_late = row.then_state == Standing.ASSIGNED and row.then_due < on
    return Row(row, Standing(row.then_state).label, is_late)


def show_rows(
    request: ActorRequest,
    rows: QuerySet[Assignment],
    number: Number,
    top: Organization,
    on: date,
    about: Mapping[str, Any],
) -> HttpResponse:
    """Render the rows (of :mod:`queries.records`, within the reader's scope) that a number counts."""
    counted = behind(rows, number, top, on)
    words = searched(request.GET)
    if words:
        counted = counted.filter(organization__name__icontains=words)
    shown = keyset(
        counted.select_related("organization", "task"),
        by=("organization__order_no", "id"),
        query=request.GET,
        size=PAGE,
        total=counted.count(),
    )
    context = {
        "rows": [_line(row, on) for row in shown.rows],
        "pager": shown.pager,
        "number": number,
        "caption": CAPTIONS[number.figure],
        "words": words,
        "words_hint": "单位名称",
        **about,
    }
    return render(request, "bulletins/rows.html", context)
