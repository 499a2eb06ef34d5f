"""工作总览: where a body and those below it stand against the plan, where it is stuck, whom to help."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Organization
from dangjian.decisions.bulletins.queries import records
from dangjian.decisions.bulletins.queries.goals import Node, folded
from dangjian.decisions.bulletins.queries.standing import Picture, TaskLine, Unit, picture
from dangjian.decisions.bulletins.queries.stuck import Stuck, stuck
from dangjian.programme.tasks.models import Assignment

MOST_STUCK = 20


@dataclass(frozen=True, slots=True)
class Overview:
    """What a leader reads in ten minutes. ``loose`` are tasks whose list hangs on no goal of the body."""

    body: Organization
    picture: Picture
    nodes: Sequence[Node]
    loose: Sequence[TaskLine]
    late_tasks: Sequence[TaskLine]
    late_units: Sequence[Unit]
    stuck: Sequence[Stuck]


def handed_down(actor: Actor, body: Organization) -> QuerySet[Assignment]:
    """Return what ``body`` or a body above it handed down to ``body`` or below, as far as the actor sees.

    What bodies below handed on of it is theirs to see to, and is not counted a second time.
    """
    mine = Assignment.objects.visible_to(actor).filter(issuer_path__in=paths.ancestors(body.path))
    return mine.filter(org_path__gte=body.path, org_path__lt=paths.following(body.path))


def overview(actor: Actor, body: Organization, on: date) -> Overview:
    """Read the overview of a body within the actor's reach; six queries."""
    rows = records.current(handed_down(actor, body))
    seen = picture(rows, body, on)
    nodes = folded(seen.tasks, body.pk) or folded(seen.tasks, body.county_id)
    on_nodes = {node.goal.pk for node in nodes}
    return Overview(
        body=body,
        picture=seen,
        nodes=nodes,
        loose=[line for line in seen.tasks if line.task.task_list.goal_id not in on_nodes],
        late_tasks=[line for line in seen.tasks if line.figures.overdue],
        late_units=[unit for unit in seen.units if unit.figures.overdue],
        stuck=stuck(rows, on, MOST_STUCK),
    )


def bodies(actor: Actor) -> list[Organization]:
    """Return the bodies whose overview the actor may read by their posts, in the county's order."""
    ids = {grant.organization_id for grant in actor.grants}
    return list(Organization.objects.filter(pk__in=ids).in_order())
