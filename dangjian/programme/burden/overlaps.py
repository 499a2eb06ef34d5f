"""What a request falls together with at the bodies chosen, told before it is sent; nothing is blocked."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Count

from dangjian.activities.duties.models import DutyResult
from dangjian.procedures.evidence.kinds import Kind
from dangjian.programme.burden.rules import around, is_alike
from dangjian.programme.tasks.models import Assignment, Task


def overlaps(bodies: Sequence[int], tasks: Sequence[Task], on: date) -> Iterator[str]:
    """Yield what is alike, what a duty asks already, and how much falls due at the same time; at most 3 queries."""
    yield from _alike(bodies, tasks)
    for task in tasks:
        for kind in Kind:
            if kind.label in task.title:
                yield f"“{task.title}”里的{kind.label}已在应办事项里，一份记录可以同时计入，不必另报。"
    days = [task.due_on for task in tasks if task.due_on is not None]
    if days:
        yield from _near(bodies, tasks, min(days), max(days), on)


def _alike(bodies: Sequence[int], tasks: Sequence[Task]) -> Iterator[str]:
    live = Assignment.objects.open().filter(organization__in=bodies).exclude(task__in=[task.pk for task in tasks])
    rows = live.order_by().values("task__title", "task__task_list__title").annotate(number=Count("organization"))
    for row in rows:
        for task in tasks:
            if is_alike(task.title, row["task__title"]):
                yield (
                    f"“{task.title}”与《{row['task__task_list__title']}》的“{row['task__title']}”内容相近，"
                    f"{row['number']} 个单位正在办；能合并的请合并。"
                )


def _near(bodies: Sequence[int], tasks: Sequence[Task], first: date, last: date, on: date) -> Iterator[str]:
    start, end = max(around(first)[0], on), around(last)[1]
    live = Assignment.objects.to_do().filter(organization__in=bodies, due_on__range=(start, end))
    asked = live.exclude(task__in=[task.pk for task in tasks]).count()
    owed = DutyResult.objects.filter(
        organization_id__in=bodies, met_on=None, exempt="", due_on__range=(start, end)
    ).count()
    if asked or owed:
        yield (
            f"时限前后 7 天，这些单位已有 {asked} 件任务、{owed} 项组织生活到期"
            f"（平均每个单位 {(asked + owed) / len(bodies):.1f} 件）；时限可以错开的请错开。"
        )
