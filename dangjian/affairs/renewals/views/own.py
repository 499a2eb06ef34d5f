"""One's own joint review: the result, and a request to look again."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dangjian.access.gates import ActorRequest, signed_in
from dangjian.access.inside import inside
from dangjian.affairs.renewals import services
from dangjian.affairs.renewals.queries.people import reviews_of
from dangjian.affairs.renewals.views.days import this_day


@signed_in("GET")
@inside
def mine(request: ActorRequest) -> HttpResponse:
    """Show one's own reviews; for who has none there is no such page."""
    rows = reviews_of(request.actor.person_id)
    if not rows:
        raise Http404
    context = {
        "rows": rows,
        "heading": "换届人选联审结果",
        "sub": "只记结果、日期和参加的单位；理由在纸质材料里，可以向县委组织部了解",
    }
    return render(request, "renewals/mine.html", context)


@signed_in("POST")
@inside
def request_review(request: ActorRequest, own_id: UUID) -> HttpResponse:
    """Ask that it be looked at again."""
    row = get_object_or_404(reviews_of(request.actor.person_id), public_id=own_id)
    services.ask_again(by=request.actor, reserve=row, on=this_day())
    messages.success(request, "已申请复核，县委组织部收到。")
    return redirect("renewals:mine")
