"""Matters of local procedures: the list, a new one, one with the step whose turn it is."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.practices import queries, services
from dangjian.affairs.practices.forms import MatterForm, WithdrawalForm
from dangjian.foundation.time import today
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Item
from dangjian.procedures.cases import services as cases
from dangjian.procedures.cases.models import Case, State
from dangjian.procedures.cases.queries import events
from dangjian.procedures.cases.turns import TurnForm, sent, turn_of, way_of
from dangjian.procedures.definitions.queries import text_of
from dangjian.rulebook import Outcome, RuleBreach


@requires(Permission.PRACTICE_VIEW)
def index(request: ActorRequest) -> HttpResponse:
    """List the matters in scope, those under way or all, the newest first."""
    is_all = request.GET.get("all") == "1"
    rows = queries.matters(request.actor)
    page = keyset(rows if is_all else rows.open(), by=("-opened_on", "-id"), query=request.GET)
    bodies, address = queries.own_bodies(request.full_actor), reverse("practices:index")
    context = {
        "heading": "地方程序",
        "sub": "按本县（市）公布的程序办的事：办到哪一步、轮到谁、缺什么",
        "lines": queries.lines(page.rows, today()),
        "pager": page.pager,
        "tabs": [Item("正在办理", address, not is_all), Item("全部", f"{address}?all=1", is_all)],
        "may_start": bool(bodies) and bool(queries.startable(bodies[0].county_id)),
    }
    return render(request, "practices/index.html", context)


@requires(Permission.PRACTICE_TAKE, post=Permission.PRACTICE_TAKE)
def new(request: ActorRequest) -> HttpResponse:
    """Begin a matter for a body at which one holds a post."""
    bodies = queries.own_bodies(request.full_actor)
    if not bodies:
        raise Http404
    texts = queries.startable(bodies[0].county_id)
    form = MatterForm(request.POST or None, bodies=bodies, texts=texts, key=request.GET.get("procedure", ""))
    if form.is_valid():
        said = form.cleaned_data
        try:
            case = services.start(
                by=request.actor, key=said["procedure"], body=form.body(), title=said["title"], on=today()
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已立项，从第一步办起。")
            return redirect("practices:matter", case.public_id)
    context = {
        "form": form,
        "heading": "立项",
        "sub": bodies[0].short_name if len(bodies) == 1 else "选好是哪个党组织的事",
        "form_address": request.get_full_path(),
        "cancel_address": reverse("practices:index"),
        "submit_label": "立项",
        "draft_key": f"practice:{request.actor.account_id}",
    }
    return render(request, "ui/form.html", context, status=422 if form.errors else 200)


@requires(Permission.PRACTICE_VIEW)
def page(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Show a matter: where it is, whose turn, what is missing, and the step where it is one's own turn."""
    return _page(request, _matter(request, case_id))


@requires(post=Permission.PRACTICE_TAKE)
def steps(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Take the step whose turn it is."""
    case = _matter(request, case_id)
    form = sent(case, request.POST, today())
    if form.is_valid():
        try:
            services.take(by=request.full_actor, case=case, step=form.step.key, **form.taken())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"“{form.step.says}”已办。")
            return redirect("practices:matter", case.public_id)
    return _page(request, case, form)


@requires(post=Permission.PRACTICE_TAKE)
def withdrawal(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Take a matter back, as the body that began it."""
    case = _matter(request, case_id)
    form = WithdrawalForm(request.POST)
    if form.is_valid():
        try:
            cases.withdraw(by=request.full_actor, case=case, on=today(), words=form.cleaned_data["words"])
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已撤回。")
            return redirect("practices:matter", case.public_id)
    return _page(request, case, withdrawal_form=form)


def _matter(request: ActorRequest, case_id: UUID) -> Case:
    return get_object_or_404(queries.matters(request.actor), public_id=case_id)


def _page(
    request: ActorRequest, case: Case, form: TurnForm | None = None, withdrawal_form: WithdrawalForm | None = None
) -> HttpResponse:
    actor = request.full_actor
    turn = turn_of(case, actor, today(), form)
    is_own = case.organization_id in actor.bodies(Permission.PRACTICE_TAKE)
    may_withdraw = is_own and case.state == State.OPEN and Outcome.WITHDRAW in turn["standing"].outcomes
    context = turn | {
        "heading": case.title,
        "sub": text_of(case).title,
        "turn_address": reverse("practices:steps", args=[case.public_id]),
        "turn_key": f"practice:{case.public_id}",
        "way": way_of(case),
        "events": events(case),
        "may_withdraw": may_withdraw,
        "withdrawal_form": withdrawal_form or WithdrawalForm(),
        "withdrawal_address": reverse("practices:withdrawal", args=[case.public_id]),
    }
    bound = (form is not None and form.errors) or (withdrawal_form is not None and withdrawal_form.errors)
    return render(request, "practices/matter.html", context, status=422 if bound else 200)
