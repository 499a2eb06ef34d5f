"""Requests for corrections, for those who answer."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.dossier import services
from dangjian.affairs.dossier.forms import AnswerForm
from dangjian.affairs.dossier.models import Correction
from dangjian.affairs.dossier.queries import requests as queries
from dangjian.affairs.members.facts import FACTS
from dangjian.foundation.time import today
from dangjian.rulebook import RuleBreach

STATES: Final = (("", "待答复"), ("late", "已超期"), ("done", "已有结果"), ("all", "全部"))
_WHOLE: Final = "asked-numbers-once"


@requires(Permission.CORRECTION_VIEW)
def index(request: ActorRequest) -> HttpResponse:
    """List the requests in scope."""
    state = request.GET.get("state", "")
    page = queries.page(request.actor, state, today(), request.GET)
    return render(
        request, "dossier/requests.html", {"page": page, "state": state, "states": STATES, "pager": page.pager}
    )


@requires(Permission.CORRECTION_VIEW)
def detail(request: ActorRequest, correction_id: UUID) -> HttpResponse:
    """Show one request: what is held, what is asked, and the answer."""
    return _page(request, _found(request, correction_id), AnswerForm())


def _found(request: ActorRequest, correction_id: UUID) -> Correction:
    rows = Correction.objects.visible_to(request.actor).select_related("person", "answer")
    found = get_object_or_404(rows, public_id=correction_id)
    if not services.may_ask(FACTS[found.field]):
        raise Http404
    return found


def _page(request: ActorRequest, found: Correction, form: AnswerForm, status: int = 200) -> HttpResponse:
    is_whole = request.session.pop(_WHOLE, "") == str(found.public_id)
    may_decide = (
        request.full_actor.may(Permission.CORRECTION_DECIDE, found.person.org_path)
        and found.person_id != request.actor.person_id
    )
    context = {
        "one": queries.request_of(found, today(), is_whole=is_whole and may_decide),
        "form": form,
        "may_decide": may_decide,
        "is_whole": is_whole and may_decide,
        "may_open": request.full_actor.may(Permission.MEMBER_VIEW, found.person.org_path),
    }
    return render(request, "dossier/request.html", context, status=status)


@requires(post=Permission.CORRECTION_DECIDE)
def numbers(request: ActorRequest, correction_id: UUID) -> HttpResponse:
    """Show the whole numbers on the next page only."""
    found = _found(request, correction_id)
    services.reveal_asked(by=request.actor, correction=found)
    request.session[_WHOLE] = str(found.public_id)
    return redirect("dossier:request", correction_id)


@requires(post=Permission.CORRECTION_DECIDE)
def acceptance(request: ActorRequest, correction_id: UUID) -> HttpResponse:
    """Correct the fact as asked."""
    found, form = _found(request, correction_id), AnswerForm(request.POST)
    if form.is_valid():
        try:
            services.accept(by=request.actor, correction=found, words=form.cleaned_data["words"], on=today())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已更正，档案里记明“本人申请更正”；已告知本人。")
            return redirect("dossier:requests")
    return _page(request, found, form, 422)


@requires(post=Permission.CORRECTION_DECIDE)
def refusal(request: ActorRequest, correction_id: UUID) -> HttpResponse:
    """Leave the fact as it is, with the reason."""
    found, form = _found(request, correction_id), AnswerForm(request.POST)
    if form.is_valid():
        try:
            services.refuse(by=request.actor, correction=found, words=form.cleaned_data["words"], on=today())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已答复：未采纳，理由已告知本人。")
            return redirect("dossier:requests")
    return _page(request, found, form, 422)
