"""The programme as a tree, with what hangs on each node."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.programme.goals import doors
from dangjian.programme.goals.models import Goal


@dataclass(slots=True)
class Branch:
    """A goal, what hangs on it, and the goals below it."""

    goal: Goal
    hanging: Sequence[doors.Hanging]
    below: list["Branch"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Programme:
    """The programme of one body."""

    owner: str
    roots: Sequence[Branch]


def programmes(actor: Actor) -> list[Programme]:
    """Return the programmes that ``actor`` (not narrowed) may read, the county's first; three queries."""
    rows = Goal.objects.visible_to(actor.narrowed(Permission.GOAL_VIEW)).select_related("organization")
    goals = list(rows.order_by("organization__order_no", "organization_id", "place", "id"))
    hanging = doors.hanging(actor, [goal.pk for goal in goals])
    branches = {goal.pk: Branch(goal, hanging.get(goal.pk, ())) for goal in goals}
    roots: dict[int, list[Branch]] = {}
    for goal in goals:
        siblings = branches[goal.parent_id].below if goal.parent_id in branches else None
        (roots.setdefault(goal.organization_id, []) if siblings is None else siblings).append(branches[goal.pk])
    return [Programme(found[0].goal.organization.name, found) for found in roots.values()]


def hanging_on(actor: Actor, goals: Sequence[Goal]) -> list[tuple[Goal, Sequence[doors.Hanging]]]:
    """Return the goals on which something hangs, with what, as far as ``actor`` (not narrowed) may see."""
    found = doors.hanging(actor, [goal.pk for goal in goals])
    return [(goal, found[goal.pk]) for goal in goals if goal.pk in found]


def above(goal: Goal) -> list[Goal]:
    """Return the goals from the root down to the parent of ``goal``."""
    rows = Goal.objects.filter(organization_id=goal.organization_id, place__in=paths.ancestors(goal.place)[:-1])
    return list(rows.in_order())


def outside(goal: Goal) -> list[Goal]:
    """Return the goals of the same body that ``goal`` can be put under: all but itself and those below it."""
    rows = Goal.objects.filter(organization_id=goal.organization_id).exclude(place__startswith=goal.place)
    return list(rows.in_order())
