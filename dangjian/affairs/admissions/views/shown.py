"""The page of one admission: what it says, and the forms that whoever reads it may send."""

from datetime import date
from typing import Final
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest
from dangjian.access.permissions import Permission
from dangjian.affairs.admissions import papers
from dangjian.affairs.admissions.congress import congresses
from dangjian.affairs.admissions.forms.opening import ReviewForm, WithdrawalForm
from dangjian.affairs.admissions.forms.steps import StepForm
from dangjian.affairs.admissions.models import Admission, Motion
from dangjian.affairs.admissions.queries import page as reads
from dangjian.affairs.admissions.queries import people
from dangjian.affairs.admissions.queries.reviews import about_of, owed
from dangjian.affairs.admissions.views.days import this_day
from dangjian.procedures.cases.queries import CaseStanding, events
from dangjian.procedures.cases.turns import turn_of
from dangjian.rulebook import Outcome, Step

WITHDRAWING: Final = "withdrawal_%s"
_APPROVES: Final = {
    Motion.CONFIRM: Outcome.PASS,
    Motion.EXTEND: Outcome.EXTEND,
    Motion.ANNUL: Outcome.REFUSE,
}
_ADDRESSES: Final = {
    Permission.ADMISSION_EDIT: "admissions:steps",
    Permission.ADMISSION_DECIDE: "admissions:decisions",
    Permission.ADMISSION_FILE: "admissions:filings",
}


def reached(request: ActorRequest, admission_id: UUID) -> Admission:
    """Return an admission in the scope of the permission."""
    rows = Admission.objects.visible_to(request.actor).select_related("person", "organization", "case")
    return get_object_or_404(rows, public_id=admission_id)


def step_form(admission: Admission, step: Step, data: QueryDict | None = None) -> StepForm:
    """Return the form of a step with what may be chosen."""
    opened = admission.case.steps.filter(outcome="", key=step.key).values_list("opened_on", flat=True).first()
    offered = congresses(admission.organization, opened) if step.vote and opened else ()
    is_end = step.key == "confirm_approve" and admission.motion and Outcome.PASS in step.outcomes
    return StepForm(
        data,
        step=step,
        on=this_day(),
        people=people.full_members(admission.organization_id, admission.person_id),
        congresses=offered,
        only=_APPROVES[Motion(admission.motion)] if is_end else None,
    )


def shown(request: ActorRequest, admission: Admission, **forms: object) -> HttpResponse:
    """Answer with the page; a form that was sent and refused stands in it as it was typed."""
    on, actor = this_day(), request.full_actor
    turn = turn_of(admission.case, actor, on)
    here, step = turn["standing"], turn["turn_step"]
    is_own = admission.person_id == actor.person_id
    may_edit = not is_own and admission.ended_on is None and actor.may(Permission.ADMISSION_EDIT, admission.org_path)
    context = {
        "heading": f"{admission.person.name}：发展党员",
        "sub": admission.organization.name,
        "admission": admission,
        "facts": reads.facts(admission, on),
        "standing": here,
        "turn_address": reverse(_ADDRESSES[Permission(step.permission)], args=[admission.public_id]) if step else "",
        "turn_form": step_form(admission, step) if step else None,
        "turn_key": f"admission:{admission.public_id}",
        "way": reads.way(admission, here.step),
        "owed": next(iter(owed([admission], on)), None) if admission.ended_on is None else None,
        "reviews": admission.reviews.order_by("held_on", "id"),
        "review_form": _review_form(here, on) if may_edit else None,
        "withdrawal_form": WithdrawalForm(auto_id=WITHDRAWING),
        "can_go_back": may_edit and Outcome.WITHDRAW in here.outcomes,
        "papers": [] if is_own else papers.offered(admission),
        "events": events(admission.case),
    } | forms
    bound = any(getattr(form, "errors", None) for form in forms.values())
    return render(request, "admissions/admission.html", context, status=422 if bound else 200)


def _review_form(here: CaseStanding, on: date) -> ReviewForm | None:
    about = about_of(here.step)
    return ReviewForm(about=about, initial={"day": on, "about": about}) if about else None
