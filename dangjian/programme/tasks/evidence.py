"""Tasks beside records: what waits for a body, and a record handed in for it, so that it is written once."""

from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.procedures.evidence.doors import Body, Matter, Record
from dangjian.programme.tasks.models import Assignment
from dangjian.programme.tasks.services import submit
from dangjian.rulebook import RuleBreach

PREFIX: Final = "tasks.assignment"
_MOST: Final = 20
_LONGEST: Final = 300


def matters(actor: Actor, organization: Body, on: date) -> Iterator[Matter]:  # noqa: ARG001  # the door's signature
    """Yield the tasks that wait for ``organization`` and that this person may submit, soonest first; one query."""
    if not actor.may(Permission.ASSIGNMENT_SUBMIT, organization.path):
        return
    rows = Assignment.objects.visible_to(actor.narrowed(Permission.ASSIGNMENT_SUBMIT)).to_do()
    waiting = rows.filter(organization_id=organization.pk).select_related("task__task_list")
    for row in waiting.order_by("due_on", "id")[:_MOST]:
        words = row.task.deliverable or row.task.task_list.title
        yield Matter(f"{PREFIX}:{row.public_id}", row.task.title, words, row.due_on)


def take(by: Actor, key: str, record: Record, on: date) -> None:
    """Submit the assignment that ``key`` names, with the record as what was done. Raises ``RuleBreach``.

    ``by`` is the whole actor: who may seal a record may still not submit a task.
    """
    rows = Assignment.objects.visible_to(by.narrowed(Permission.ASSIGNMENT_SUBMIT))
    assignment = rows.filter(public_id=_id(key)).first()
    if assignment is None:
        raise RuleBreach("要核销的任务已撤回，或不由您提交，没有提交。记录已保留，请去掉这一项再归档。")
    reference = f"（见记录：{record.title} {record.address}）"
    words = f"{record.words.strip()[: _LONGEST - len(reference)]}{reference}"
    submit(assignment=assignment, words=words, on=on, by=by.narrowed(Permission.ASSIGNMENT_SUBMIT))


def _id(key: str) -> UUID:
    try:
        return UUID(key.partition(":")[2])
    except ValueError:
        raise RuleBreach("找不到要核销的任务，没有提交。记录已保留，请刷新后重新选择。") from None
