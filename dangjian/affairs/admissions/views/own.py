"""One's own way: nobody else's, and none through a delegate."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from dangjian.access.gates import ActorRequest, signed_in
from dangjian.access.inside import inside
from dangjian.affairs.admissions.queries import page as reads
from dangjian.affairs.admissions.views.days import this_day
from dangjian.procedures.cases.queries import standing


@signed_in()
@inside
def mine(request: ActorRequest) -> HttpResponse:
    """Show where one's own admission is; what others wrote is not there."""
    if request.actor.acting_for is not None:
        raise Http404
    admission, on = reads.last_of(request.actor.person_id), this_day()
    context: dict[str, object] = {"heading": "我的入党进度", "sub": "只有您自己看得到这一页"}
    if admission is not None:
        here = standing(admission.case, on)
        context |= {
            "admission": admission,
            "facts": reads.facts(admission, on),
            "standing": here,
            "way": reads.way(admission, here.step),
            "reviews": admission.reviews.order_by("held_on", "id"),
        }
    return render(request, "admissions/mine.html", context)
