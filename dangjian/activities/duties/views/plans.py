"""Annual plans: proposed, adjusted, submitted, approved."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dangjian.access.actors import Actor
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.activities.duties import papers, queries, services
from dangjian.activities.duties.forms import DecisionForm, PlanItemForm
from dangjian.activities.duties.models import Plan, PlanItem, PlanState
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.documents.paper import DOCX
from dangjian.foundation.time import now, today
from dangjian.foundation.ui.downloads import download
from dangjian.foundation.ui.paging import keyset
from dangjian.rulebook import RuleBreach

_AUTUMN = 10


@requires(Permission.PLAN_VIEW)
def plans(request: ActorRequest) -> HttpResponse:
    """List the plans in scope, what waits for an answer in front; offer to draft one's own."""
    on, state = today(), request.GET.get("state", "")
    rows = Plan.objects.visible_to(request.actor).select_related("organization")
    if state in PlanState.values:
        rows = rows.filter(state=state)
    page = keyset(rows, by=("-year", "organization__order_no", "id"), query=request.GET)
    full = request.full_actor
    own = Organization.objects.visible_to(request.actor).filter(pk__in=full.bodies(Permission.PLAN_EDIT)).in_order()
    context = {
        "lines": page.rows,
        "pager": page.pager,
        "state": state,
        "states": PlanState.choices,
        "own": _to_draft(request.actor, own[:3], [on.year, on.year + 1] if on.month >= _AUTUMN else [on.year]),
    }
    return render(request, "duties/plans.html", context)


def _to_draft(
    actor: Actor, bodies: Iterable[Organization], years: list[int]
) -> list[tuple[Organization, list[tuple[int, bool]]]]:
    """Return the bodies of one's own with the years that may be drafted, anew where there is a draft already."""
    rows = (
        Plan.objects.visible_to(actor)
        .filter(organization__in=bodies, year__in=years)
        .values_list("organization", "year", "state")
    )
    states = {(body, year): state for body, year, state in rows}
    found = []
    for body in bodies:
        of_body = [(year, states.get((body.pk, year))) for year in years]
        found.append((body, [(year, bool(state)) for year, state in of_body if state in {None, PlanState.DRAFT}]))
    return [(body, open_years) for body, open_years in found if open_years]


@requires(post=Permission.PLAN_EDIT)
def propose(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Draft the plan of a year."""
    found = get_object_or_404(Organization.objects.visible_to(request.actor), public_id=organization_id)
    on, typed = today(), request.POST.get("year", "")
    year = int(typed) if typed in {str(on.year), str(on.year + 1)} else on.year
    made, unplaced = services.propose(by=request.actor, organization=found, year=year, on=on)
    messages.success(request, f"已按应办事项拟订{year}年计划，共 {made.items.count()} 天。可以逐天调整。")
    if unplaced:
        messages.warning(request, f"有 {unplaced} 项找不到工作日安排，请调整后补上。")
    return redirect("duties:plan", made.public_id)


@requires(Permission.PLAN_VIEW)
def plan(request: ActorRequest, plan_id: UUID) -> HttpResponse:
    """Show a plan day by day, and what comes next."""
    found = _plan(request, plan_id)
    full = request.full_actor
    days = queries.days_of(found)
    context = {
        "plan": found,
        "days": days,
        "today": today(),
        "left_out": queries.left_out(found, today()) if found.state != PlanState.APPROVED else [],
        "may_edit": full.may(Permission.PLAN_EDIT, found.org_path) and found.state == PlanState.DRAFT,
        "may_approve": full.may(Permission.PLAN_APPROVE, found.org_path)
        and found.organization_id not in full.bodies(Permission.PLAN_APPROVE)
        and found.state != PlanState.DRAFT,
        "decision": DecisionForm(),
    }
    return render(request, "duties/plan.html", context)


@requires(Permission.PLAN_EDIT, post=Permission.PLAN_EDIT)
def adjust(request: ActorRequest, item_id: UUID) -> HttpResponse:
    """Change a planned day."""
    item = get_object_or_404(PlanItem.objects.visible_to(request.actor).select_related("plan"), public_id=item_id)
    form = PlanItemForm(request.POST or None, initial={"on_day": item.on, "kinds": item.kinds, "theme": item.theme})
    if form.is_valid():
        try:
            services.adjust(by=request.actor, item=item, **form.planned())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已调整。")
            return redirect("duties:plan", item.plan.public_id)
    context = {"form": form, "heading": "调整这一天的安排", "submit_label": "保存", "plan": item.plan}
    return render(request, "duties/form.html", context, status=422 if form.is_bound else 200)


@requires(Permission.PLAN_EDIT, post=Permission.PLAN_EDIT)
def add_day(request: ActorRequest, plan_id: UUID) -> HttpResponse:
    """Put one more day into a plan; what is still missing and by when may stand in the address."""
    found = _plan(request, plan_id)
    wanted = {"on_day": request.GET.get("on"), "kinds": request.GET.getlist("kind")}
    form = PlanItemForm(request.POST or None, initial=wanted)
    if form.is_valid():
        try:
            services.add_day(by=request.actor, plan=found, **form.planned())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已加上。")
            return redirect("duties:plan", plan_id)
    context = {"form": form, "heading": "加一天", "submit_label": "加上", "plan": found}
    return render(request, "duties/form.html", context, status=422 if form.is_bound else 200)


@requires(post=Permission.PLAN_EDIT)
def drop_day(request: ActorRequest, item_id: UUID) -> HttpResponse:
    """Take a day out of a plan."""
    item = get_object_or_404(PlanItem.objects.visible_to(request.actor).select_related("plan"), public_id=item_id)
    found = services.drop_day(by=request.actor, item=item)
    messages.success(request, "已删去这一天。")
    return redirect("duties:plan", found.public_id)


@requires(Permission.PLAN_VIEW)
def plan_file(request: ActorRequest, plan_id: UUID) -> HttpResponse:
    """Give the plan as a Word file, with the lines to sign."""
    found = _plan(request, plan_id)
    return download(papers.plan(found, queries.days_of(found), now()), f"{found}.docx", DOCX)


@requires(post=Permission.PLAN_EDIT)
def submit(request: ActorRequest, plan_id: UUID) -> HttpResponse:
    """Hand a plan to the body above."""
    services.submit(by=request.actor, plan=_plan(request, plan_id))
    messages.success(request, "已报上级党组织批准。")
    return redirect("duties:plan", plan_id)


@requires(post=Permission.PLAN_APPROVE)
def approve(request: ActorRequest, plan_id: UUID) -> HttpResponse:
    """Approve a plan."""
    words = request.POST.get("words", "")
    services.approve(by=request.actor, plan=_plan(request, plan_id), words=words, on=today())
    messages.success(request, "已批准。")
    return redirect("duties:plan", plan_id)


@requires(post=Permission.PLAN_APPROVE)
def send_back(request: ActorRequest, plan_id: UUID) -> HttpResponse:
    """Send a plan back to be changed."""
    words = request.POST.get("words", "")
    services.send_back(by=request.actor, plan=_plan(request, plan_id), words=words, on=today())
    messages.success(request, "已退回，支部改后再报。")
    return redirect("duties:plan", plan_id)


def _plan(request: ActorRequest, plan_id: UUID) -> Plan:
    return get_object_or_404(Plan.objects.visible_to(request.actor).select_related("organization"), public_id=plan_id)
