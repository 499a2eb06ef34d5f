"""For which branch something is registered: named in the address, else the one of the person's own post."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from dangjian.access.gates import ActorRequest
from dangjian.affairs.mobility import queries
from dangjian.affairs.organizations.models import BRANCHES, Organization


def branch_of(request: ActorRequest) -> Organization | None:
    """Return the branch, None where none is named and no post is at one."""
    named = request.GET.get("body", "")
    if named:
        rows = Organization.objects.visible_to(request.actor).filter(kind__in=BRANCHES)
        return get_object_or_404(rows, public_id=identity(named))
    return next(iter(queries.own_branches(request.actor)), None)


def without_branch(request: ActorRequest) -> HttpResponse:
    """Say that a branch must be opened first, on the page where one is found."""
    messages.error(request, "登记要落到一个党支部，未登记。请先打开那个党支部，再登记。")
    return redirect("mobility:index")


def identity(text: str) -> UUID | None:
    """Return the id that stands in an address, None for what is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
