"""What registers say of oneself, and what one says to it: nobody else's, and none through a delegate."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dangjian.access.gates import ActorRequest, signed_in
from dangjian.access.inside import inside
from dangjian.affairs.registers import services
from dangjian.affairs.registers.forms import ReasonForm
from dangjian.affairs.registers.models import Entry, EntryQuerySet
from dangjian.affairs.registers.queries.lines import about, cells
from dangjian.foundation.time import today
from dangjian.rulebook import RuleBreach


@signed_in("GET")
@inside
def mine(request: ActorRequest) -> HttpResponse:
    """Show the lines about oneself; for who has none there is no such page."""
    return _page(request)


@signed_in("POST")
@inside
def objections(request: ActorRequest, own_id: UUID) -> HttpResponse:
    """Say something to a line about oneself."""
    row = get_object_or_404(_own(request), public_id=own_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            services.disagree(by=request.actor, entry=row, words=form.cleaned_data["reason"], on=today())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已提出，填报的党组织会答复。")
            return redirect("registers:mine")
    return _page(request, row, form)


def _own(request: ActorRequest) -> EntryQuerySet:
    if request.actor.acting_for is not None:
        raise Http404
    return about(request.actor.person_id)


def _page(request: ActorRequest, refused: Entry | None = None, form: ReasonForm | None = None) -> HttpResponse:
    rows = list(_own(request).prefetch_related("objections"))
    if not rows:
        raise Http404
    lines = []
    for row in rows:
        said = sorted(row.objections.all(), key=lambda one: one.pk)
        waits = any(one.answered_on is None for one in said)
        own = form if refused == row else ReasonForm(auto_id=f"own{row.pk}_%s")
        lines.append((row, cells(row, row.version.text.live), said, None if waits else own))
    context = {
        "heading": "台账里说我的",
        "sub": "只有您自己看得到这一页；觉得不对的，写一句，填报的党组织答复",
        "lines": lines,
    }
    return render(request, "registers/own.html", context, status=422 if refused else 200)
