"""Hand-down (下达): choose for whom, see who and how many hours, then send."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.programme.tasks.forms import TargetsForm
from dangjian.programme.tasks.models import Authority, Selection, Task, TaskList, TaskState
from dangjian.programme.tasks.queries.impact import Impact, impact
from dangjian.programme.tasks.rules import hours
from dangjian.programme.tasks.services import issue as hand_down
from dangjian.programme.tasks.services import save_selection
from dangjian.programme.tasks.views.days import this_day
from dangjian.programme.tasks.views.typed import words as typed_words
from dangjian.rulebook import rule
from dangjian.rulebook.breach import RuleBreach


@requires(Permission.TASK_ISSUE, post=Permission.TASK_ISSUE)
def issue(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Show what a choice of bodies means (``look``), and send it.

    A look may be posted, for a long list of names does not fit an address.
    """
    task_list = _own(request, public_id)
    data = request.POST if request.method == "POST" else request.GET
    drafts = _drafts(request, task_list)
    picked = _picked(drafts, data.getlist("tasks"))
    form = _form(request, task_list, data if "look" in data or request.method == "POST" else None)
    refusal = ""
    if request.method == "POST" and "look" not in data and form.is_valid():
        try:
            done = hand_down(tasks=picked, targets=form.targets(), on=this_day(), by=request.actor)
        except RuleBreach as breach:
            refusal = str(breach)
        else:
            cost = hours(done.minutes, 1)
            messages.success(
                request,
                f"已下达：{len(picked)} 项任务，{done.bodies} 个单位，共 {done.assignments} 件，约 {cost} 小时。",
            )
            return redirect("tasks:list", public_id)
    return _page(request, task_list, form, drafts, picked, refusal)


@requires(post=Permission.TASK_ISSUE)
def save(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Keep the chosen range under a name, and go on with it."""
    task_list = _own(request, public_id)
    form = _form(request, task_list, request.POST)
    name, refusal = typed_words(request.POST, "name")[:60], ""
    if form.is_valid():
        try:
            save_selection(organization=task_list.organization, name=name, targets=form.targets(), by=request.actor)
        except RuleBreach as breach:
            refusal = str(breach)
        else:
            messages.success(request, f"范围“{name}”已存，下次可直接选。")
    drafts = _drafts(request, task_list)
    return _page(request, task_list, form, drafts, _picked(drafts, request.POST.getlist("tasks")), refusal)


def _own(request: ActorRequest, public_id: UUID) -> TaskList:
    rows = TaskList.objects.visible_to(request.actor).select_related("organization")
    return get_object_or_404(rows, public_id=public_id)


def _drafts(request: ActorRequest, task_list: TaskList) -> list[Task]:
    rows = Task.objects.visible_to(request.actor).filter(task_list=task_list, state=TaskState.DRAFT)
    return list(rows.in_order())


def _picked(drafts: Sequence[Task], wanted: Sequence[str]) -> list[Task]:
    """Return the drafts ticked; all of them where the page opens without a choice."""
    return [task for task in drafts if str(task.public_id) in wanted] if wanted else list(drafts)


def _form(request: ActorRequest, task_list: TaskList, data: object) -> TargetsForm:
    selections = Selection.objects.visible_to(request.actor).filter(organization=task_list.organization)
    return TargetsForm(data, issuer=task_list.organization, on=this_day(), selections=selections.order_by("name"))


def _page(
    request: ActorRequest,
    task_list: TaskList,
    form: TargetsForm,
    drafts: Sequence[Task],
    picked: Sequence[Task],
    refusal: str,
) -> HttpResponse:
    seen = None
    if form.is_bound and form.is_valid():
        bodies = form.targets().bodies(task_list.organization, this_day())
        seen = impact(bodies, picked, task_list.organization, this_day())
    kept = request.POST if request.method == "POST" else request.GET
    context = {
        "heading": "下达",
        "task_list": task_list,
        "form": form,
        "drafts": drafts,
        "picked": {task.pk for task in picked},
        "impact": seen,
        "kept": [(name, value) for name, values in kept.lists() for value in values if name not in _NOT_KEPT],
        "refusal": refusal,
        **_authority(task_list, seen),
        "on": this_day(),
    }
    # A look changes nothing: answered as an unfinished form, so that nothing is kept of its key.
    is_unfinished = bool(refusal) or "look" in request.POST or not form.is_valid()
    return render(request, "tasks/issue.html", context, status=422 if is_unfinished and request.POST else 200)


def _authority(task_list: TaskList, seen: Impact | None) -> dict[str, str]:
    """Say before sending that a department does not order committees in its own name, with the article (P2)."""
    if seen is None or task_list.authority != Authority.OWN or not task_list.office:
        return {}
    committee = next((body.short_name for group in seen.groups for body in group.bodies if body.is_committee), "")
    found = rule("authority.departments_and_committees", on=this_day())
    return {"needs_consent": committee, "law": f"{found.says}。{found.citation}"}


_NOT_KEPT = frozenset({"csrfmiddlewaretoken", "once", "name", "look"})
