"""清单台账: the index of lists, and the ledger of one."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.foundation.ui.parts import Item
from dangjian.programme.tasks.doors import list_steps
from dangjian.programme.tasks.models import ListKind, TaskList
from dangjian.programme.tasks.queries import ledger, lists
from dangjian.programme.tasks.views.days import day_for
from dangjian.programme.tasks.views.typed import public_id as typed_id
from dangjian.programme.tasks.views.typed import words as typed_words


@requires(Permission.LIST_VIEW)
def index(request: ActorRequest) -> HttpResponse:
    """Show the lists in scope, newest first."""
    words, kind, issuer = (typed_words(request.GET, name) for name in ("words", "kind", "issuer"))
    goal = typed_id(request.GET, "goal")
    lines, page = lists.lists(
        request.actor, day_for(request.actor), words=words, kind=kind, goal=goal, issuer=issuer, query=request.GET
    )
    context = {
        "heading": "清单台账",
        "sub": "任务清单、问题清单、责任清单、整改清单",
        "lines": lines,
        "pager": page.pager,
        "words": words,
        "kind": kind,
        "goal": goal,
        "issuer": issuer,
        "issuers": lists.ISSUERS.items(),
        "kinds": ListKind.choices,
        "goals": lists.goals_of(request.full_actor),
        "may_edit": request.full_actor.may(Permission.LIST_EDIT),
        "may_warn": request.full_actor.may(Permission.NOTICE_URGENT),
    }
    return render(request, "tasks/lists.html", context)


@requires(Permission.LIST_VIEW)
def ledger_page(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Show one list as the ledger that people know."""
    task_list = _seen(request, public_id)
    words, chip = typed_words(request.GET), request.GET.get("state", "")
    day = day_for(request.actor)
    everything = ledger.rows(request.actor, task_list, day)
    found = ledger.rows(request.actor, task_list, day, words) if words else everything
    context = {
        "task_list": task_list,
        "heading": task_list.title,
        "rows": ledger.matching(found, chip),
        "all_rows": everything,
        "chips": _chips(request, everything, chip),
        "words": words,
        "state": chip,
        "words_hint": "任务、措施、单位、责任人",
        "export_address": f"{reverse('tasks:export', args=[public_id])}?{request.GET.urlencode()}",
        "may_edit": request.full_actor.may(Permission.LIST_EDIT, task_list.org_path),
        "may_issue": request.full_actor.may(Permission.TASK_ISSUE, task_list.org_path),
        "steps": _steps(request, task_list) if len(ledger.matching(everything, "draft")) < len(everything) else (),
        "drafts": len(ledger.matching(everything, "draft")),
    }
    return render(request, "tasks/ledger.html", context)


def _steps(request: ActorRequest, task_list: TaskList) -> list[Item]:
    """Return what those above offer to do with a list that has been handed down (起草通报)."""
    may = request.full_actor.may
    return [
        Item(step.caption, step.address(task_list.public_id))
        for step in list_steps()
        if may(step.permission, task_list.org_path)
    ]


def _seen(request: ActorRequest, public_id: UUID) -> TaskList:
    rows = TaskList.objects.visible_to(request.actor).select_related("organization", "goal", "directive")
    return get_object_or_404(rows, public_id=public_id)


def _chips(request: ActorRequest, rows: list[ledger.LedgerRow], current: str) -> list[Item]:
    items = []
    for name, caption in ledger.FILTERS.items():
        query = request.GET.copy()
        query["state"] = name
        items.append(Item(caption, f"?{query.urlencode()}", name == current, len(ledger.matching(rows, name))))
    return [item for item in items if item.figure or item.is_current or item.caption == "全部"]
