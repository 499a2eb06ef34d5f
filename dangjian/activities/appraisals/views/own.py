"""One's own: the ballot, and the grade that is told to nobody else. Never through a delegate (P4)."""

from datetime import timedelta
from secrets import token_hex
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, signed_in
from dangjian.access.inside import inside
from dangjian.activities.appraisals import queries, services
from dangjian.activities.appraisals.forms import AcceptForm, BallotForm
from dangjian.activities.appraisals.models import Appraisal, Problem, State
from dangjian.activities.appraisals.views.talking import PROBLEM_LOOKS
from dangjian.foundation.time import today
from dangjian.rulebook import RuleBreach

_TERM: Final = timedelta(days=90)


@signed_in("GET")
@inside
def mine(request: ActorRequest) -> HttpResponse:
    """Show one's own grades, and the ballots that wait for one."""
    _refuse_delegates(request)
    return _mine(request)


@signed_in("POST")
@inside
def own_problem(request: ActorRequest, problem_id: UUID) -> HttpResponse:
    """Accept a problem with its remedy, decline it, or say that it was put right."""
    _refuse_delegates(request)
    found = get_object_or_404(Problem.objects.visible_to(request.actor), public_id=problem_id)
    step, on = request.POST.get("step", ""), today()
    if step == "decline":
        services.decline(by=request.actor, problem=found)
        messages.success(request, "已退回，这一条没有保留。")
    elif step == "done":
        services.put_right(by=request.actor, problem=found, remedy=request.POST.get("remedy", ""), on=on)
        messages.success(request, "已登记，等党支部销号。")
    else:
        form = AcceptForm(request.POST)
        if not form.is_valid():
            return _mine(request, found, form)
        said = form.cleaned_data
        services.accept(by=request.actor, problem=found, remedy=said["remedy"], due_on=said["due_on"], on=on)
        messages.success(request, "已认领。")
    return redirect("appraisals:mine")


@signed_in("GET", "POST")
@inside
def ballot(request: ActorRequest, appraisal_id: UUID) -> HttpResponse:
    """Hand in one's ballot; what was chosen stands nowhere afterwards, and no draft of it is kept.

    The form carries a random word of its own that is kept nowhere: the fingerprint by which a form sent twice is
    known can then not be tried out against the few ballots there are (decision 0050).
    """
    _refuse_delegates(request)
    rows = Appraisal.objects.visible_to(request.actor).select_related("organization")
    found = get_object_or_404(rows, public_id=appraisal_id)
    elector = queries.own_elector(request.actor, found)
    if elector is None:
        raise Http404
    form = BallotForm(request.POST or None, electors=list(queries.ballot_of(elector)))
    if form.is_bound and form.is_valid():
        try:
            services.cast(by=request.actor, appraisal=found, choices=form.choices())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "投票成功。票已经合进总数，平台不记您怎么投的。")
            return redirect("appraisals:ballot", appraisal_id)
    context = {
        "appraisal": found,
        "form": form,
        "has_cast": queries.has_cast(elector),
        "is_voting": found.state == State.VOTING,
        "salt": token_hex(16),
        "submit_label": "投票",
        "cancel_address": reverse("appraisals:mine"),
        "form_address": reverse("appraisals:ballot", args=[appraisal_id]),
    }
    return render(request, "appraisals/ballot.html", context, status=422 if form.is_bound else 200)


def _mine(request: ActorRequest, refused: Problem | None = None, form: AcceptForm | None = None) -> HttpResponse:
    """Show one's own page; a form that was refused stands with what was typed."""
    fresh = AcceptForm(initial={"due_on": today() + _TERM})
    problems = list(queries.own_problems(request.actor))
    context = {
        "rows": list(queries.own(request.actor)),
        "waiting": list(queries.open_to_vote(request.actor)),
        "problems": [(row, form if form and row == refused else fresh, PROBLEM_LOOKS[row.state]) for row in problems],
    }
    return render(request, "appraisals/mine.html", context, status=422 if form else 200)


def _refuse_delegates(request: ActorRequest) -> None:
    if request.actor.acting_for is not None:
        raise Http404
