"""Talks and problems of a body: names for whoever answers for it, figures for who is above."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.activities.appraisals import queries, services
from dangjian.activities.appraisals.forms import CheckForm, ProblemForm, RemedyForm, TalkForm
from dangjian.activities.appraisals.models import Problem, ProblemState, Talk
from dangjian.activities.appraisals.services.opening import those_of
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import now, today
from dangjian.foundation.ui.parts import Level
from dangjian.rulebook import RuleBreach, rule

PROBLEM_LOOKS: Final[dict[str, Level]] = {
    ProblemState.PROPOSED: Level.INFO,
    ProblemState.ACCEPTED: Level.SOON,
    ProblemState.REMEDIED: Level.INFO,
    ProblemState.CLOSED: Level.OK,
}
_YEARS: Final = 3


@requires(Permission.APPRAISAL_VIEW, post=Permission.APPRAISAL_EDIT)
@inside
def talks(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Show a year's talks by relation; who answers for the branch notes one on the same page."""
    body, on = _body(request, organization_id), today()
    lines = those_of(body, on)
    form = TalkForm(request.POST or None, lines=lines, on=on, person_id=request.actor.person_id)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = services.note_talks(
                by=request.actor, organization=body, member=said["member"], others=said["others"],
                held_on=said["held_on"], on=on, at=now(),
            )  # fmt: skip
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"已记下 {made} 次。" if made else "这一天这几次已经记过，没有重复记。")
            return redirect("appraisals:talks", organization_id)
    year = _year(request.GET.get("year", ""), on)
    is_by_name = _is_by_name(request, body)
    text = rule("meetings.heart_talks", on=on)
    context = {
        "body": body,
        "year": year,
        "years": [on.year - back for back in range(_YEARS)],
        "relations": queries.talked(request.actor, body, year, lines),
        "rows": list(queries.talks_of(request.actor, body, year)) if is_by_name else [],
        "form": form if is_by_name else None,
        "law": text.citation,
        "says": text.says,
        "is_by_name": is_by_name,
    }
    return render(request, "appraisals/talks.html", context, status=422 if form.is_bound else 200)


@requires(post=Permission.APPRAISAL_EDIT)
@inside
def removal(request: ActorRequest, organization_id: UUID, number: int) -> HttpResponse:
    """Take out a talk that was noted by mistake."""
    body = _body(request, organization_id)
    rows = Talk.objects.visible_to(request.actor).filter(organization=body).select_related("organization")
    found = rows.filter(pk=number).first()
    if found is None:
        messages.info(request, "这一条已经不在了，没有改动。")
    else:
        services.drop_talk(by=request.actor, talk=found, at=now())
        messages.success(request, "已删去。")
    return redirect("appraisals:talks", organization_id)


@requires(Permission.APPRAISAL_VIEW, post=Permission.APPRAISAL_EDIT)
@inside
def problems(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Show the problems of a body and its members, and list another."""
    body, on = _body(request, organization_id), today()
    is_by_name = _is_by_name(request, body)
    lines = those_of(body, on) if is_by_name else []
    form = ProblemForm(request.POST or None, lines=lines, body=f"{body.short_name}班子")
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.list_problem(
                by=request.actor, organization=body, member=said["member"], words=said["words"], on=on
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已列出，等本人认领。" if said["member"] else "已列出。")
            return redirect("appraisals:problems", organization_id)
    rows = list(queries.problems_of(request.actor, body)) if is_by_name else []
    context: dict[str, Any] = {
        "body": body,
        "form": form if is_by_name else None,
        "rows": [(row, PROBLEM_LOOKS[row.state]) for row in rows],
        "figures": queries.problem_figures(request.actor, body),
        "is_by_name": is_by_name,
    }
    return render(request, "appraisals/problems.html", context, status=422 if form.is_bound else 200)


@requires(post=Permission.APPRAISAL_EDIT)
@inside
def checking(request: ActorRequest, problem_id: UUID) -> HttpResponse:
    """Strike a problem off, send it back, or say that the body's own was put right."""
    found = get_object_or_404(
        Problem.objects.visible_to(request.actor).select_related("organization"), public_id=problem_id
    )
    on = today()
    if found.state == ProblemState.ACCEPTED:
        remedy = RemedyForm(request.POST)
        words = remedy.cleaned_data["remedy"] if remedy.is_valid() else ""
        services.put_right(by=request.actor, problem=found, remedy=words, on=on)
        messages.success(request, "已登记整改情况。")
    else:
        form = CheckForm(request.POST)
        words = form.cleaned_data["sent_back"] if form.is_valid() else ""
        row = services.check(by=request.actor, problem=found, sent_back=words, on=on)
        messages.success(request, "已退回，接着整改。" if row.sent_back else "已销号。")
    return redirect(reverse("appraisals:problems", args=[found.organization.public_id]))


def _body(request: ActorRequest, organization_id: UUID) -> Organization:
    return get_object_or_404(Organization.objects.visible_to(request.actor), public_id=organization_id)


def _is_by_name(request: ActorRequest, body: Organization) -> bool:
    actor = request.full_actor
    return actor.acting_for is None and actor.may(Permission.APPRAISAL_EDIT, body.path)


def _year(typed: str, on: date) -> int:
    return int(typed) if typed in {str(on.year - back) for back in range(_YEARS)} else on.year
