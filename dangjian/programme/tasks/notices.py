"""What is announced of a task, to which roles: those who answer for it, or those who judge it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.rights import RIGHTS
from dangjian.affairs.accounts.roles import Role
from dangjian.channels.inbox.models import Kind
from dangjian.channels.inbox.services import Receiver, announce, recall
from dangjian.foundation.time import at
from dangjian.programme.tasks.models import Assignment, Task
from dangjian.programme.tasks.periods import last_day


def _roles(*permissions: Permission) -> tuple[str, ...]:
    return tuple(role.value for role in Role if any(right.permission in permissions for right in RIGHTS[role]))


ANSWERING: Final = _roles(Permission.ASSIGNMENT_REPORT, Permission.ASSIGNMENT_SUBMIT)
JUDGING: Final = _roles(Permission.ASSIGNMENT_ACCEPT)


def subject(public_id: UUID) -> str:
    """Return the key that names an assignment in the inbox."""
    return f"assignment:{public_id}"


def address(public_id: UUID) -> str:
    """Return the page where the body acts on its assignment."""
    return f"/assignments/{public_id}/"


def tell_of_issue(
    *, tasks: Sequence[Task], ids: Mapping[tuple[int, int], UUID], places: Sequence[int], on: date, by: Actor | None
) -> None:
    """Announce each task to every body that received it."""
    for task in tasks:
        announce(
            by=by,
            county_id=task.county_id,
            receivers=[
                Receiver(place, ANSWERING, address(ids[task.pk, place]), subject(ids[task.pk, place]))
                for place in places
            ],
            title=task.title,
            line=task.task_list.authority_line[:120],
            due_on=last_day(task.cadence, on) if task.cadence else task.due_on,
            kind=Kind.TASK,
            at=at(on, 0),
        )


def tell_of_withdrawal(*, task: Task, assignments: Sequence[Assignment], on: date, by: Actor) -> None:
    """Take back what was not delivered, and tell the others that the task is withdrawn."""
    if not assignments:
        return
    recall(by=by, subject_keys=[subject(a.public_id) for a in assignments], at=at(on, 0))
    _tell(task, assignments, f"已撤回：{task.title}", ANSWERING, on, by)


def tell_the_body(*, assignments: Sequence[Assignment], title: str, on: date, by: Actor) -> None:
    """Tell the bodies what became of their work."""
    for task in {a.task_id: a.task for a in assignments}.values():
        own = [a for a in assignments if a.task_id == task.pk]
        _tell(task, own, f"{title}：{task.title}", ANSWERING, on, by)


def tell_of_entry(*, assignment: Assignment, on: date, by: Actor) -> None:
    """Tell the secretary that a report of the body was entered from its paper."""
    _tell(
        assignment.task, [assignment], f"已按手写表代录，请看：{assignment.task.title}", (Role.SECRETARY.value,), on, by
    )


def tell_the_acceptor(*, assignment: Assignment, title: str, on: date, by: Actor) -> None:
    """Tell those who judge that something waits for them."""
    announce(
        by=by,
        county_id=assignment.county_id,
        receivers=[
            Receiver(assignment.acceptor_id, JUDGING, address(assignment.public_id), subject(assignment.public_id))
        ],
        title=f"{title}：{assignment.organization.short_name} {assignment.task.title}"[:200],
        due_on=None,
        kind=Kind.PROGRESS,
        at=at(on, 0),
    )


def _tell(
    task: Task, assignments: Sequence[Assignment], title: str, roles: tuple[str, ...], on: date, by: Actor
) -> None:
    announce(
        by=by,
        county_id=task.county_id,
        receivers=[Receiver(a.organization_id, roles, address(a.public_id), subject(a.public_id)) for a in assignments],
        title=title[:200],
        due_on=None,
        kind=Kind.PROGRESS,
        at=at(on, 0),
    )
