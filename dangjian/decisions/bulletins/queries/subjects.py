"""What a bulletin can be about: a list, or a goal of the programme with everything below it."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from dangjian.access.actors import Actor
from dangjian.programme.goals.models import Goal
from dangjian.programme.tasks.models import Task, TaskList, TaskState

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Subject:
    """Either a list or a goal."""

    task_list: TaskList | None = None
    goal: Goal | None = None


def lists(actor: Actor) -> QuerySet[TaskList]:
    """Return the lists of the actor's own bodies from which something was handed down, newest first."""
    handed = Task.objects.filter(task_list=OuterRef("pk")).exclude(state=TaskState.DRAFT)
    return TaskList.objects.visible_to(actor).filter(Exists(handed)).order_by("-id")


def goals(actor: Actor) -> QuerySet[Goal]:
    """Return the goals of the actor's own bodies, as the programme counts them."""
    return Goal.objects.visible_to(actor).order_by("org_path", "place", "id")


def choices(actor: Actor) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return both in groups, as a select shows them; two queries."""
    named = [
        ("清单", [(f"list:{row.public_id}", row.title) for row in lists(actor)[:MOST]]),
        (
            "方案目标（连同下级）",
            [(f"goal:{row.public_id}", f"{row.word}：{row.title}") for row in goals(actor)[:MOST]],
        ),
    ]
    return [(caption, rows) for caption, rows in named if rows]


def chosen(actor: Actor, value: str) -> Subject | None:
    """Return what a choice names, None where it is not within the actor's reach."""
    kind, _, text = value.partition(":")
    try:
        public_id = UUID(text)
    except ValueError:
        return None
    if kind == "list":
        found = lists(actor).select_related("organization").filter(public_id=public_id).first()
        return Subject(task_list=found) if found else None
    goal = goals(actor).select_related("organization").filter(public_id=public_id).first()
    return Subject(goal=goal) if goal else None
