"""A picture as plain values: what a bulletin freezes, and what pages draw."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from dangjian.decisions.bulletins.queries.goals import Node
from dangjian.decisions.bulletins.queries.standing import TaskLine, Unit
from dangjian.decisions.bulletins.queries.stuck import Stuck
from dangjian.decisions.bulletins.rules import names
from dangjian.programme.tasks.models import Task

Values = dict[str, Any]


def units(found: Iterable[Unit]) -> list[Values]:
    """Return units with their figures."""
    return [
        {"id": str(unit.body.public_id), "name": unit.body.short_name, "level": unit.body.level} | asdict(unit.figures)
        for unit in found
    ]


def tasks(found: Iterable[TaskLine]) -> list[Values]:
    """Return tasks with their figures."""
    return [
        {"id": str(line.task.public_id), "title": line.task.title, "due": _due(line.task)} | asdict(line.figures)
        for line in found
    ]


def goals(found: Iterable[Node]) -> list[Values]:
    """Return goals with the figures of their subtrees."""
    return [
        {"id": str(node.goal.public_id), "title": f"{node.goal.word}：{node.goal.title}", "depth": node.depth}
        | asdict(node.figures)
        for node in found
    ]


def stuck(found: Iterable[Stuck]) -> list[Values]:
    """Return who is stuck and on what: body, post, task, day, and the words the body gave."""
    return [
        {
            "id": str(row.assignment.public_id),
            "body": row.assignment.organization.short_name,
            "post": row.post,
            "task": row.assignment.task.title,
            "due": names.day(row.due_on),
            "words": row.assignment.words,
        }
        for row in found
    ]


def _due(task: Task) -> str:
    if task.due_on:
        return names.day(task.due_on)
    return "长期坚持" if task.is_standing else task.get_cadence_display()
