"""What waits for the judgement of a person's bodies: to accept, to write off, extensions to answer; by task."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.programme.tasks.models import Assignment, Extension
from dangjian.programme.tasks.models.assignments import AssignmentQuerySet

Counted = QuerySet[Any, Any]  # rows of a task, its list, their number and dates: see ``heaps``


@dataclass(frozen=True, slots=True)
class Heap:
    """Assignments of one task that wait for the same judgement."""

    public_id: UUID
    title: str
    list_title: str
    number: int
    next_due: date
    last_submitted: date | None


def to_accept(actor: Actor) -> list[Heap]:
    """Return the tasks with assignments that wait for acceptance by the actor's bodies; one query."""
    return heaps(submitted(actor))


def to_write_off(actor: Actor) -> list[Heap]:
    """Return the tasks with accepted assignments that the actor's bodies issued; one query."""
    return heaps(accepted(actor))


def submitted(actor: Actor) -> Counted:
    """Return what waits for the actor's acceptance, counted by task, not yet read."""
    return _counted(_submitted(actor).free_of(actor))


def accepted(actor: Actor) -> Counted:
    """Return what waits for the actor to write it off, counted by task, not yet read."""
    return _counted(_accepted(actor).free_of(actor))


def of_others(actor: Actor) -> tuple[int, int]:
    """Count what waits at the actor's bodies for another's acceptance and write-off: it is the actor's own work."""
    waiting = _submitted(actor), _accepted(actor)
    accept, write_off = (rows.count() - rows.free_of(actor).count() for rows in waiting)
    return accept, write_off


def _submitted(actor: Actor) -> AssignmentQuerySet:
    return Assignment.objects.visible_to(actor.narrowed(Permission.ASSIGNMENT_ACCEPT)).submitted()


def _accepted(actor: Actor) -> AssignmentQuerySet:
    return Assignment.objects.visible_to(actor.narrowed(Permission.ASSIGNMENT_WRITE_OFF)).accepted()


def _counted(waiting: AssignmentQuerySet) -> Counted:
    return (
        waiting.order_by()
        .values("task_id", "task__public_id", "task__title", "task__task_list__title")
        .annotate(number=Count("pk"), next_due=Min("due_on"), last=Max("submitted_on"))
        .order_by("next_due", "task_id")
    )


def heaps(counted: Iterable[dict[str, Any]]) -> list[Heap]:
    """Return the heaps of what was counted."""
    return [
        Heap(
            public_id=row["task__public_id"],
            title=row["task__title"],
            list_title=row["task__task_list__title"],
            number=row["number"],
            next_due=row["next_due"],
            last_submitted=row["last"],
        )
        for row in counted
    ]


def extensions(actor: Actor) -> Sequence[Extension]:
    """Return the extensions that wait for an answer of the actor's bodies, earliest date first."""
    return list(asked(actor))


def asked(actor: Actor) -> "QuerySet[Extension]":
    """Return the extensions that wait for the actor's answer, earliest date first, not yet read; never their own."""
    answering = actor.narrowed(Permission.ASSIGNMENT_ACCEPT)
    waiting = Extension.objects.filter(answering.within("acceptor_path"), decision="pending").exclude(
        Q(asked_by=actor.account_id) | Q(assignment__organization__in=actor.post_bodies)
    )
    return waiting.select_related("assignment__task", "assignment__organization").order_by("from_day", "id")[:100]


def last_asked(assignment: Assignment) -> Extension | None:
    """Return the latest request for an extension of an assignment already reached through the doorway."""
    return assignment.extensions.order_by("-id").first()
