"""民主生活会: the list, the plan, one of them with its steps; the county's gates."""

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
from dangjian.activities.appraisals.forms import FileForm, GateForm, OpeningForm, StopForm
from dangjian.activities.appraisals.models import Answer, Gate, LeadersLife, LifeState
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import now, today
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Fact, Level
from dangjian.rulebook import RuleBreach, rule

LIFE_LOOKS: Final[dict[str, Level]] = {
    LifeState.FILED: Level.INFO,
    LifeState.OPENED: Level.INFO,
    LifeState.STOPPED: Level.SOON,
    LifeState.HELD: Level.OK,
}


@requires(Permission.APPRAISAL_VIEW)
@inside
def lives(request: ActorRequest) -> HttpResponse:
    """List them: steps and days."""
    page = keyset(queries.lives(request.actor), by=("-year", "-id"), query=request.GET)
    context = {
        "rows": [(row, LIFE_LOOKS[row.state]) for row in page.rows],
        "pager": page.pager,
        "committees": queries.own_committees(request.full_actor),
        "may_gate": request.full_actor.may(Permission.LOCAL_DUTY_EDIT),
    }
    return render(request, "appraisals/lives.html", context)


@requires(Permission.APPRAISAL_EDIT, post=Permission.APPRAISAL_EDIT)
@inside
def file_plan(request: ActorRequest) -> HttpResponse:
    """File the plan above: the day."""
    body, on = _committee(request), today()
    known = queries.lives(request.actor).filter(organization=body, year=on.year).first()
    is_asked = services.answers_here(body, on)
    form = FileForm(request.POST or None, filed_for=known.planned_on if known else None, is_asked=is_asked, on=on)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = services.file_plan(
                by=request.actor,
                organization=body,
                planned_on=said["planned_on"],
                consent=said.get("consent", ""),
                on=on,
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            is_waiting = made.planned_on != said["planned_on"]
            messages.success(
                request, "改期已报上级，同意以后日期自动改。" if is_waiting else "方案已报，上级看得到日期。"
            )
            return redirect("appraisals:life", made.public_id)
    context = {
        "form": form,
        "heading": "报民主生活会方案",
        "sub": body.short_name,
        "submit_label": "报上级",
        "cancel_address": reverse("appraisals:lives"),
        "form_address": f"{reverse('appraisals:life-new')}?body={body.public_id}",
    }
    return render(request, "appraisals/form.html", context, status=422 if form.is_bound else 200)


@requires(Permission.APPRAISAL_VIEW)
@inside
def life(request: ActorRequest, life_id: UUID) -> HttpResponse:
    """Show the steps and days; at the body also what is to be done, and how its leaders take part in their branches."""
    return _page(request, _found(request, life_id))


@requires(post=Permission.APPRAISAL_EDIT)
@inside
def opening(request: ActorRequest, life_id: UUID) -> HttpResponse:
    """Open or reconvene it."""
    found, on = _found(request, life_id), today()
    form = OpeningForm(request.POST, gates=[one.words for one in queries.gates(found.county_id, on)], entitled=0)
    if not form.is_valid():
        return _page(request, found, form)
    said = form.cleaned_data
    try:
        services.open_life(
            by=request.actor, life=found, entitled=said["entitled"], present=said["present"],
            passed=said.get("passed", ()), on=on,
        )  # fmt: skip
    except RuleBreach as breach:
        form.add_error(None, str(breach))
        return _page(request, found, form)
    messages.success(request, "已记下开会。开完点“开完了”；不合要求的可以叫停，改好再开。")
    return redirect("appraisals:life", life_id)


@requires(post=Permission.APPRAISAL_EDIT)
@inside
def stopping(request: ActorRequest, life_id: UUID) -> HttpResponse:
    """Stop it."""
    found, form = _found(request, life_id), StopForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    services.stop(by=request.actor, life=found, reason=reason, on=today())
    messages.success(request, "已叫停，改好以后在这一页重新开。")
    return redirect("appraisals:life", life_id)


@requires(post=Permission.APPRAISAL_EDIT)
@inside
def holding(request: ActorRequest, life_id: UUID) -> HttpResponse:
    """Say that it was held."""
    services.hold(by=request.actor, life=_found(request, life_id), on=today(), at=now())
    messages.success(request, "已开完。问题列进问题清单，认领后整改销号。")
    return redirect("appraisals:life", life_id)


@requires(post=Permission.PLAN_APPROVE)
@inside
def answering(request: ActorRequest, life_id: UUID) -> HttpResponse:
    """Agree to another day, or return it."""
    found = queries.last_consent(_found(request, life_id))
    if found is None:
        raise RuleBreach("没有要答复的改期，没有改动。请刷新后查看。")
    is_agreed = request.POST.get("answer") == Answer.AGREED
    services.answer(
        by=request.actor, consent=found, is_agreed=is_agreed, words=request.POST.get("words", ""), on=today(), at=now()
    )
    messages.success(request, "已同意改期，日期已改。" if is_agreed else "已退回，原因已告知。")
    return redirect("appraisals:life", life_id)


@requires(Permission.LOCAL_DUTY_EDIT, post=Permission.LOCAL_DUTY_EDIT)
@inside
def gates(request: ActorRequest) -> HttpResponse:
    """Show the county's gates, and set one."""
    on = today()
    form = GateForm(request.POST or None, initial={"from_day": on})
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.set_gate(
                by=request.actor, words=said["words"], basis=said["basis"], from_day=said["from_day"], on=on
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已设定。")
            return redirect("appraisals:gates")
    rows = Gate.objects.visible_to(request.actor).order_by("pk")
    context = {"form": form, "rows": rows}
    return render(request, "appraisals/gates.html", context, status=422 if form.is_bound else 200)


@requires(post=Permission.LOCAL_DUTY_EDIT)
@inside
def gate_ending(request: ActorRequest, gate_id: UUID) -> HttpResponse:
    """Let a gate hold to the end of today."""
    found = get_object_or_404(Gate.objects.visible_to(request.actor), public_id=gate_id)
    services.end_gate(by=request.actor, gate=found, on=today())
    messages.success(request, "到今天为止。")
    return redirect("appraisals:gates")


def _page(request: ActorRequest, found: LeadersLife, form: OpeningForm | None = None) -> HttpResponse:
    on, actor = today(), request.full_actor
    is_own = actor.acting_for is None and actor.may(Permission.APPRAISAL_EDIT, found.org_path)
    people = queries.leaders(found.organization, on) if is_own else []
    asked = [one.words for one in queries.gates(found.county_id, on)] if is_own else []
    waits = found.state in (LifeState.FILED, LifeState.STOPPED)
    consent = queries.last_consent(found)
    context = {
        "life": found,
        "look": LIFE_LOOKS[found.state],
        "facts": _facts(found, is_own=is_own),
        "is_own": is_own,
        "form": form or (OpeningForm(gates=asked, entitled=len(people)) if is_own and waits else None),
        "has_gates": bool(asked),
        "duals": queries.dual_lives(people, found.year),
        "consent": consent if is_own or found.organization.parent_id in actor.post_bodies else None,
        "may_answer": queries.is_to_answer(actor, consent),
        "law": rule("leaders_life.present", on=on),
    }
    return render(request, "appraisals/life.html", context, status=422 if form else 200)


def _found(request: ActorRequest, life_id: UUID) -> LeadersLife:
    return get_object_or_404(queries.lives(request.actor), public_id=life_id)


def _committee(request: ActorRequest) -> Organization:
    own = queries.own_committees(request.full_actor)
    named = request.GET.get("body", "")
    chosen = [body for body in own if str(body.public_id) == named] if named else own
    if not chosen:
        raise Http404
    return chosen[0]


def _facts(row: LeadersLife, *, is_own: bool) -> list[Fact]:
    days = (("方案报上级", row.filed_on), ("计划召开", row.planned_on), ("叫停", row.stopped_on), ("召开", row.held_on))
    found = [Fact("党组织", row.organization.short_name)]
    found += [Fact(label, f"{day.year}年{day.month}月{day.day}日") for label, day in days if day]
    if row.present is not None:
        found.append(Fact("到会", f"应到 {row.entitled} 人，实到 {row.present} 人"))
    if is_own:
        words = (("改期的上级意见", row.consent), ("叫停原因", row.stopped_for), ("已过的关", "；".join(row.gates)))
        found += [Fact(label, said) for label, said in words if said]
    return found
