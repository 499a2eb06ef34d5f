"""工作总览: where a body and those below it stand against the plan, where it is stuck, whom to help."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core.cache import cache
from django.db.models import Case, Count, F, QuerySet, Value, When

from dangjian.access import paths
from dangjian.access.actors import Actor, Reach
from dangjian.affairs.organizations.models import Organization
from dangjian.decisions.bulletins.queries import records
from dangjian.decisions.bulletins.queries.goals import Node, folded
from dangjian.decisions.bulletins.queries.standing import Picture, TaskLine, Unit, picture
from dangjian.decisions.bulletins.rules.figures import Figures, summed
from dangjian.foundation.time import as_day
from dangjian.programme.tasks.models import Assignment, Progress

_MOST_REASONS: Final = 3
_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Reason:
    """What bodies give as the reason for 滞后, and how many give it; empty words where they gave none."""

    words: str
    number: int


@dataclass(frozen=True, slots=True)
class Group:
    """A body next below, with everything under it; ``units`` where several are counted by themselves."""

    body: Organization
    figures: Figures
    units: Sequence[Unit]
    stuck_on: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Overview:
    """What a leader reads in ten minutes, as it stood ``at`` that moment.

    ``loose`` are tasks whose list hangs on none of the goals shown.
    """

    body: Organization
    at: datetime
    picture: Picture
    nodes: Sequence[Node]
    loose: Sequence[TaskLine]
    late: Sequence[tuple[TaskLine, Sequence[Reason]]]
    groups: Sequence[Group]


def handed_down(actor: Actor, body: Organization) -> QuerySet[Assignment]:
    """Return what ``body`` or a body above it handed down to ``body`` or below, as far as the actor sees.

    What bodies below handed on of it is theirs to see to, and is not counted a second time.
    """
    mine = Assignment.objects.visible_to(actor).filter(issuer_path__in=paths.ancestors(body.path))
    return mine.filter(org_path__gte=body.path, org_path__lt=paths.following(body.path))


def overview(actor: Actor, body: Organization, at: datetime) -> Overview:
    """Return the overview of a body, at most a minute old; seven queries where none is at hand.

    Home pages open with it all day. Whoever's right reaches the whole subtree reads the same figures; anyone else
    gets what lies within their own reach, counted afresh.
    """
    if not any(grant.reach is Reach.SUBTREE and grant.covers(body.path) for grant in actor.grants):
        return _counted(actor, body, at)
    key = f"bulletins.overview:{body.public_id}:{as_day(at).isoformat()}"
    kept: Overview | None = cache.get(key)
    if kept is None:
        kept = _counted(actor, body, at)
        cache.set(key, kept, _SECONDS)
    return kept


def _counted(actor: Actor, body: Organization, at: datetime) -> Overview:
    rows, on = records.current(handed_down(actor, body)), as_day(at)
    seen = picture(rows, body, on)
    nodes = folded(seen.tasks, body.pk) or folded(seen.tasks, body.county_id)
    on_nodes, reasons = {node.goal.pk for node in nodes}, _reasons(rows, on)
    return Overview(
        body=body,
        at=at,
        picture=seen,
        nodes=nodes,
        loose=[line for line in seen.tasks if line.task.task_list.goal_id not in on_nodes],
        late=[(line, reasons.get(line.task.pk, ())) for line in seen.tasks if line.figures.overdue],
        groups=grouped(seen),
    )


def grouped(seen: Picture) -> list[Group]:
    """Return the units of a picture gathered by the body next below the issuer, in the county's order."""
    found: dict[int, list[Unit]] = {}
    for unit in seen.units:
        found.setdefault(unit.under.pk, []).append(unit)
    groups = [
        Group(
            units[0].under,
            summed(unit.figures for unit in units),
            units if len(units) > 1 else (),
            [(line.task.title, seen.late[pk, line.task.pk]) for line in seen.tasks if (pk, line.task.pk) in seen.late],
        )
        for pk, units in found.items()
    ]
    return sorted(groups, key=lambda group: (group.body.order_no, group.body.pk))


def _reasons(rows: QuerySet[Assignment], on: date) -> Mapping[int, Sequence[Reason]]:
    """Return, for each task, the reasons that those past their day give most often."""
    said_why = Case(When(progress=Progress.BEHIND, then=F("words")), default=Value(""))
    late = rows.filter(records.condition("overdue", on)).order_by().annotate(why=said_why)
    counted = late.values_list("task_id", "why").annotate(number=Count("pk")).order_by("task_id", "-number", "why")
    found: dict[int, list[Reason]] = {}
    for task_id, words, number in counted:
        said = found.setdefault(task_id, [])
        if len(said) < _MOST_REASONS:
            said.append(Reason(words, number))
    return found


def bodies(actor: Actor) -> list[Organization]:
    """Return the bodies whose overview the actor may read by their posts, in the county's order."""
    ids = {grant.organization_id for grant in actor.grants}
    return list(Organization.objects.filter(pk__in=ids).in_order())
