"""Matters of villages: the list, a new one, one on its way, taken back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access import zones
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Privacy
from dangjian.affairs.organizations.models import Organization
from dangjian.community.villages import services
from dangjian.community.villages.forms import PublishForm, StartForm, WithdrawForm, turn_form
from dangjian.community.villages.models import Matter
from dangjian.community.villages.queries import boards, lists
from dangjian.community.villages.services.matters import PUBLISHED
from dangjian.community.villages.views.days import this_day
from dangjian.procedures.cases.queries import events, may_act
from dangjian.procedures.cases.turns import step_of, turn_of, way_of
from dangjian.rulebook import Outcome, RuleBreach

_LABELS = {"publish_decision": "决议内容", "publish_result": "实施结果"}


@requires(Permission.VILLAGE_VIEW)
def index(request: ActorRequest) -> HttpResponse:
    """List the matters in scope."""
    state, words, on = request.GET.get("state", ""), request.GET.get("words", ""), this_day()
    page = lists.matters(request.actor, state, words, request.GET, on)
    context = {
        "page": page,
        "pager": page.pager,
        "state": state,
        "states": lists.STATES,
        "words": words,
        "villages": lists.own_villages(request.full_actor),
        "unopened": lists.unopened(request.full_actor, on),
    }
    return render(request, "villages/index.html", context)


@requires(post=Permission.VILLAGE_EDIT)
def opening(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Open the page of a village."""
    rows = Organization.objects.visible_to(request.actor).select_related("area__parent", "parent")
    body = get_object_or_404(rows, public_id=organization_id)
    village = services.open_village(by=request.actor, organization=body, on=this_day())
    messages.success(request, f"{village}的村务公开页已开通，不用登录就能看。")
    return redirect("villages:index")


@requires(Permission.VILLAGE_EDIT, post=Permission.VILLAGE_EDIT)
def new(request: ActorRequest) -> HttpResponse:
    """Put a matter on its way, for the village of one's own post."""
    villages = lists.own_villages(request.full_actor)
    if not villages:
        messages.error(request, "事项由村党组织提出，先开通本村的村务公开页，没有提出。")
        return redirect("villages:index")
    named = request.GET.get("village", "")
    village = next((one for one in villages if str(one.public_id) == named), villages[0])
    form = StartForm(request.POST or None)
    if form.is_valid():
        try:
            matter = services.start(by=request.actor, village=village, **form.cleaned_data, on=this_day())
        except services.NamesFoundError as found:
            form.ask_names(found)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已提出，按四议两公开一步一步办。")
            return redirect("villages:matter", matter.public_id)
    context = {
        "form": form,
        "heading": "提出事项",
        "sub": f"{village}，重大事项按四议两公开办理",
        "form_address": request.get_full_path(),
        "cancel_address": reverse("villages:index"),
        "submit_label": "提出",
        "draft_key": f"villages:{request.actor.account_id}:{village.public_id}",
    }
    return render(request, "ui/form.html", context, status=422 if form.errors else 200)


@requires(Permission.VILLAGE_VIEW)
def page(request: ActorRequest, matter_id: UUID) -> HttpResponse:
    """Show a matter: where it is, what was counted, whose turn it is."""
    return _page(request, _matter(request, matter_id))


@requires(post=Permission.VILLAGE_EDIT)
def step(request: ActorRequest, matter_id: UUID) -> HttpResponse:
    """Take the step whose turn it is."""
    matter, on = _matter(request, matter_id), this_day()
    taken = step_of(matter.case, request.POST.get("step", ""))
    form = turn_form(request.POST, taken, on, {})
    if form.is_valid():
        try:
            matter = services.take_step(by=request.actor, matter=matter, step=taken.key, **form.taken())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"“{taken.says}”已办。")
            return redirect("villages:matter", matter.public_id)
    return _page(request, matter, turn_form=form)


@requires(post=Permission.VILLAGE_EDIT)
def publication(request: ActorRequest, matter_id: UUID) -> HttpResponse:
    """Make the decision, or what came of it, public."""
    matter, on = _matter(request, matter_id), this_day()
    taken = step_of(matter.case, request.POST.get("step", ""))
    form = PublishForm(request.POST, label=_LABELS.get(taken.key, "内容"), on=on)
    if form.is_valid():
        said = form.cleaned_data
        publish = services.publish_decision if taken.key == PUBLISHED[0] else services.publish_result
        try:
            publish(
                by=request.actor, matter=matter, words=said["words"], ways=said["ways"], on=said["day"],
                names=said["names"],
            )  # fmt: skip
        except services.NamesFoundError as found:
            form.ask_names(found)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已公开，不用登录就能看到。")
            return redirect("villages:matter", matter.public_id)
    return _page(request, matter, publish_form=form)


@requires(post=Permission.VILLAGE_EDIT)
def withdrawal(request: ActorRequest, matter_id: UUID) -> HttpResponse:
    """Take a matter back."""
    matter, form = _matter(request, matter_id), WithdrawForm(request.POST, auto_id="withdrawal_%s")
    if form.is_valid():
        try:
            services.withdraw(by=request.actor, matter=matter, words=form.cleaned_data["words"], on=this_day())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已撤回。")
            return redirect("villages:matter", matter.public_id)
    return _page(request, matter, withdrawal_form=form)


def _matter(request: ActorRequest, matter_id: UUID) -> Matter:
    rows = Matter.objects.visible_to(request.actor).select_related("case", "village__organization")
    return get_object_or_404(rows, public_id=matter_id)


def _page(request: ActorRequest, matter: Matter, **forms: Any) -> HttpResponse:  # noqa: ANN401  # refused forms
    on, actor = this_day(), request.full_actor
    turn = turn_of(matter.case, actor, on)
    step = turn["turn_step"]
    is_publishing = step is not None and step.key in PUBLISHED and Outcome.PASS in step.outcomes
    if step is not None and not is_publishing:
        turn["turn_form"] = turn_form(None, step, on, lists.known_counts(matter, step.motions, on))
    elif is_publishing:
        turn["turn_form"] = None
    context = {
        "matter": matter,
        **turn,
        "is_publishing": is_publishing,
        "publish_form": PublishForm(label=_LABELS[step.key], on=on) if step and is_publishing else None,
        "can_go_back": step is not None and "withdraw" in step.outcomes and may_act(matter.case, actor),
        "withdrawal_form": WithdrawForm(auto_id="withdrawal_%s"),
        "way": way_of(matter.case),
        "shown": boards.shown([matter], on)[0] if matter.decided_on else None,
        "events": events(matter.case) if zones.shows(Privacy.PERSONAL) else [],
        "turn_address": reverse("villages:step", args=[matter.public_id]),
        "turn_key": f"village-matter:{matter.public_id}",
    } | forms
    return render(request, "villages/matter.html", context, status=422 if forms else 200)
