"""What a hand-down costs before it is sent (P: whoever asks, pays): bodies counted, hours in all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from dangjian.access import paths
from dangjian.affairs.organizations.models import Level, Organization
from dangjian.programme.tasks.doors import overlaps
from dangjian.programme.tasks.models import Task
from dangjian.programme.tasks.rules import hours


@dataclass(frozen=True, slots=True)
class Group:
    """The chosen bodies under one direct child of the issuer (a township, a work committee)."""

    name: str
    bodies: Sequence[Organization]


@dataclass(frozen=True, slots=True)
class Impact:
    """Who is reached and what it costs: ``minutes`` of one body for all the tasks, ``hours`` in all."""

    count: int
    tasks: int
    minutes: int
    hours: float
    by_level: Sequence[tuple[str, int]]
    groups: Sequence[Group]
    overlaps: Sequence[str] = ()

    @property
    def names(self) -> Sequence[str]:
        """The bodies by name, where each stands alone under the issuer and grouping tells nothing."""
        if any(len(group.bodies) > 1 for group in self.groups):
            return ()
        return [body.short_name for group in self.groups for body in group.bodies]


def impact(bodies: QuerySet[Organization], tasks: Sequence[Task], issuer: Organization, on: date) -> Impact:
    """Count the chosen bodies, in county order and by who stands between, and say what falls together with it."""
    chosen = list(bodies)
    minutes = sum(task.minutes for task in tasks)
    levels = Counter(body.level for body in chosen)
    return Impact(
        count=len(chosen),
        tasks=len(tasks),
        minutes=minutes,
        hours=hours(minutes, len(chosen)),
        by_level=[(level.label, levels[level]) for level in Level if levels[level]],
        groups=_groups(chosen, issuer),
        overlaps=overlaps([body.pk for body in chosen], tasks, on) if chosen and tasks else (),
    )


def _groups(chosen: Sequence[Organization], issuer: Organization) -> list[Group]:
    """Group bodies by the direct child of the issuer they are or stand under, in county order."""
    width = len(issuer.path) + paths.WIDTH
    heads = {body.path: body for body in Organization.objects.filter(parent=issuer)}
    grouped: dict[str, list[Organization]] = {}
    for body in chosen:
        grouped.setdefault(body.path[:width], []).append(body)
    ordered = sorted(grouped.items(), key=lambda pair: heads[pair[0]].order_no if pair[0] in heads else 0)
    return [Group(heads[path].short_name if path in heads else issuer.short_name, held) for path, held in ordered]
