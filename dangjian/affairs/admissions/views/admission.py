"""One admission: where it is, the step whose turn it is, the reviews, taking it back."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.admissions import services
from dangjian.affairs.admissions.forms.opening import ReviewForm, WithdrawalForm
from dangjian.affairs.admissions.models import About, Admission
from dangjian.affairs.admissions.queries.reviews import about_of
from dangjian.affairs.admissions.views.days import this_day
from dangjian.affairs.admissions.views.shown import WITHDRAWING, reached, shown, step_form
from dangjian.affairs.members.services import looked
from dangjian.procedures.cases.queries import standing
from dangjian.procedures.cases.turns import step_of
from dangjian.rulebook import Outcome, RuleBreach

_HOME: Final = "admissions:index"


@requires(Permission.ADMISSION_VIEW)
@inside
def page(request: ActorRequest, admission_id: UUID) -> HttpResponse:
    """Show an admission to the branch, to its superior, and to the body whose turn it is."""
    admission = reached(request, admission_id)
    looked(by=request.actor, person=admission.person)
    return shown(request, admission)


@requires(post=Permission.ADMISSION_EDIT)
@inside
def steps(request: ActorRequest, admission_id: UUID) -> HttpResponse:
    """Take a step of the branch."""
    return _take(request, admission_id)


@requires(post=Permission.ADMISSION_DECIDE)
@inside
def decisions(request: ActorRequest, admission_id: UUID) -> HttpResponse:
    """Take a step of the superior."""
    return _take(request, admission_id)


@requires(post=Permission.ADMISSION_FILE)
@inside
def filings(request: ActorRequest, admission_id: UUID) -> HttpResponse:
    """Take the filing with the county's organization department."""
    return _take(request, admission_id)


@requires(post=Permission.ADMISSION_EDIT)
@inside
def reviews(request: ActorRequest, admission_id: UUID) -> HttpResponse:
    """Note a review or a report."""
    admission = reached(request, admission_id)
    here = standing(admission.case, this_day())
    form = ReviewForm(request.POST, about=about_of(here.step), initial={})
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.note_review(
                by=request.actor, admission=admission, about=About(said["about"]), day=said["day"], on=this_day()
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已登记。")
            return redirect("admissions:admission", admission_id)
    return shown(request, admission, review_form=form)


@requires(post=Permission.ADMISSION_EDIT)
@inside
def withdrawal(request: ActorRequest, admission_id: UUID) -> HttpResponse:
    """Take an application back."""
    admission = reached(request, admission_id)
    form = WithdrawalForm(request.POST, auto_id=WITHDRAWING)
    if form.is_valid():
        try:
            services.withdraw(by=request.actor, admission=admission, words=form.cleaned_data["words"], on=this_day())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已撤回，本人不再列入名册。")
            return redirect(_HOME)
    return shown(request, admission, withdrawal_form=form)


def _take(request: ActorRequest, admission_id: UUID) -> HttpResponse:
    admission = reached(request, admission_id)
    step = step_of(admission.case, request.POST.get("step", ""))
    form = step_form(admission, step, request.POST)
    if form.is_valid():
        try:
            services.take_step(
                by=request.actor,
                admission=admission,
                step=step.key,
                outcome=Outcome(form.cleaned_data["outcome"]),
                on=form.on,
                words=form.cleaned_data["words"],
                said=form.said,
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"已办：{step.says}。")
            return _back(request, admission)
    return shown(request, admission, turn_form=form)


def _back(request: ActorRequest, admission: Admission) -> HttpResponse:
    """Lead on to the admission, or to the list where it is no longer for this person (P21)."""
    reader = request.full_actor.narrowed(Permission.ADMISSION_VIEW)
    if Admission.objects.visible_to(reader).filter(pk=admission.pk).exists():
        return redirect("admissions:admission", admission.public_id)
    return redirect(_HOME)
