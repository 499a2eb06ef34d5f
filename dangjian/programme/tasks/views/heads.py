"""The head of a list: in whose name, on what basis, under which authority; opened and changed."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.programme.directives.models import Directive
from dangjian.programme.tasks.forms import ListForm
from dangjian.programme.tasks.models import Authority, TaskList
from dangjian.programme.tasks.queries import lists
from dangjian.programme.tasks.services import edit_list, open_list
from dangjian.programme.tasks.views.days import this_day
from dangjian.programme.tasks.views.issuers import chosen, issuers
from dangjian.programme.tasks.views.typed import public_id as typed_id
from dangjian.rulebook import rule
from dangjian.rulebook.breach import RuleBreach


def _form(request: ActorRequest, kept: TaskList | None = None) -> ListForm:
    reader = request.full_actor.narrowed(Permission.DIRECTIVE_VIEW)
    directives = Directive.objects.visible_to(reader).only("id", "public_id", "title").order_by("-read_at")
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
    on, source = this_day(), typed_id(request.GET, "directive")
    about = directives.filter(public_id=source).first() if source else None
    title = f"《{about.title[:100]}》任务清单" if about else ""
    goal = typed_id(request.GET, "goal")
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
    rows = TaskList.objects.visible_to(request.actor).select_related("organization", "goal", "directive")
    kept = get_object_or_404(rows, public_id=public_id)
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
