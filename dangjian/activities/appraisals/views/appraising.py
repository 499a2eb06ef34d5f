"""The appraisals in scope; one of them: opened, counted, decided."""

from datetime import date
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.activities.appraisals import queries, services
from dangjian.activities.appraisals.forms import DecisionForm, OpenForm
from dangjian.activities.appraisals.models import Appraisal, Decider, State, Way
from dangjian.activities.appraisals.queries import Counts
from dangjian.activities.appraisals.rules import least_voters
from dangjian.activities.appraisals.services.opening import those_of
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import now, today
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Fact, Level
from dangjian.rulebook import RuleBreach

LOOKS: Final = {State.VOTING: Level.INFO, State.COUNTED: Level.SOON, State.DECIDED: Level.OK}
_COMMITTEE_FROM: Final = 7


@requires(Permission.APPRAISAL_VIEW)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """List them, the latest work year first: steps and days, no names."""
    state, year = request.GET.get("state", ""), request.GET.get("year", "")
    rows = queries.listed(request.actor, state, year)
    page = keyset(rows, by=("-work_year", "-id"), query=request.GET)
    branches = queries.own_branches(request.full_actor)
    this = today().year
    home = request.full_actor.narrowed(Permission.APPRAISAL_EDIT)
    context = {
        "has_away": bool(branches) and queries.decided_elsewhere(home).exists(),
        "rows": [(row, LOOKS[State(row.state)]) for row in page.rows],
        "pager": page.pager,
        "branches": branches,
        "state": state,
        "states": State.choices,
        "year": year,
        "years": [str(this - back) for back in range(3)],
    }
    return render(request, "appraisals/index.html", context)


@requires(Permission.APPRAISAL_EDIT)
@inside
def away(request: ActorRequest) -> HttpResponse:
    """Show what a 流动党员党支部 decided of members of one's own branch; no delegate reads it."""
    if request.actor.acting_for is not None:
        raise Http404
    return render(request, "appraisals/away.html", {"rows": queries.decided_elsewhere(request.actor)})


@requires(Permission.APPRAISAL_EDIT, post=Permission.APPRAISAL_EDIT)
@inside
def new(request: ActorRequest) -> HttpResponse:
    """Open one: the day and the way, the rest is known."""
    body = _branch(request)
    on = today()
    lines = those_of(body, on)
    number = len(lines)
    is_few = number < least_voters(on).number
    form = OpenForm(request.POST or None, on=on, is_few=is_few)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = services.open_appraisal(
                by=request.actor, organization=body, held_on=said["held_on"], way=Way(said["way"]), on=on, at=now()
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            told = "已通知党员投票。" if made.way == Way.PHONES else "请登记评定的等次。"
            messages.success(request, f"{made}已建立，{told}")
            return redirect("appraisals:one", made.public_id)
    context = {
        "form": form,
        "body": body,
        "number": number,
        "elsewhere": len(queries.appraised_elsewhere(body, [line.member_id for line in lines], on)),
        "is_few": is_few,
        "least": least_voters(on).number,
        "submit_label": "建立",
        "cancel_address": reverse("appraisals:index"),
        "form_address": f"{reverse('appraisals:new')}?body={body.public_id}",
    }
    return render(request, "appraisals/new.html", context, status=422 if form.is_bound else 200)


@requires(Permission.APPRAISAL_VIEW)
@inside
def one(request: ActorRequest, appraisal_id: UUID) -> HttpResponse:
    """Show the steps, the days and the counts; names at the branch alone. A reading from above leaves its mark."""
    found = found_for(request, appraisal_id)
    if queries.is_from_above(request.full_actor, found):
        services.remember_reading(by=request.actor, appraisal=found)
    is_by_name = queries.is_open_by_name(request.full_actor, found)
    counts = queries.counts_of(found)
    context = {
        "appraisal": found,
        "look": LOOKS[State(found.state)],
        "counts": counts,
        "facts": _facts(found, counts),
        "lines": queries.lines_of(found) if is_by_name and found.state != State.VOTING else [],
        "is_by_name": is_by_name,
        "meeting": queries.life_meetings(found).first(),
        "can_open": counts.cast >= least_voters(today()).number,
        "least": least_voters(today()).number,
    }
    return render(request, "appraisals/one.html", context)


@requires(Permission.APPRAISAL_EDIT, post=Permission.APPRAISAL_EDIT)
@inside
def decision(request: ActorRequest, appraisal_id: UUID) -> HttpResponse:
    """Keep the grades as they were decided; filled in from the ballots, changed where decided otherwise."""
    found = found_for(request, appraisal_id)
    if found.state == State.VOTING:
        messages.info(request, "测评还没有结束。结束以后再登记等次。")
        return redirect("appraisals:one", appraisal_id)
    lines = queries.lines_of(found)
    usual = Decider.COMMITTEE if len(lines) >= _COMMITTEE_FROM else Decider.CONGRESS
    form = DecisionForm(request.POST or None, lines=lines, decided_by=found.decided_by or usual)
    if form.is_valid():
        try:
            services.decide(
                by=request.actor, appraisal=found, decided_by=Decider(form.cleaned_data["decided_by"]),
                decisions=form.decisions(), on=today(), at=now(),
            )  # fmt: skip
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已保存，等次只告诉本人。")
            return redirect("appraisals:one", appraisal_id)
    context = {
        "appraisal": found,
        "form": form,
        "counts": queries.counts_of(found),
        "has_ballots": found.way == Way.PHONES,
        "cancel_address": reverse("appraisals:one", args=[appraisal_id]),
        "form_address": reverse("appraisals:decision", args=[appraisal_id]),
    }
    return render(request, "appraisals/decision.html", context, status=422 if form.is_bound else 200)


def found_for(request: ActorRequest, appraisal_id: UUID) -> Appraisal:
    """Return the appraisal within the scope of the page's permission."""
    rows = Appraisal.objects.visible_to(request.actor).select_related("organization")
    return get_object_or_404(rows, public_id=appraisal_id)


def _branch(request: ActorRequest) -> Organization:
    """Return the branch named in the address among those one answers for, else the first of them."""
    branches = queries.own_branches(request.full_actor)
    named = request.GET.get("body", "")
    chosen = [body for body in branches if str(body.public_id) == named] if named else branches
    if not chosen:
        raise Http404
    return chosen[0]


def _facts(row: Appraisal, counts: Counts) -> list[Fact]:
    found = [
        Fact("党支部", row.organization.short_name),
        Fact("评议年度", f"{row.work_year}年"),
        Fact("评议日期", _day(row.held_on)),
        Fact("测评方式", row.get_way_display()),
        Fact("参加评议", f"{counts.members} 人，其中评定等次的正式党员 {counts.graded} 人"),
    ]
    if row.voided_for:
        found.append(Fact("手机测评作废", row.voided_for))
    if counts.excused:
        found.append(Fact("不计应到", f"{counts.excused} 人（流动在外或年老体弱，表决权利不变）"))
    if row.counted_on:
        found.append(Fact("测评结束", f"{_day(row.counted_on)}，收到 {counts.cast} 票"))
    if row.decided_on:
        found.append(Fact("评定", f"{_day(row.decided_on)}，{row.get_decided_by_display()}"))
    return found


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
