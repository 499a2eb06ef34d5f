"""One matter: where it is, the ways tried, the step whose turn it is, taking it back."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.members.services import looked
from dangjian.affairs.standing import services
from dangjian.affairs.standing.forms import SearchForm, WithdrawalForm
from dangjian.affairs.standing.models import Kind, Matter, Way
from dangjian.affairs.standing.views.days import this_day
from dangjian.affairs.standing.views.words import facts_of, may_of
from dangjian.procedures.cases.queries import events
from dangjian.procedures.cases.turns import TurnForm, sent, turn_of
from dangjian.rulebook import RuleBreach, Step

_SEARCHING: Final = "search_%s"  # Three forms on one page, with fields of the same names.
_WITHDRAWING: Final = "withdrawal_%s"


@requires(Permission.STANDING_VIEW)
@inside
def page(request: ActorRequest, matter_id: UUID) -> HttpResponse:
    """Show a matter to the branch, and to the body whose turn it is."""
    matter = _matter(request, matter_id)
    looked(by=request.actor, person=matter.person)
    return _page(request, matter)


@requires(post=Permission.STANDING_EDIT)
@inside
def searches(request: ActorRequest, matter_id: UUID) -> HttpResponse:
    """Note a way tried."""
    matter = _matter(request, matter_id)
    form = SearchForm(request.POST, auto_id=_SEARCHING)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.note_search(by=request.actor, matter=matter, way=Way(said["way"]), day=said["day"], on=this_day())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已登记。")
            return redirect("standing:matter", matter.public_id)
    return _page(request, matter, search_form=form)


@requires(post=Permission.STANDING_EDIT)
@inside
def proposals(request: ActorRequest, matter_id: UUID) -> HttpResponse:
    """Take a step of the branch."""
    return _take(request, matter_id)


@requires(post=Permission.STANDING_DECIDE)
@inside
def decisions(request: ActorRequest, matter_id: UUID) -> HttpResponse:
    """Take a step of the superior."""
    return _take(request, matter_id)


def _take(request: ActorRequest, matter_id: UUID) -> HttpResponse:
    matter = _matter(request, matter_id)
    form = sent(matter.case, request.POST, this_day())
    if form.is_valid():
        try:
            taken = services.take_step(by=request.actor, matter=matter, step=form.step.key, **form.taken())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已办。" if taken.ended_on is None else f"已办结：{taken.get_result_display()}。")
            return _back(request, taken)
    return _page(request, matter, turn=form)


@requires(post=Permission.STANDING_EDIT)
@inside
def withdrawal(request: ActorRequest, matter_id: UUID) -> HttpResponse:
    """Take a matter back: found, or opened by mistake."""
    matter = _matter(request, matter_id)
    form = WithdrawalForm(request.POST, auto_id=_WITHDRAWING)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.withdraw(
                by=request.actor, matter=matter, is_found=said["why"] == "found", words=said["words"], on=this_day()
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已撤回，党籍没有变动。")
            return redirect("standing:index")
    return _page(request, matter, withdrawal_form=form)


def _matter(request: ActorRequest, matter_id: UUID) -> Matter:
    rows = Matter.objects.visible_to(request.actor).select_related("person", "organization", "case")
    return get_object_or_404(rows, public_id=matter_id)


def _back(request: ActorRequest, matter: Matter) -> HttpResponse:
    """Lead on to the matter, or to the list where it is no longer for this person (P21)."""
    reader = request.full_actor.narrowed(Permission.STANDING_VIEW)
    if Matter.objects.visible_to(reader).filter(pk=matter.pk).exists():
        return redirect("standing:matter", matter.public_id)
    return redirect("standing:index")


def _address(matter: Matter, step: Step | None) -> str:
    is_decision = step is not None and step.permission == Permission.STANDING_DECIDE
    return reverse("standing:decisions" if is_decision else "standing:proposals", args=[matter.public_id])


def _page(request: ActorRequest, matter: Matter, turn: TurnForm | None = None, **forms: object) -> HttpResponse:
    on, actor = this_day(), request.full_actor
    where = turn_of(matter.case, actor, on, turn)
    here = where["standing"]
    may_edit = matter.ended_on is None and matter.organization_id in actor.bodies(Permission.STANDING_EDIT)
    can_go_back = may_edit and "withdraw" in here.outcomes
    context = (
        where
        | {
            "heading": f"{matter.person.name}：{matter.get_kind_display()}",
            "sub": matter.organization.name,
            "matter": matter,
            "facts": facts_of(matter),
            "may": may_of(matter, on),
            "turn_address": _address(matter, where["turn_step"]),
            "turn_key": f"matter:{matter.public_id}",
            "searches": matter.searches.order_by("on", "id") if matter.kind == Kind.LOST else None,
            "may_search": may_edit and matter.kind == Kind.LOST and here.step in ("search", "propose"),
            "search_form": SearchForm(initial={"day": on}, auto_id=_SEARCHING),
            "can_go_back": can_go_back,
            "withdrawal_form": WithdrawalForm(auto_id=_WITHDRAWING),
            "events": events(matter.case),
        }
        | forms
    )
    bound = any(getattr(form, "errors", None) for form in (turn, *forms.values()))
    return render(request, "standing/matter.html", context, status=422 if bound else 200)
