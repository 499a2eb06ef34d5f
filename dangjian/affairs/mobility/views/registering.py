"""Registering a departure, an arrival, a parked relation; changing where someone is."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.mobility import queries, services
from dangjian.affairs.mobility.forms import ArrivalForm, DepartureForm, StrangerForm, TalentForm, WhereForm
from dangjian.affairs.mobility.forms.stays import typed
from dangjian.affairs.mobility.models import Reason, Stay
from dangjian.affairs.mobility.services.stays import Elsewhere
from dangjian.affairs.mobility.views.branches import branch_of, without_branch
from dangjian.affairs.mobility.views.days import this_day
from dangjian.affairs.organizations.models import Organization
from dangjian.rulebook.breach import RuleBreach

Form = DepartureForm | ArrivalForm | StrangerForm | TalentForm | WhereForm


@requires(Permission.MOBILITY_EDIT, post=Permission.MOBILITY_EDIT)
@inside
def departure(request: ActorRequest) -> HttpResponse:
    """Register that a member is away."""
    branch, on = branch_of(request), this_day()
    if branch is None:
        return without_branch(request)
    usual = queries.usual_contact(branch)
    initial: dict[str, object] = {
        "person": request.GET.get("person", ""),
        "contact": usual.public_id if usual else None,
        "reason": Reason.WORK,
    }
    form = DepartureForm(request.POST or None, branch=branch, on=on, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        try:
            stay = services.register_departure(
                by=request.actor,
                person=said["person"],
                elsewhere=form.elsewhere(),
                reason=Reason(said["reason"]),
                since=said["since"],
                is_able=said["is_able"],
                contact=said["contact"],
                on=on,
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            return _registered(request, stay, "已登记流出，流入地党组织看得到。" if stay.host else "已登记流出。")
    sources = {"contact": "来自本支部上一次登记"} if usual else {}
    return _page(request, form, branch, "登记流出", sources)


@requires(Permission.MOBILITY_EDIT, post=Permission.MOBILITY_EDIT)
@inside
def newcomer(request: ActorRequest) -> HttpResponse:
    """Register a member of a body outside the platform who is here."""
    branch, on = branch_of(request), this_day()
    if branch is None:
        return without_branch(request)
    form = ArrivalForm(request.POST or None, branch=branch)
    if form.is_valid():
        said = form.cleaned_data
        try:
            stay = services.register_arrival(
                by=request.actor,
                organization=branch,
                name=said["name"],
                home=said["home"],
                elsewhere=Elsewhere(),
                reason=Reason(said["reason"]),
                since=said["since"],
                contact=said["contact"],
                on=on,
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            return _registered(request, stay, "已登记流入。正式组织关系仍在原党组织。")
    return _page(request, form, branch, "登记流入", {})


@requires(Permission.MOBILITY_EDIT, post=Permission.MOBILITY_EDIT)
@inside
def talent(request: ActorRequest) -> HttpResponse:
    """Register a relation that is parked at a talent agency."""
    branch, on = branch_of(request), this_day()
    if branch is None:
        return without_branch(request)
    initial: dict[str, object] = {"person": request.GET.get("person", ""), "found_on": on}
    form = TalentForm(request.POST or None, branch=branch, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        try:
            row = services.find_talent(
                by=request.actor, person=said["person"], agency=said["agency"], found_on=said["found_on"], on=on
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"已登记{row.person}为流动人才党员，不列为流动党员。")
            return redirect(f"{reverse('mobility:index')}?kind=talents")
    return _page(request, form, branch, "登记流动人才党员", {"found_on": "默认今天"})


@requires(Permission.MOBILITY_EDIT, post=Permission.MOBILITY_EDIT)
@inside
def edit(request: ActorRequest, stay_id: UUID) -> HttpResponse:
    """Change where someone is, why, and who keeps contact."""
    rows = Stay.objects.visible_to(request.actor).kept_by(request.actor)
    stay = get_object_or_404(rows.select_related("organization", "host", "contact"), public_id=stay_id)
    kind = WhereForm if stay.is_out else StrangerForm
    form = kind(request.POST or None, branch=stay.organization, on=this_day(), initial=typed(stay))
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.change(
                by=request.actor,
                stay=stay,
                elsewhere=form.elsewhere(),
                reason=Reason(said["reason"]),
                is_able=said.get("is_able", False),
                contact=said["contact"],
                on=this_day(),
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已改好。")
            return redirect("mobility:stay", stay.public_id)
    return _page(request, form, stay.organization, f"修改：{stay.name}", {}, stay)


def _registered(request: ActorRequest, stay: Stay, words: str) -> HttpResponse:
    """Lead on to the stay, or back to the counts where the name is not for this person (P21)."""
    messages.success(request, f"{stay.name}{words}")
    if Stay.objects.visible_to(request.actor).filter(pk=stay.pk).exists():
        return redirect("mobility:stay", stay.public_id)
    return redirect("mobility:index")


def _page(  # what a form page is made of
    request: ActorRequest,
    form: Form,
    branch: Organization,
    heading: str,
    sources: dict[str, str],
    stay: Stay | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "sub": branch.name,
        "sources": sources,
        "hosts": queries.mobile_branches(branch.county_id, this_day()),
        "form_address": request.get_full_path(),
        "cancel_address": reverse("mobility:stay", args=[stay.public_id]) if stay else reverse("mobility:index"),
        "draft_key": f"mobility:{request.actor.account_id}:{request.path}",
    }
    return render(request, "mobility/form.html", context, status=422 if form.errors else 200)
