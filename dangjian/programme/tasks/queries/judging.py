"""What waits for the judgement of a person's bodies: to accept, to write off, extensions to answer; by task."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.programme.tasks.models import Assignment, Extension, Task
from dangjian.programme.tasks.models.assignments import AssignmentQuerySet


@dataclass(frozen=True, slots=True)
class Heap:
    """Assignments of one task that wait for the same judgement."""

    task: Task
    number: int
    next_due: date
    last_submitted: date | None


def to_accept(actor: Actor) -> list[Heap]:
    """Return the tasks with assignments that wait for acceptance by the actor's bodies; two queries."""
    return _heaps(Assignment.objects.visible_to(actor.narrowed(Permission.ASSIGNMENT_ACCEPT)).submitted())


def to_write_off(actor: Actor) -> list[Heap]:
    """Return the tasks with accepted assignments that the actor's bodies issued; two queries."""
    return _heaps(Assignment.objects.visible_to(actor.narrowed(Permission.ASSIGNMENT_WRITE_OFF)).accepted())


def _heaps(waiting: AssignmentQuerySet) -> list[Heap]:
    counted = (
        waiting.order_by()
        .values("task_id")
        .annotate(number=Count("pk"), next_due=Min("due_on"), last=Max("submitted_on"))
        .order_by("next_due", "task_id")
    )
    rows = list(counted)
    tasks = Task.objects.select_related("task_list").in_bulk([row["task_id"] for row in rows])
    return [Heap(tasks[row["task_id"]], row["number"], row["next_due"], row["last"]) for row in rows]


def extensions(actor: Actor) -> Sequence[Extension]:
    """Return the extensions that wait for an answer of the actor's bodies, earliest date first."""
    answering = actor.narrowed(Permission.ASSIGNMENT_ACCEPT)
    waiting = Extension.objects.filter(answering.within("acceptor_path"), decision="pending")
    return list(waiting.select_related("assignment__task", "assignment__organization").order_by("from_day", "id")[:100])


def last_asked(assignment: Assignment) -> Extension | None:
    """Return the latest request for an extension of an assignment already reached through the doorway."""
    return assignment.extensions.order_by("-id").first()
