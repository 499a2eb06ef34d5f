"""Who is stuck and on what: bodies and posts, never persons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.rights import RIGHTS
from dangjian.affairs.posts.models import Post
from dangjian.decisions.bulletins.queries.records import condition, due
from dangjian.programme.tasks.models import Assignment

MOST = 200
_ANSWERING = [
    role.value
    for role, rights in RIGHTS.items()
    if any(right.permission is Permission.ASSIGNMENT_SUBMIT for right in rights)
]


@dataclass(frozen=True, slots=True)
class Stuck:
    """An assignment past its day, and the post that answers for it; its words say why."""

    assignment: Assignment
    due_on: date
    post: str


def stuck(rows: QuerySet[Assignment], on: date, most: int = MOST) -> Sequence[Stuck]:
    """Return what is overdue among ``rows`` (of :mod:`records`), in county order, ``most`` at most; two queries."""
    late = rows.filter(condition("overdue", on)).select_related("organization", "task")
    found = list(late.order_by("organization__order_no", "due_on", "id")[:most])
    posts = dict(
        Post.objects.filter(organization__in={row.organization_id for row in found}, role__in=_ANSWERING)
        .order_by("-order_no", "-id")
        .values_list("organization_id", "title")
    )
    return [Stuck(row, due(row), posts.get(row.organization_id, "")) for row in found]
