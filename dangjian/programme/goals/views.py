"""The programme as a tree; a node added, changed, moved, removed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import today
from dangjian.programme.goals import queries
from dangjian.programme.goals.forms import GoalForm
from dangjian.programme.goals.models import Goal
from dangjian.programme.goals.services import add, edit, remove, shift
from dangjian.rulebook.breach import RuleBreach

P = Permission


@requires(P.GOAL_VIEW)
def tree(request: ActorRequest) -> HttpResponse:
    """Show the programmes in scope."""
    context = {
        "heading": "方案目标",
        "programmes": queries.programmes(request.full_actor),
        "editable": request.full_actor.bodies(P.GOAL_EDIT),
    }
    return render(request, "goals/tree.html", context)


@requires(P.GOAL_VIEW)
def goal(request: ActorRequest, goal_id: UUID) -> HttpResponse:
    """Show one node: what it demands, what hangs on it, what is below."""
    found = get_object_or_404(Goal.objects.visible_to(request.actor).select_related("organization"), public_id=goal_id)
    below = list(found.children.in_order())
    context = {
        "heading": found.title,
        "goal": found,
        "above": queries.above(found),
        "below": below,
        "hanging": queries.hanging_on(request.full_actor, [found, *below]),
        "may_edit": request.full_actor.may(P.GOAL_EDIT, found.org_path),
    }
    return render(request, "goals/goal.html", context)


@requires(P.GOAL_EDIT, post=P.GOAL_EDIT)
def new(request: ActorRequest) -> HttpResponse:
    """Add a node to the programme of one's own body."""
    body = _body(request)
    goals = list(Goal.objects.visible_to(request.actor).filter(organization=body).in_order())
    year = today().year
    under = next((one for one in goals if str(one.public_id) == request.GET.get("under")), None)
    initial = {"parent": request.GET.get("under", ""), "from_year": year, "to_year": year, "word": "行动"}
    if under:
        initial |= {"from_year": under.from_year, "to_year": under.to_year, "word": "任务"}
    form = GoalForm(request.POST or None, goals=goals, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = add(organization=body, parent=form.parent_goal(), wording=form.wording(), by=request.actor)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"“{made.title}”已加入方案。")
            return redirect("goals:tree")
    return _form(request, form, "添一个目标", reverse("goals:tree"))


def _body(request: ActorRequest) -> Organization:
    bodies = Organization.objects.visible_to(request.actor)
    return get_object_or_404(bodies, pk=request.actor.bodies(P.GOAL_EDIT)[0])


@requires(P.GOAL_EDIT, post=P.GOAL_EDIT)
def revision(request: ActorRequest, goal_id: UUID) -> HttpResponse:
    """Change a node, or hang it elsewhere."""
    found = _own(request, goal_id)
    names = ("word", "title", "summary", "from_year", "to_year")
    initial = {name: getattr(found, name) for name in names}
    initial["parent"] = str(found.parent.public_id) if found.parent else ""
    form = GoalForm(request.POST or None, goals=queries.outside(found), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            edit(goal=found, parent=form.parent_goal(), wording=form.wording(), by=request.actor)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"“{found.title}”已保存。")
            return redirect("goals:goal", found.public_id)
    return _form(request, form, "改目标", reverse("goals:goal", args=[found.public_id]))


@requires(post=P.GOAL_EDIT)
def position(request: ActorRequest, goal_id: UUID) -> HttpResponse:
    """Move a node one up or down among its siblings."""
    found = _own(request, goal_id)
    shift(goal=found, places_down=-1 if request.POST.get("to") == "up" else 1, by=request.actor)
    messages.success(request, f"“{found.title}”已移动。")
    return redirect("goals:tree")


@requires(post=P.GOAL_EDIT)
def removal(request: ActorRequest, goal_id: UUID) -> HttpResponse:
    """Remove a node that nothing hangs on."""
    found = _own(request, goal_id)
    remove(goal=found, by=request.actor)
    messages.success(request, f"“{found.title}”已删去。")
    return redirect("goals:tree")


def _own(request: ActorRequest, goal_id: UUID) -> Goal:
    rows = Goal.objects.visible_to(request.actor).select_related("organization", "parent")
    return get_object_or_404(rows, public_id=goal_id)


def _form(request: ActorRequest, form: GoalForm, heading: str, back: str) -> HttpResponse:
    context = {
        "heading": heading,
        "form": form,
        "form_address": request.get_full_path(),
        "cancel_address": back,
        "draft_key": f"goal:{request.actor.account_id}:{request.path}",
    }
    return render(request, "goals/form.html", context, status=422 if form.is_bound else 200)
