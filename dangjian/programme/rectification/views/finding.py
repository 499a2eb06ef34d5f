"""The list of an own committee's cases, what the platform holds that would propose a body, and a proposal."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.programme.rectification import rules, services
from dangjian.programme.rectification.forms import ProposalForm
from dangjian.programme.rectification.queries import bodies, cases, facts
from dangjian.programme.rectification.views.days import this_day
from dangjian.rulebook import RuleBreach


@requires(Permission.RECTIFICATION_VIEW)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """List the cases that this committee handles, in the county's order; no sums, no places."""
    on = this_day()
    lines = cases.lines(request.actor, on)
    context = {
        "under_way": [line for line in lines if line.row.ended_on is None and line.row.listed_on is None],
        "listed": [line for line in lines if line.row.ended_on is None and line.row.listed_on is not None],
        "ended": [line for line in lines if line.row.ended_on is not None],
        "no_quota": rules.no_quota(on),
        "may_edit": request.full_actor.may(Permission.RECTIFICATION_EDIT),
    }
    return render(request, "rectification/index.html", context)


@requires(Permission.RECTIFICATION_EDIT)
@inside
def leads(request: ActorRequest) -> HttpResponse:
    """Show what the platform holds that would propose a body; whether it is proposed, people decide."""
    on = this_day()
    context = {
        "leads": cases.leads(request.actor, on),
        "others": bodies.may_be_named(request.actor),
        "signs": rules.signs(on),
        "no_quota": rules.no_quota(on),
    }
    return render(request, "rectification/leads.html", context)


@requires(Permission.RECTIFICATION_EDIT, post=Permission.RECTIFICATION_EDIT)
@inside
def new(request: ActorRequest) -> HttpResponse:
    """Propose a body."""
    body, on = _body(request), this_day()
    grounds = facts.facts([body], on).get(body.pk, [])
    form = ProposalForm(request.POST or None, grounds=grounds, on=on)
    if form.is_valid():
        said = form.cleaned_data
        try:
            row = services.propose(by=request.actor, body=body, keys=said.get("keys", ()), signs=said["signs"], on=on)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已提出，只有办理的党委看得到。一步一步认定，还没有列为整顿对象。")
            return redirect("rectification:one", row.public_id)
    context = {
        "form": form,
        "grounds": grounds,
        "signs": rules.signs(on),
        "heading": f"提出：{body.short_name}",
        "sub": "提出不等于列入；自查、复核、核查、会商以后由县委审定，不定比例、不分指标",
        "form_address": request.get_full_path(),
        "cancel_address": reverse("rectification:leads"),
        "submit_label": "提出",
    }
    return render(request, "rectification/new.html", context, status=422 if form.errors else 200)


def _body(request: ActorRequest) -> Organization:
    try:
        named = UUID(request.GET.get("body", ""))
    except ValueError:
        named = None
    return get_object_or_404(bodies.may_be_named(request.actor), public_id=named)
