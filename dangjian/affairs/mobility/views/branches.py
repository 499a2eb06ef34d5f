"""For which branch something is registered: named in the address, else the one of the person's own post."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from dangjian.access.gates import ActorRequest
from dangjian.affairs.mobility import queries
from dangjian.affairs.organizations.models import BRANCHES, Organization
from dangjian.rulebook import RuleBreach


def branch_of(request: ActorRequest) -> Organization:
    """Return the branch; raises ``RuleBreach`` where none is named and no post is at one."""
    named = request.GET.get("body", "")
    if named:
        rows = Organization.objects.visible_to(request.actor).filter(kind__in=BRANCHES)
        return get_object_or_404(rows, public_id=identity(named))
    own = queries.own_branches(request.actor)
    if not own:
        raise RuleBreach("登记要落到一个党支部。请在下级列表中打开那个党支部，再登记。")
    return own[0]


def identity(text: str) -> UUID | None:
    """Return the id that stands in an address, None for what is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
