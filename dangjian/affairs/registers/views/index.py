"""What one's bodies have to fill, and every register in reach."""

from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.registers.models import Register
from dangjian.affairs.registers.queries.due import Due, due
from dangjian.foundation.time import today
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Item


@requires(Permission.REGISTER_VIEW)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """List what the bodies of one's posts fill; for those who fill nothing, every register."""
    found = due(request.full_actor, today())
    if not found:
        return _every(request)
    context = {"lines": [(one, _address(one)) for one in found], **_head(request, is_mine=True)}
    return render(request, "registers/mine.html", context)


@requires(Permission.REGISTER_VIEW)
@inside
def every(request: ActorRequest) -> HttpResponse:
    """List every register that runs in reach."""
    return _every(request)


def _every(request: ActorRequest) -> HttpResponse:
    words = request.GET.get("words", "").strip()
    rows = Register.objects.visible_to(request.actor).running().select_related("organization", "current")
    if words:
        rows = rows.filter(title__icontains=words)
    page = keyset(rows, by=("title", "id"), query=request.GET)
    context = {"page": page, "pager": page.pager, "words": words, **_head(request, is_mine=False)}
    return render(request, "registers/every.html", context)


def _head(request: ActorRequest, *, is_mine: bool) -> Mapping[str, object]:
    actor = request.full_actor
    tabs: Sequence[Item] = ()
    if actor.may(Permission.REGISTER_FILL):
        tabs = (
            Item("要填的", reverse("registers:index"), is_mine),
            Item("全部台账", reverse("registers:every"), not is_mine),
        )
    return {"tabs": tabs, "may_define": actor.may(Permission.REGISTER_DEFINE)}


def _address(one: Due) -> str:
    body = reverse("registers:body", args=[one.register.public_id, one.body.public_id])
    return f"{body}?period={one.period.key}" if one.period.key else body
