"""What hangs on the nodes of the programme: lists counted for the goals' tree."""

from collections.abc import Mapping, Sequence

from django.db.models import Count
from django.urls import reverse

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.programme.goals.doors import Hanging
from dangjian.programme.tasks.models import TaskList


def lists_on(actor: Actor, goal_ids: Sequence[int]) -> Mapping[int, Hanging]:
    """Return, for each goal with lists in the actor's scope, how many lists hang there and where they are."""
    reader = actor.narrowed(Permission.LIST_VIEW)
    if not reader.grants:
        return {}
    rows = TaskList.objects.visible_to(reader).filter(goal__in=goal_ids).order_by().values("goal_id", "goal__public_id")
    return {
        row["goal_id"]: Hanging(f"{row['lists']} 份清单", f"{reverse('tasks:lists')}?goal={row['goal__public_id']}")
        for row in rows.annotate(lists=Count("pk"))
    }
