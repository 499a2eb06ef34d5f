"""One task: how its bodies stand, and what is judged in bulk."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, came_from, requires
from dangjian.access.permissions import Permission
from dangjian.channels.inbox.rules import group_text
from dangjian.foundation.ui.parts import Item
from dangjian.programme.tasks import rules
from dangjian.programme.tasks.models import Assignment, Task
from dangjian.programme.tasks.models.assignments import AssignmentQuerySet
from dangjian.programme.tasks.queries import bodies
from dangjian.programme.tasks.queries.ledger import standing_of
from dangjian.programme.tasks.queries.page import clause, events_of
from dangjian.programme.tasks.queries.tallies import Day
from dangjian.programme.tasks.rules import Tally
from dangjian.programme.tasks.services import withdraw, write_off_task
from dangjian.programme.tasks.views.days import day_for, this_day
from dangjian.programme.tasks.views.typed import words as typed_words

MOST_DRAWN = 50
LONGEST_ASKED = 4


@requires(Permission.LIST_VIEW)
def page(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Show one task with its bodies in the county's order."""
    rows = Task.objects.visible_to(request.actor).select_related(
        "task_list__organization", "organization", "parent_assignment__organization"
    )
    task, day = get_object_or_404(rows, public_id=public_id), day_for(request.actor)
    of_it = bodies.of_task(request.actor, task)
    tally = replace(bodies.counted(of_it, day), unit="件" if task.cadence else "个单位")
    chip, words = request.GET.get("state", ""), typed_words(request.GET)
    found = bodies.county_page(bodies.filtered(of_it, day, chip, words), request.GET)
    context = {
        "task": task,
        "heading": task.title,
        "tally": tally,
        "standing": standing_of(task, tally, day),
        "rows": bodies.rows_of(found.rows, day),
        "pager": found.pager,
        "chips": _chips(request, tally, chip),
        "state": chip,
        "words": words,
        "words_hint": "单位名称、首字母、进展",
        "export_address": f"{reverse('tasks:bodies-export', args=[public_id])}?{request.GET.urlencode()}",
        "export_label": "导出各单位",
        "clause": clause(task),
        "events": events_of(task),
        **_acts(request, task, tally),
        **_sample(request, of_it, day),
    }  # fmt: skip
    return render(request, "tasks/task.html", context)


def _chips(request: ActorRequest, tally: Tally, current: str) -> list[Item]:
    figures = {
        "": tally.total, "late": tally.late, "soon": tally.soon, "submitted": tally.submitted,
        "accepted": tally.accepted, "behind": tally.behind, "written_off": tally.written_off,
    }  # fmt: skip
    return [
        Item(caption, f"{request.path}?state={name}", name == current, figures[name])
        for name, caption in bodies.FILTERS.items()
        if figures[name] or name in ("", current)
    ]


def _acts(request: ActorRequest, task: Task, tally: Tally) -> dict[str, object]:
    """Return what the person may do here, and the text for the chat group."""
    may = request.full_actor.may
    own = request.build_absolute_uri(reverse("tasks:own", args=[task.public_id]))
    is_issued = task.state == "issued"
    return {
        "may_accept": is_issued and tally.submitted > 0 and may(Permission.ASSIGNMENT_ACCEPT),
        "may_write_off": is_issued and tally.accepted > 0 and may(Permission.ASSIGNMENT_WRITE_OFF, task.org_path),
        "may_withdraw": is_issued and may(Permission.TASK_ISSUE, task.org_path),
        "may_close": is_issued and not task.due_on and may(Permission.ASSIGNMENT_WRITE_OFF, task.org_path),
        "may_edit": task.state == "draft" and may(Permission.LIST_EDIT, task.org_path),
        "notice": group_text(task.title, task.due_on, own, on=this_day()) if is_issued else "",
    }


def _sample(request: ActorRequest, of_it: AssignmentQuerySet, day: Day) -> dict[str, object]:
    """Return the bodies drawn to be looked at, where the address asks for a sample of those waiting."""
    asked = request.GET.get("sample", "")
    if not asked.isdecimal() or len(asked) > LONGEST_ASKED or not int(asked):
        return {}
    waiting = list(bodies.filtered(of_it, day, "submitted").in_order())
    seed = typed_words(request.GET, "seed") or day.on.isoformat()
    drawn = rules.drawn(waiting, min(int(asked), MOST_DRAWN), seed)
    return {"drawn": bodies.rows_of(drawn, day), "waiting": len(waiting), "seed": seed}


@requires(Permission.ASSIGNMENT_VIEW)
def own(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Lead the reader of a group notice to their own body's form, or to the task."""
    mine = Assignment.objects.visible_to(request.actor).filter(
        task__public_id=public_id, organization_id__in=request.actor.bodies(Permission.ASSIGNMENT_VIEW)
    )
    found = mine.order_by("-due_on", "organization__order_no").first()
    if found is None:
        readable = Task.objects.visible_to(request.full_actor.narrowed(Permission.LIST_VIEW))
        return redirect("tasks:task", get_object_or_404(readable, public_id=public_id).public_id)
    return redirect("tasks:assignment", found.public_id)


@requires(post=Permission.TASK_ISSUE)
def withdrawal(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Withdraw an issued task."""
    task = get_object_or_404(Task.objects.visible_to(request.actor), public_id=public_id)
    ended = withdraw(task=task, reason=typed_words(request.POST), on=this_day(), by=request.actor)
    messages.success(request, f"任务已撤回，{ended} 个单位不用再办，都会收到告知。")
    return redirect("tasks:task", public_id)


@requires(post=Permission.ASSIGNMENT_WRITE_OFF)
def closure(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Write off a recurring or standing task as a whole."""
    task = get_object_or_404(Task.objects.visible_to(request.actor), public_id=public_id)
    write_off_task(task=task, words=typed_words(request.POST), on=this_day(), by=request.actor)
    messages.success(request, "任务已整体销号。")
    return redirect(came_from(request))
