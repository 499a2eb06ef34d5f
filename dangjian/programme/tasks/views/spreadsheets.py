"""The ledger out to Excel and in from Excel."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.foundation.documents.content import Unsupported
from dangjian.foundation.documents.extraction import extract
from dangjian.foundation.spreadsheets import XLSX
from dangjian.programme.tasks import sheets
from dangjian.programme.tasks.forms import ImportForm
from dangjian.programme.tasks.models import Task, TaskList
from dangjian.programme.tasks.queries import bodies, ledger, mine
from dangjian.programme.tasks.rows import BadRows, read
from dangjian.programme.tasks.services import TaskFields, draft_task
from dangjian.programme.tasks.views.assignments import scope_of
from dangjian.programme.tasks.views.days import day_for, this_day
from dangjian.programme.tasks.views.typed import words as typed_words
from dangjian.rulebook.breach import RuleBreach

MOST_ROWS = 10_000


@requires(Permission.LIST_VIEW)
def export(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Give the ledger as a workbook, in the columns of the page."""
    rows = TaskList.objects.visible_to(request.actor).select_related("organization")
    task_list = get_object_or_404(rows, public_id=public_id)
    day = day_for(request.actor)
    lines = ledger.rows(request.actor, task_list, day, typed_words(request.GET))
    shown = ledger.matching(lines, request.GET.get("state", ""))
    return _file(sheets.ledger(task_list, shown, day.on), task_list.title)


@requires(Permission.LIST_VIEW)
def export_bodies(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Give the bodies of a task as a workbook, filtered as the page is."""
    task = get_object_or_404(Task.objects.visible_to(request.actor), public_id=public_id)
    rows, day = bodies.of_task(request.actor, task), day_for(request.actor)
    shown = bodies.filtered(rows, day, request.GET.get("state", ""), typed_words(request.GET))
    found = bodies.rows_of(list(shown.in_order()[:MOST_ROWS]), day)
    return _file(sheets.bodies(task, found, day.on), f"{task.title}各单位进展")


@requires(Permission.ASSIGNMENT_VIEW)
def export_assignments(request: ActorRequest) -> HttpResponse:
    """Give what one's own bodies (or those below) have to do as a workbook, at most 10,000 rows."""
    is_below = scope_of(request) == "below"
    chip, words, day = request.GET.get("state", "todo"), typed_words(request.GET), day_for(request.actor)
    rows = mine.listed(request.actor, day, is_below=is_below, chip=chip, words=words)
    found = bodies.rows_of(list(rows.order_by("due_on", "id")[:MOST_ROWS]), day)
    return _file(sheets.assignments(found, day.on), "承办任务")


def _file(content: bytes, name: str) -> HttpResponse:
    header = content_disposition_header(as_attachment=True, filename=f"{name}.xlsx") or "attachment"
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": header})


@requires(Permission.LIST_EDIT, post=Permission.LIST_EDIT)
def take_in(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Take the rows of a workbook in as draft tasks: all of them, or none and the places that are wrong."""
    rows = TaskList.objects.visible_to(request.actor).select_related("organization")
    task_list = get_object_or_404(rows, public_id=public_id)
    form, wrong = ImportForm(request.POST or None, request.FILES or None), list[str]()
    if request.method == "POST" and form.is_valid():
        try:
            found = _read(form, task_list)
            for fields in found:
                draft_task(task_list=task_list, fields=fields, by=request.actor)
        except BadRows as bad:
            wrong = bad.places
        except (Unsupported, RuleBreach) as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, f"已导入 {len(found)} 项草稿，还没有下达。请看一遍时限和用时。")
            return redirect("tasks:list", public_id)
    context = {
        "form": form,
        "heading": "从 Excel 导入",
        "sub": task_list.title,
        "task_list": task_list,
        "wrong": wrong,
        "headings": [column.caption for column in sheets.COLUMNS],
        "submit_label": "导入为草稿",
        "cancel_address": reverse("tasks:list", args=[public_id]),
    }
    return render(request, "tasks/import.html", context, status=422 if request.method == "POST" else 200)


def _read(form: ImportForm, task_list: TaskList) -> list[TaskFields]:
    upload = form.cleaned_data["file"]
    content = extract(upload.read(), upload.name)
    return read(content, issued_on=max(task_list.from_day, this_day().replace(month=1, day=1)))
