"""村务公开: what is due, noted with one tap; the sheet for the notice board."""

from datetime import date
from uuid import UUID

import segno
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.community.villages import services
from dangjian.community.villages.forms import CycleForm
from dangjian.community.villages.models import Topic, Village
from dangjian.community.villages.queries import boards, lists
from dangjian.community.villages.rules import WAYS
from dangjian.community.villages.views.days import this_day
from dangjian.foundation.ui.paging import keyset
from dangjian.rulebook import rule


@requires(Permission.VILLAGE_VIEW)
def disclosures(request: ActorRequest) -> HttpResponse:
    """List the villages in scope with what each has to disclose."""
    on = this_day()
    page = keyset(Village.objects.visible_to(request.actor).standing(), by=("code", "id"), query=request.GET)
    dues: dict[int, list[lists.Due]] = {}
    for due in lists.due_disclosures(page.rows, on):
        dues.setdefault(due.village.pk, []).append(due)
    own = {village.pk for village in lists.own_villages(request.full_actor)}
    context = {
        "rows": [(village, dues.get(village.pk, []), village.pk in own) for village in page.rows],
        "pager": page.pager,
        "law": rule("villages.disclosure", on=on),
        "today": on,
    }
    return render(request, "villages/disclosures.html", context)


@requires(post=Permission.VILLAGE_EDIT)
def disclosure(request: ActorRequest, village_id: UUID, topic: str, first: str) -> HttpResponse:
    """Note that it was disclosed."""
    try:
        kind, period_from = Topic(topic), date.fromisoformat(first)
    except ValueError as wrong:
        raise Http404 from wrong
    village, on = _village(request, village_id), this_day()
    services.disclose(
        by=request.actor, village=village, topic=kind, period_from=period_from, ways=WAYS[:1], disclosed_on=on, on=on
    )
    messages.success(request, f"已登记：{kind.label}已公布。")
    return redirect("villages:disclosures")


@requires(post=Permission.VILLAGE_EDIT)
def cycle(request: ActorRequest, village_id: UUID) -> HttpResponse:
    """Say how often accounts are disclosed."""
    village, form = _village(request, village_id), CycleForm(request.POST)
    if form.is_valid():
        services.set_cycle(by=request.actor, village=village, **form.cleaned_data)
        messages.success(request, "已保存。")
    return redirect("villages:disclosures")


@requires(Permission.VILLAGE_VIEW)
def sheet(request: ActorRequest, village_id: UUID) -> HttpResponse:
    """Show what is printed on A4 for the notice board: what is published, and a code that leads to the open page."""
    village, on = _village(request, village_id), this_day()
    address = request.build_absolute_uri(reverse("village:board", args=[village.code]))
    context = {
        "board": boards.board(village, on),
        "village": village,
        "on": on,
        "address": address,
        "picture": segno.make_qr(address, error="m").svg_data_uri(scale=8, border=4),
    }
    return render(request, "villages/sheet.html", context)


def _village(request: ActorRequest, village_id: UUID) -> Village:
    rows = Village.objects.visible_to(request.actor).select_related("organization")
    return get_object_or_404(rows, public_id=village_id)
