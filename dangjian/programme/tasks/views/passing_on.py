"""Passing on (分解下达): adapted to the place or 原样下达, with what is added marked 本级增加 (P3)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.programme.tasks.forms import PassOnForm, TargetsForm
from dangjian.programme.tasks.forms.tasks import DAY, typed
from dangjian.programme.tasks.models import Assignment, Selection
from dangjian.programme.tasks.queries.impact import impact
from dangjian.programme.tasks.services import pass_on as hand_on
from dangjian.programme.tasks.services.passing_on import added_without_minutes
from dangjian.programme.tasks.views.assignment_page import reached
from dangjian.programme.tasks.views.days import this_day
from dangjian.rulebook.breach import RuleBreach


@requires(Permission.ASSIGNMENT_PASS_ON, post=Permission.ASSIGNMENT_PASS_ON)
def pass_on(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Open with the parent's own columns; send, or look first at who and how many hours."""
    assignment = reached(request, public_id)
    is_look = "look" in request.POST
    form = PassOnForm(request.POST or None, initial=_parent(assignment))
    targets = _targets(request, assignment)
    if request.method == "POST" and form.is_valid() and targets.is_valid() and not is_look:
        try:
            hand_on(
                assignment=assignment,
                targets=targets.targets(),
                fields=form.columns(),
                added_reason=form.cleaned_data["added_reason"],
                on=this_day(),
                by=request.actor,
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已分解下达。下级的进度在这一页看。")
            return redirect("tasks:assignment", public_id)
    return _page(request, assignment, form, targets)


def _parent(assignment: Assignment) -> dict[str, object]:
    return typed(assignment.task) | {"when": DAY, "due_on": assignment.due_on}


def _targets(request: ActorRequest, assignment: Assignment) -> TargetsForm:
    selections = Selection.objects.visible_to(request.actor).filter(organization=assignment.organization)
    return TargetsForm(
        request.POST or None, issuer=assignment.organization, on=this_day(), selections=selections.order_by("name")
    )


def _page(request: ActorRequest, assignment: Assignment, form: PassOnForm, targets: TargetsForm) -> HttpResponse:
    seen, unestimated = None, ""
    if targets.is_bound and targets.is_valid():
        task = assignment.task
        if form.is_valid():
            unestimated = added_without_minutes(assignment, form.columns())
            task.minutes = form.cleaned_data["minutes"]
        chosen = targets.targets().bodies(assignment.organization, this_day())
        seen = impact(chosen, [task], assignment.organization, this_day())
    context = {
        "heading": "分解下达",
        "assignment": assignment,
        "form": form,
        "targets": targets,
        "impact": seen,
        "unestimated": unestimated,
        "draft_key": f"pass-on:{request.actor.account_id}:{assignment.public_id}",
    }
    # A look changes nothing: answered as an unfinished form, so that its key is free for the real sending.
    return render(request, "tasks/pass_on.html", context, status=422 if request.method == "POST" else 200)
