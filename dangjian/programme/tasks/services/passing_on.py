"""Passing on (分解下达): a body adapts what it received and hands it to its own bodies (P3)."""

from datetime import date

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.programme.tasks.models import Assignment, Authority, StepKind, Task, TaskList
from dangjian.programme.tasks.periods import last_day
from dangjian.programme.tasks.services import steps
from dangjian.programme.tasks.services.answering import check_open, lock
from dangjian.programme.tasks.services.drafting import TaskFields, draft_task, open_list
from dangjian.programme.tasks.services.issuing import issue
from dangjian.programme.tasks.targets import Targets
from dangjian.rulebook.breach import RuleBreach


@transaction.atomic
def pass_on(
    *, assignment: Assignment, targets: Targets, fields: TaskFields, added_reason: str = "", on: date, by: Actor
) -> Task:
    """Hand an assignment on to bodies below the one that holds it; the child task keeps its parent.

    The child may not be due later than the parent. An earlier date or an added deliverable is 本级增加 and
    needs its reason, seen above and below.
    """
    row = lock(assignment)
    check_open(row, on)
    reason = _check_added(row, fields, added_reason.strip(), on)
    child = draft_task(task_list=_own_list(row, by), fields=fields, by=by)
    child.parent_assignment, child.added_reason = row, reason
    child.save(update_fields=["parent_assignment", "added_reason"])
    done = issue(tasks=[child], targets=targets, on=on, by=by)
    words = f"分解下达 {done.bodies} 个单位" + _how(child)
    body = steps.body_name(by, row.organization_id, row.organization.name)
    steps.take_each(assignments=[row], kind=StepKind.PASSED_ON, by=by, body=body, words=words)
    audit.record(by=by, action="assignment.pass-on", subject=row.public_id, organization_id=row.organization_id,
                 path=row.org_path, words=words)  # fmt: skip
    return child


def added_here(parent: Assignment, fields: TaskFields) -> list[str]:
    """Return what ``fields`` add to the parent, in words: empty where it goes on unchanged or lighter."""
    added = _added_but_minutes(parent, fields)
    if fields.minutes > parent.task.minutes:
        added.append("增加用时")
    return added


def added_without_minutes(parent: Assignment, fields: TaskFields) -> str:
    """Return what is added and nobody said how long it takes, in words; empty where nothing is."""
    return "" if fields.minutes > parent.task.minutes else "、".join(_added_but_minutes(parent, fields))


def _added_but_minutes(parent: Assignment, fields: TaskFields) -> list[str]:
    added: list[str] = []
    if fields.due_on is not None and fields.due_on < parent.due_on:
        added.append("时限提前")
    if fields.cadence and fields.cadence != parent.task.cadence:
        added.append("改为按周期")
    if fields.deliverable and fields.deliverable != parent.task.deliverable:
        added.append("增加交付")
    return added


def _how(child: Task) -> str:
    if child.added_reason:
        return f"；本级增加：{child.added_reason}"
    return "；原样下达" if child.is_as_received else "；结合本地调整"


def _check_added(row: Assignment, fields: TaskFields, reason: str, on: date) -> str:
    day = f"{row.due_on.month}月{row.due_on.day}日"
    if _last_due(fields, on) > row.due_on:
        raise RuleBreach(f"上级的时限是{day}，分解下达不能晚于它，未下达。填写的内容已保留。")
    added = added_here(row, fields)
    if added and not reason:
        raise RuleBreach(f"比上级要求{'、'.join(added)}，属“本级增加”，请写明理由后再下达。填写的内容已保留。")
    return reason if added else ""


def _last_due(fields: TaskFields, on: date) -> date:
    """Return the day what goes on is due: a dated task's own, else the end of the period that runs."""
    return fields.due_on or last_day(fields.cadence or "year", on)


def _own_list(row: Assignment, by: Actor) -> TaskList:
    """Return the list of this body that carries on the parent's list, opened at the first passing on."""
    parent, body = row.task.task_list, row.organization
    basis = f"承接{parent.issuer_name}《{parent.title}》"[:200]
    found = TaskList.objects.select_for_update().filter(organization=body, basis=basis).first()
    return found or open_list(
        organization=body,
        goal=parent.goal,
        title=f"{body.short_name}：{parent.title}"[:120],
        authority=Authority.OWN,
        basis=basis,
        from_day=parent.from_day,
        to_day=parent.to_day,
        by=by,
    )
