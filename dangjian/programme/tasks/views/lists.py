"""清单台账: the index, the ledger of one list, a new list, and the head of a list."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.foundation.ui.parts import Item
from dangjian.programme.directives.models import Directive
from dangjian.programme.tasks.doors import list_steps
from dangjian.programme.tasks.forms import ListForm
from dangjian.programme.tasks.models import Authority, ListKind, TaskList
from dangjian.programme.tasks.queries import ledger, lists
from dangjian.programme.tasks.services import edit_list, open_list
from dangjian.programme.tasks.views.days import day_for, this_day
from dangjian.programme.tasks.views.issuers import chosen, issuers
from dangjian.programme.tasks.views.typed import words as typed_words
from dangjian.rulebook import rule
from dangjian.rulebook.breach import RuleBreach


@requires(Permission.LIST_VIEW)
def index(request: ActorRequest) -> HttpResponse:
    """Show the lists in scope, newest first."""
    words, kind, goal, issuer = (typed_words(request.GET, name) for name in ("words", "kind", "goal", "issuer"))
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


def _form(request: ActorRequest, kept: TaskList | None = None) -> ListForm:
    reader = request.full_actor.narrowed(Permission.DIRECTIVE_VIEW)
    directives = Directive.objects.visible_to(reader).only("id", "title").order_by("-read_at")
    return ListForm(
        request.POST or None,
        issuers=issuers(request.actor),
        goals=lists.goals_of(request.full_actor),
        directives=directives,
        initial=_of_kept(kept) if kept else _of_new(request, directives),
    )


def _of_kept(kept: TaskList) -> dict[str, object]:
    names = ("title", "kind", "goal", "directive", "basis", "authority", "consent", "from_day", "to_day")
    return {name: getattr(kept, name) for name in names}


def _of_new(request: ActorRequest, directives: QuerySet[Directive]) -> dict[str, object]:
    """Open with what is known: this year, and the directive or goal that one comes from."""
    on, source = this_day(), request.GET.get("directive", "")
    about = directives.filter(pk=source).first() if source.isdecimal() else None
    title = f"《{about.title[:100]}》任务清单" if about else ""
    goal = request.GET.get("goal")
    return {"from_day": on, "to_day": on.replace(month=12, day=31), "goal": goal, "directive": about, "title": title}


@requires(Permission.LIST_EDIT, post=Permission.LIST_EDIT)
def new(request: ActorRequest) -> HttpResponse:
    """Open a list; the next page adds its tasks."""
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        body, office = chosen(request.actor, data.pop("issuer"))
        try:
            made = open_list(**data, organization=body, office=office, by=request.actor)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            if made.directive and made.directive.proposals.confirmed().exists():
                messages.success(request, "清单已建立。请勾选要列入的条款。")
                return redirect("tasks:from-directive", made.directive.public_id)
            messages.success(request, "清单已建立，还没有下达。请添任务，或从 Excel 导入。")
            return redirect("tasks:list", made.public_id)
    return _head(request, form, "新清单", reverse("tasks:lists"))


@requires(Permission.LIST_EDIT, post=Permission.LIST_EDIT)
def edit(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Change the head of a list."""
    kept = _seen(request, public_id)
    form = _form(request, kept)
    form.fields["issuer"].required = False
    form.fields.pop("directive")
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        data.pop("issuer")
        try:
            edit_list(**data, task_list=kept, by=request.actor)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "清单已改好。")
            return redirect("tasks:list", public_id)
    return _head(request, form, f"改清单：{kept.title}", reverse("tasks:list", args=[public_id]))


def _head(request: ActorRequest, form: ListForm, heading: str, back: str) -> HttpResponse:
    authority = rule("authority.departments_and_committees", on=this_day())
    context = {
        "form": form,
        "heading": heading,
        "sub": "写明授权和依据。这里只建清单，不下达。",
        "cancel_address": back,
        "submit_label": "保存",
        "draft_key": f"list:{request.actor.account_id}:{request.path}",
        "law": f"{authority.says}。{authority.citation}",
        "needs_consent": Authority.CONSENT,
    }
    return render(request, "tasks/list_form.html", context, status=422 if form.errors else 200)
