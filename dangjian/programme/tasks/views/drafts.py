"""Draft tasks: written, changed, removed, and taken over from a directive that was read."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.programme.directives.models import Directive
from dangjian.programme.tasks.forms import AdoptionForm, TaskForm
from dangjian.programme.tasks.forms.tasks import typed
from dangjian.programme.tasks.models import Task, TaskList
from dangjian.programme.tasks.services import adopt, draft_task, edit_task, remove_task
from dangjian.rulebook.breach import RuleBreach


@requires(Permission.LIST_EDIT, post=Permission.LIST_EDIT)
def new(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Add a draft task to a list; the lead of the last task stands there already."""
    task_list = get_object_or_404(TaskList.objects.visible_to(request.actor), public_id=public_id)
    last = task_list.tasks.order_by("-order_no").first()
    initial: dict[str, object] = {"lead_leader": last.lead_leader, "lead_body": last.lead_body} if last else {}
    form = TaskForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            draft_task(task_list=task_list, fields=form.columns(), by=request.actor)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"已添草稿“{form.cleaned_data['title']}”，还没有下达。")
            return redirect(_next(request, task_list))
    sources = {"lead_leader": "来自上一项任务", "lead_body": "来自上一项任务"} if last else {}
    return _page(request, form, task_list, "新任务", sources)


@requires(Permission.LIST_EDIT, post=Permission.LIST_EDIT)
def edit(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Change a draft task."""
    task = _own(request, public_id)
    form = TaskForm(request.POST or None, initial=typed(task))
    if request.method == "POST" and form.is_valid():
        try:
            edit_task(task=task, fields=form.columns(), by=request.actor)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "任务已改好。")
            return redirect(_next(request, task.task_list))
    sources = {"title": "来自文件条款"} if task.proposal_id else {}
    return _page(request, form, task.task_list, f"改任务：{task.title}", sources, task)


@requires(post=Permission.LIST_EDIT)
def remove(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Remove a draft task."""
    task = _own(request, public_id)
    remove_task(task=task, by=request.actor)
    messages.success(request, f"草稿“{task.title}”已删去。")
    return redirect("tasks:list", task.task_list.public_id)


@requires(Permission.LIST_EDIT, post=Permission.LIST_EDIT)
def from_directive(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Take the confirmed proposals of a directive into a list as drafts."""
    reader = request.full_actor.narrowed(Permission.DIRECTIVE_VIEW)
    directive = get_object_or_404(Directive.objects.visible_to(reader).defer("text"), public_id=public_id)
    confirmed = list(directive.proposals.confirmed().in_order().prefetch_related("tasks__task_list"))
    lists = TaskList.objects.visible_to(request.actor).select_related("organization").order_by("-id")[:50]
    form = AdoptionForm(request.POST or None)
    wanted = set(request.POST.getlist("proposals"))
    if form.is_valid():
        chosen = _list(request, request.POST.get("task_list", ""))
        picked = [proposal for proposal in confirmed if str(proposal.public_id) in wanted]
        due_on = form.cleaned_data["due_on"]
        made = adopt(directive=directive, task_list=chosen, proposals=picked, due_on=due_on, by=request.actor)
        messages.success(request, f"已列入 {len(made)} 项草稿，还没有下达。请看一遍时限和用时，再下达。")
        return redirect("tasks:list", chosen.public_id)
    context = {
        "heading": "列入清单",
        "directive": directive,
        "proposals": confirmed,
        "task_lists": lists,
        "own_list": next((row.pk for row in lists if row.directive_id == directive.pk), _own_latest(request, lists)),
        "wanted": wanted,
        "form": form,
        "new_list": f"{reverse('tasks:list-new')}?directive={directive.public_id}",
    }
    return render(request, "tasks/from_directive.html", context, status=422 if form.errors else 200)


def _own_latest(request: ActorRequest, lists: Iterable[TaskList]) -> int | None:
    return next((row.pk for row in lists if row.made_by == request.actor.account_id), None)


def _list(request: ActorRequest, value: str) -> TaskList:
    """Resolve a list named in a form; what is no id is absent too."""
    if not value:
        raise RuleBreach("还没有选清单，未列入。请选一份清单，或新建一份。")
    try:
        return get_object_or_404(TaskList.objects.visible_to(request.actor), public_id=UUID(value))
    except ValueError as error:
        raise Http404 from error


def _own(request: ActorRequest, public_id: UUID) -> Task:
    rows = Task.objects.visible_to(request.actor).select_related("task_list__organization")
    return get_object_or_404(rows, public_id=public_id)


def _next(request: ActorRequest, task_list: TaskList) -> str:
    name = "tasks:task-new" if "more" in request.POST else "tasks:list"
    return reverse(name, args=[task_list.public_id])


def _page(  # what the form page is made of
    request: ActorRequest,
    form: TaskForm,
    task_list: TaskList,
    heading: str,
    sources: dict[str, str],
    task: Task | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "task_list": task_list,
        "task": task,
        "sources": sources,
        "removal_address": reverse("tasks:task-removal", args=[task.public_id]) if task else "",
        "draft_key": f"task:{request.actor.account_id}:{request.path}",
    }
    return render(request, "tasks/task_form.html", context, status=422 if form.errors else 200)
