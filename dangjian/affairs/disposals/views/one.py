"""One disposal: where it is, the step whose turn it is, what the person said, how it went."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.disposals import queries, services
from dangjian.affairs.disposals.forms import ResultForm, WithdrawalForm
from dangjian.affairs.disposals.models import Disposal, Mode, Result
from dangjian.affairs.disposals.views.days import this_day
from dangjian.affairs.disposals.views.words import facts_of
from dangjian.affairs.members.services import looked
from dangjian.procedures.cases.queries import events
from dangjian.procedures.cases.turns import TurnForm, sent, turn_of, way_of
from dangjian.rulebook import RuleBreach, Step


@requires(Permission.DISPOSAL_VIEW)
@inside
def page(request: ActorRequest, disposal_id: UUID) -> HttpResponse:
    """Show a disposal to a body that handles it."""
    row = _found(request, disposal_id)
    looked(by=request.actor, person=row.person)
    return _page(request, row)


@requires(post=Permission.DISPOSAL_EDIT)
@inside
def proposals(request: ActorRequest, disposal_id: UUID) -> HttpResponse:
    """Take a step of the branch."""
    return _take(request, disposal_id)


@requires(post=Permission.DISPOSAL_DECIDE)
@inside
def decisions(request: ActorRequest, disposal_id: UUID) -> HttpResponse:
    """Take a step of the committee."""
    return _take(request, disposal_id)


def _take(request: ActorRequest, disposal_id: UUID) -> HttpResponse:
    row = _found(request, disposal_id)
    form = sent(row.case, request.POST, this_day())
    if form.is_valid():
        try:
            taken = services.take_step(by=request.actor, row=row, step=form.step.key, **form.taken())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已办。" if taken.ended_on is None else f"已办结：{taken.get_result_display()}。")
            return redirect("disposals:one", row.public_id)
    return _page(request, row, turn=form)


@requires(post=Permission.DISPOSAL_EDIT)
@inside
def result(request: ActorRequest, disposal_id: UUID) -> HttpResponse:
    """Say how a correction or an advice to leave went."""
    row = _found(request, disposal_id)
    form = ResultForm(request.POST, mode=Mode(row.mode), auto_id="result_%s")
    if form.is_valid():
        chosen = Result(form.cleaned_data["result"])
        try:
            services.conclude(by=request.actor, row=row, result=chosen, on=this_day())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"已登记：{chosen.label}。")
            return redirect("disposals:one", row.public_id)
    return _page(request, row, result_form=form)


@requires(post=Permission.DISPOSAL_EDIT)
@inside
def withdrawal(request: ActorRequest, disposal_id: UUID) -> HttpResponse:
    """Take a proposal back."""
    row = _found(request, disposal_id)
    form = WithdrawalForm(request.POST, auto_id="withdrawal_%s")
    if form.is_valid():
        try:
            services.withdraw(by=request.actor, row=row, words=form.cleaned_data["words"], on=this_day())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已撤回，党籍没有变动。")
            return redirect("disposals:index")
    return _page(request, row, withdrawal_form=form)


def _found(request: ActorRequest, disposal_id: UUID) -> Disposal:
    rows = Disposal.objects.visible_to(request.actor).select_related("person", "organization", "case")
    return get_object_or_404(rows, public_id=disposal_id)


def _address(row: Disposal, step: object) -> str:
    is_decision = isinstance(step, Step) and step.permission == Permission.DISPOSAL_DECIDE
    return reverse("disposals:decisions" if is_decision else "disposals:proposals", args=[row.public_id])


def _page(request: ActorRequest, row: Disposal, turn: TurnForm | None = None, **forms: object) -> HttpResponse:
    on, actor = this_day(), request.full_actor
    where = turn_of(row.case, actor, on, turn)
    here = where["standing"]
    may_edit = row.ended_on is None and row.organization_id in actor.bodies(Permission.DISPOSAL_EDIT)
    context = (
        {
            "row": row,
            "heading": f"{row.person.name}：组织处置",
            "sub": f"{row.organization.name}；只有本支部、审批的党委和本人看得到，不统计、不通报",
            "facts": facts_of(row, on),
            "turn_address": _address(row, where["turn_step"]),
            "turn_key": f"disposal:{row.public_id}",
            "way": way_of(row.case),
            "statements": row.statements.order_by("id"),
            "may_conclude": may_edit and row.approved_on is not None,
            "result_form": ResultForm(mode=Mode(row.mode), auto_id="result_%s"),
            "can_go_back": may_edit and "withdraw" in here.outcomes,
            "withdrawal_form": WithdrawalForm(auto_id="withdrawal_%s"),
            "next": queries.NEXT.get(Result(row.result)) if row.result else "",
            "events": events(row.case),
        }
        | where
        | forms
    )
    bound = any(getattr(form, "errors", None) for form in (turn, *forms.values()))
    return render(request, "disposals/one.html", context, status=422 if bound else 200)
