"""Figures folded up along the programme (P5): each node holds what hangs on it and below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dangjian.access import paths
from dangjian.decisions.bulletins.queries.standing import TaskLine
from dangjian.decisions.bulletins.rules.figures import Figures, summed
from dangjian.programme.goals.models import Goal


@dataclass(frozen=True, slots=True)
class Node:
    """A goal with the figures of its subtree; ``depth`` counts from the highest shown."""

    goal: Goal
    depth: int
    figures: Figures


def folded(tasks: Sequence[TaskLine], organization_id: int) -> list[Node]:
    """Return the goals of one body on which tasks hang, with those above them, parents first; one query."""
    placed = [
        (line.task.task_list.goal.place, line.figures)
        for line in tasks
        if line.task.task_list.goal and line.task.task_list.goal.organization_id == organization_id
    ]
    wanted = {place for hung, _ in placed for place in paths.ancestors(hung)}
    goals = list(Goal.objects.filter(organization=organization_id, place__in=wanted).in_order())
    highest = min((paths.depth(goal.place) for goal in goals), default=0)
    return [
        Node(
            goal,
            paths.depth(goal.place) - highest,
            summed(figures for place, figures in placed if paths.contains(goal.place, place)),
        )
        for goal in goals
    ]
