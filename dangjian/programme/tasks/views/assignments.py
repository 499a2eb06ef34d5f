"""本单位任务, and one assignment on one page: what, why, by when; report, agree and submit."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.foundation.ui.parts import Item
from dangjian.programme.tasks.forms import ExtensionForm, ReportForm
from dangjian.programme.tasks.models import Assignment, Progress
from dangjian.programme.tasks.queries import mine
from dangjian.programme.tasks.services import ask_extension, enter, submit
from dangjian.programme.tasks.services import report as report_progress
from dangjian.programme.tasks.views.assignment_page import enters_for, reached, report_form, show
from dangjian.programme.tasks.views.days import day_for, this_day
from dangjian.programme.tasks.views.typed import words as typed_words
from dangjian.rulebook.breach import RuleBreach


@requires(Permission.ASSIGNMENT_VIEW)
def index(request: ActorRequest) -> HttpResponse:
    """Show what the bodies of the person have to do, earliest due first; on request, what is below."""
    scope = scope_of(request)
    is_below = scope == "below"
    chip, words = request.GET.get("state", "todo"), typed_words(request.GET)
    found = mine.mine(
        request.actor, day_for(request.actor), is_below=is_below, chip=chip, words=words, query=request.GET
    )
    context = {
        "heading": "本单位和下级任务" if is_below else "本单位任务",
        "rows": found.rows,
        "pager": found.page.pager,
        "chips": [
            Item(caption, _address(request, state=name), name == chip, found.counts[name])
            for name, caption in mine.CHIPS.items()
        ],
        "scopes": [
            Item("本单位", _address(request, scope="own"), not is_below),
            Item("本单位和下级", _address(request, scope="below"), is_below),
        ],
        "shows_body": is_below or len(request.actor.bodies(Permission.ASSIGNMENT_VIEW)) > 1,
        "state": chip,
        "scope": scope,
        "words": words,
        "words_hint": "任务、单位",
        "export_address": f"{reverse('tasks:assignments-export')}{_address(request, state=chip, scope=scope)}",
        "export_label": "导出",
    }
    return render(request, "tasks/assignments.html", context)


def scope_of(request: ActorRequest) -> str:
    """Return what the address asks for: own, or below; those who answer for nothing begin with what is below."""
    usual = "own" if request.full_actor.may(Permission.ASSIGNMENT_REPORT) else "below"
    return "below" if request.GET.get("scope", usual) == "below" else "own"


def _address(request: ActorRequest, **changes: str) -> str:
    query = request.GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"


@requires(Permission.ASSIGNMENT_VIEW)
def page(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Show one assignment."""
    return show(request, reached(request, public_id))


@requires(post=Permission.ASSIGNMENT_REPORT)
def report(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Report where the work stands; from a clerk, 已完成 asks the secretary to agree."""
    assignment = _own(request, public_id)
    form = report_form(request, assignment)
    if form.is_valid():
        typed = {**form.cleaned_data, "progress": Progress(form.cleaned_data["progress"])}
        progress = typed["progress"]
        save = enter if "signer" in typed else report_progress
        try:
            save(assignment=assignment, **typed, on=this_day(), by=request.actor)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, _reported(request, assignment, progress))
            return redirect("tasks:assignment", public_id)
    return show(request, assignment, report=form, status=422)


def _reported(request: ActorRequest, assignment: Assignment, progress: Progress) -> str:
    may_submit = request.full_actor.may(Permission.ASSIGNMENT_SUBMIT, assignment.org_path)
    if enters_for(request.actor, assignment):
        return f"已代{assignment.organization.short_name}录入：{progress.label}。书记会收到通知。"
    if progress == Progress.DONE and not may_submit:
        return "已填好，等书记看过、同意并提交。"
    return f"进展已报：{progress.label}。"


@requires(post=Permission.ASSIGNMENT_SUBMIT)
def submission(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Agree and submit; what another prepared stays named beside."""
    assignment = _own(request, public_id)
    words = typed_words(request.POST)
    try:
        submit(assignment=assignment, words=words, on=this_day(), by=request.actor)
    except RuleBreach as breach:
        form = ReportForm({"progress": Progress.DONE, "words": words})
        form.add_error(None, str(breach))
        return show(request, assignment, report=form, status=422)
    messages.success(request, f"已提交，等{assignment.acceptor.short_name}验收。")
    return redirect("tasks:assignment", public_id)


@requires(post=Permission.ASSIGNMENT_SUBMIT)
def extension(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Ask for a later date."""
    assignment = _own(request, public_id)
    form = ExtensionForm(request.POST)
    if form.is_valid():
        try:
            ask_extension(assignment=assignment, **form.cleaned_data, on=this_day(), by=request.actor)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "延期申请已提交。答复前，原时限不变。")
            return redirect("tasks:assignment", public_id)
    return show(request, assignment, extension=form, status=422)


def _own(request: ActorRequest, public_id: UUID) -> Assignment:
    rows = Assignment.objects.visible_to(request.actor)
    return get_object_or_404(
        rows.select_related("task__task_list__organization", "task__organization", "organization", "acceptor"),
        public_id=public_id,
    )
