"""Letters that press, and interviews: written by people, given as Word files."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import now, today
from dangjian.foundation.ui.downloads import download
from dangjian.procedures.provisions.queries import local_values
from dangjian.programme.warnings import papers, services
from dangjian.programme.warnings.forms import CuredForm, InterviewForm, LetterForm, StatementForm
from dangjian.programme.warnings.models import Interview, Letter, RaisedWarning
from dangjian.programme.warnings.rules import cure_days
from dangjian.rulebook import RuleBreach

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST = 100


@requires(Permission.WARNING_VIEW)
@inside
def letters(request: ActorRequest) -> HttpResponse:
    """List the letters in scope, the latest first."""
    rows = (
        Letter.objects.visible_to(request.actor).select_related("organization", "issuer").order_by("-issued_on", "-id")
    )
    return render(request, "warnings/letters.html", {"letters": rows[:_MOST]})


@requires(Permission.WARNING_PRESS, post=Permission.WARNING_PRESS)
@inside
def new_letter(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Write a letter on what stands at a body: all of it is chosen, the day is reckoned."""
    body = get_object_or_404(Organization.objects.visible_to(request.actor), public_id=organization_id)
    rows = (
        RaisedWarning.objects.visible_to(request.actor).standing().filter(organization=body).order_by("-level", "since")
    )
    due = today() + timedelta(days=cure_days(today(), local_values(body.county_id, today())))
    post = next(
        (one for one in request.actor.posts if one.organization_id in request.actor.bodies(Permission.WARNING_PRESS)),
        None,
    )
    signs = "" if post is None else post.organization_name
    initial = {"warnings": [one.public_id for one in rows], "due_on": due, "signs": signs}
    form = LetterForm(request.POST or None, initial=initial)
    form.fields["warnings"].queryset = rows  # type: ignore[attr-defined]
    if form.is_valid():
        typed = form.cleaned_data
        try:
            made = services.issue_letter(
                by=request.actor, organization=body, warnings=list(typed["warnings"]), signs=typed["signs"],
                asks=typed["asks"], due_on=typed["due_on"], on=today(),
            )  # fmt: skip
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"{made}已生成，下载后按公文程序签发。")
            return redirect("warnings:letters")
    context = {"form": form, "heading": f"督办函：{body.short_name}", "sub": "由人决定发不发；事项按现在的情况写进函里",
               "submit_label": "生成督办函", "cancel_address": _listed(body)}  # fmt: skip
    return render(request, "warnings/form.html", context, status=422 if form.is_bound else 200)


@requires(Permission.WARNING_VIEW)
@inside
def letter_paper(request: ActorRequest, letter_id: UUID) -> HttpResponse:
    """Give a letter as a Word file."""
    rows = Letter.objects.visible_to(request.actor).select_related("organization", "issuer")
    found = get_object_or_404(rows, public_id=letter_id)
    return _file(papers.letter(found, found.made_at), f"{found}.docx")


@requires(Permission.INTERVIEW_VIEW)
@inside
def interviews(request: ActorRequest) -> HttpResponse:
    """List the interviews of one's own body, on either side."""
    rows = (
        Interview.objects.visible_to(request.actor).select_related("organization", "issuer").order_by("-held_on", "-id")
    )
    return render(request, "warnings/interviews.html", {"interviews": rows[:_MOST]})


@requires(Permission.WARNING_PRESS, post=Permission.WARNING_PRESS)
@inside
def new_interview(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Record an interview that a leader decided."""
    body = get_object_or_404(Organization.objects.visible_to(request.actor), public_id=organization_id)
    form = InterviewForm(request.POST or None, initial={"held_on": today(), "due_on": today() + timedelta(days=30)})
    if form.is_valid():
        try:
            made = services.record_interview(
                by=request.actor, organization=body, statement="", on=today(), **form.cleaned_data
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已记下，只有双方看得到；请对方填写说明。")
            return redirect("warnings:interview", made.public_id)
    context = {"form": form, "heading": f"约谈记录：{body.short_name}", "sub": "由领导决定；只有双方看得到",
               "cancel_address": _listed(body)}  # fmt: skip
    return render(request, "warnings/form.html", context, status=422 if form.is_bound else 200)


@requires(Permission.INTERVIEW_VIEW)
@inside
def interview(request: ActorRequest, interview_id: UUID) -> HttpResponse:
    """Show an interview to the two bodies."""
    return _interview_page(request, _interview(request, interview_id))


@requires(Permission.INTERVIEW_VIEW)
@inside
def interview_paper(request: ActorRequest, interview_id: UUID) -> HttpResponse:
    """Give the record of an interview as a Word file."""
    found = _interview(request, interview_id)
    return _file(papers.interview(found, now()), f"{found}.docx")


@requires(post=Permission.INTERVIEW_STATE)
@inside
def statement(request: ActorRequest, interview_id: UUID) -> HttpResponse:
    """Say the body's side."""
    found, form = _interview(request, interview_id), StatementForm(request.POST)
    if form.is_valid():
        try:
            services.add_statement(by=request.actor, interview=found, words=form.cleaned_data["words"])
        except RuleBreach as breach:
            form.add_error("words", str(breach))
        else:
            messages.success(request, "说明已保存。")
            return redirect("warnings:interview", interview_id)
    return _interview_page(request, found, statement_form=form, status=422)


@requires(post=Permission.INTERVIEW_END)
@inside
def striking_off(request: ActorRequest, interview_id: UUID) -> HttpResponse:
    """Strike an interview off."""
    found, form = _interview(request, interview_id), CuredForm(request.POST)
    if form.is_valid():
        try:
            services.strike_off(by=request.actor, interview=found, words=form.cleaned_data["words"], on=today())
        except RuleBreach as breach:
            form.add_error("words", str(breach))
        else:
            messages.success(request, "已销号。")
            return redirect("warnings:interview", interview_id)
    return _interview_page(request, found, cured_form=form, status=422)


def _interview(request: ActorRequest, interview_id: UUID) -> Interview:
    return get_object_or_404(
        Interview.objects.visible_to(request.actor).select_related("organization", "issuer"), public_id=interview_id
    )


def _interview_page(
    request: ActorRequest,
    found: Interview,
    *,
    statement_form: StatementForm | None = None,
    cured_form: CuredForm | None = None,
    status: int = 200,
) -> HttpResponse:
    full = request.full_actor
    context = {
        "interview": found,
        "statement_form": statement_form or StatementForm(initial={"words": found.statement}),
        "cured_form": cured_form or CuredForm(),
        "may_state": not found.cured_on and found.organization_id in full.bodies(Permission.INTERVIEW_STATE),
        "may_strike_off": not found.cured_on and found.issuer_id in full.bodies(Permission.INTERVIEW_END),
    }
    return render(request, "warnings/interview.html", context, status=status)


def _listed(body: Organization) -> str:
    return f"{reverse('warnings:index')}?body={body.public_id}"


def _file(content: bytes, name: str) -> HttpResponse:
    return download(content, name, _DOCX)
