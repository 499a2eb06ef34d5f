"""Who may read names: above the branch a person's condition is a count (P21)."""

from typing import TypeVar

from django.db.models import DateField, Model, Q, QuerySet
from django.db.models.functions import Cast, Now

from dangjian.access.actors import Actor

M = TypeVar("M", bound=Model)


def named_to(
    rows: "QuerySet[M]", actor: Actor, *, due: str, ended: str = "ended_on", also: Q | None = None
) -> "QuerySet[M]":
    """Rows at the bodies of the actor's own posts, and those that wait for the direct superior.

    ``due`` names the day until which the branch itself acts: from the next on, its superior must. The day
    is the database's, which keeps the days of Asia/Shanghai.
    """
    scope = actor.within("org_path")
    own = Q(org_path__in=[grant.path for grant in actor.grants])
    superiors = Q(organization__parent__in=[grant.organization_id for grant in actor.grants])
    waiting = scope & superiors & Q(**{ended: None, f"{due}__lt": Cast(Now(), DateField())})
    return rows.filter(own | waiting | also if also is not None else own | waiting)
