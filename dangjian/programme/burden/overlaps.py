"""What a request falls together with at the bodies chosen, told before it is sent; nothing is blocked."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from django.db.models import Count

from dangjian.access import paths
from dangjian.activities.duties.models import DutyResult
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.registers.models import Register
from dangjian.affairs.registers.overlaps import running_around
from dangjian.affairs.registers.rules.definitions import Definition
from dangjian.procedures.evidence.kinds import Kind
from dangjian.programme.burden.rules import around, is_alike
from dangjian.programme.tasks.models import Assignment, Task

_TELLING: Final = 4  # Characters: shorter captions (备注, 党员数) stand in too many titles.


def overlaps(bodies: Sequence[int], tasks: Sequence[Task], on: date) -> Iterator[str]:
    """Yield what is alike, what a duty asks already, and how much falls due at the same time; at most 5 queries."""
    yield from _alike(bodies, tasks)
    yield from _kept(bodies, tasks)
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


def _kept(bodies: Sequence[int], tasks: Sequence[Task]) -> Iterator[str]:
    """Yield the tasks that ask for what a running register of these bodies holds: in its title or in a field."""
    home = Organization.objects.filter(pk__in=bodies).order_by("path").first()
    for register in running_around(home.county_id, home.path[: paths.WIDTH]) if home else ():
        if register.current is None:
            continue
        fields = [field.caption for field in register.current.text.live if len(field.caption) >= _TELLING]
        for task in tasks:
            said = [caption for caption in fields if caption in task.title or caption in task.deliverable]
            if said or is_alike(task.title, register.title):
                what = f"“{'、'.join(said)}”" if said else "的内容"
                yield (f"“{task.title}”与台账《{register}》相近：台账里已有{what}，可以直接看汇总、导出，不必另报。")


def register_overlaps(
    bodies: Sequence[int],
    register: Register,
    definition: Definition,
    on: date,  # noqa: ARG001  # the door's shape
) -> Iterator[str]:
    """Yield the live tasks that ask these bodies for what a register is about to ask, told before it is published."""
    live = Assignment.objects.open().filter(organization__in=bodies)
    rows = live.order_by().values("task__title", "task__task_list__title").annotate(number=Count("organization"))
    for row in rows:
        said = [field.caption for field in definition.asked if field.caption in row["task__title"]]
        if is_alike(definition.title, row["task__title"]) or [one for one in said if len(one) >= _TELLING]:
            yield (
                f"《{row['task__task_list__title']}》的任务“{row['task__title']}”{row['number']} 个单位正在办，"
                f"与《{definition.title or register.title}》内容相近；能合并的请合并。"
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
