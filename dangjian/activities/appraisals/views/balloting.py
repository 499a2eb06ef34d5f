"""The ballot of an appraisal: its urn opened, given up for paper or voided; what is printed; all of it called off."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.activities.appraisals import papers, queries, services
from dangjian.activities.appraisals.forms import VoidForm
from dangjian.activities.appraisals.views.appraising import found_for
from dangjian.foundation.documents.paper import DOCX
from dangjian.foundation.time import now, today
from dangjian.foundation.ui.downloads import download
from dangjian.rulebook import RuleBreach


@requires(post=Permission.APPRAISAL_EDIT)
@inside
def counting(request: ActorRequest, appraisal_id: UUID) -> HttpResponse:
    """Open the urn."""
    row = services.count(by=request.actor, appraisal=found_for(request, appraisal_id), on=today(), at=now())
    messages.success(request, f"测评已结束，收到 {row.cast} 票。请由支委会或党员大会评定等次。")
    return redirect("appraisals:one", appraisal_id)


@requires(post=Permission.APPRAISAL_EDIT)
@inside
def paper(request: ActorRequest, appraisal_id: UUID) -> HttpResponse:
    """Give the urn up for paper."""
    services.move_to_paper(by=request.actor, appraisal=found_for(request, appraisal_id), at=now())
    messages.success(request, "已改用纸质票，手机投的票没有打开，全部作废。")
    return redirect("appraisals:one", appraisal_id)


@requires(Permission.APPRAISAL_EDIT)
@inside
def ballot_paper(request: ActorRequest, appraisal_id: UUID) -> HttpResponse:
    """Give the ballot to print and the sheet to count on; to no delegate."""
    found = found_for(request, appraisal_id)
    if request.actor.acting_for is not None:
        raise Http404
    content = papers.ballot(found, queries.lines_of(found), now())
    return download(content, f"{found}测评票、计票表.docx", DOCX)


@requires(post=Permission.APPRAISAL_EDIT)
@inside
def calling_off(request: ActorRequest, appraisal_id: UUID) -> HttpResponse:
    """Call off what was opened by mistake."""
    found = found_for(request, appraisal_id)
    services.call_off(by=request.actor, appraisal=found, reason=request.POST.get("reason", ""), at=now())
    messages.success(request, f"{found}已撤回，可以重新建立。")
    return redirect("appraisals:index")


@requires(Permission.APPRAISAL_EDIT, post=Permission.APPRAISAL_EDIT)
@inside
def voiding(request: ActorRequest, appraisal_id: UUID) -> HttpResponse:
    """Void an opened urn, for a ballot held again on paper."""
    found = found_for(request, appraisal_id)
    form = VoidForm(request.POST or None, initial={"held_on": today()})
    if form.is_valid():
        try:
            services.void(by=request.actor, appraisal=found, on=today(), **form.cleaned_data)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "手机测评已作废，票数已删去。请登记用纸质票测评以后评定的等次。")
            return redirect("appraisals:one", appraisal_id)
    context = {
        "form": form,
        "heading": "作废手机测评，用纸质票重来",
        "submit_label": "作废",
        "cancel_address": reverse("appraisals:one", args=[appraisal_id]),
        "form_address": reverse("appraisals:voiding", args=[appraisal_id]),
    }
    return render(request, "appraisals/form.html", context, status=422 if form.is_bound else 200)
