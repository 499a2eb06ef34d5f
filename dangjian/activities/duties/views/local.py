"""What the law asks, and what the county adds."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.activities.duties import queries, rules, services
from dangjian.activities.duties.forms import EndingForm, LocalDutyForm
from dangjian.activities.duties.models import LocalDuty
from dangjian.affairs.organizations.models import Field, Organization
from dangjian.affairs.organizations.models import Kind as BodyKind
from dangjian.foundation.time import today
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import RuleBreach, rule


@requires(Permission.DUTY_VIEW)
def local(request: ActorRequest) -> HttpResponse:
    """List the duties of the regulations and those of the county."""
    on = today()
    rows = LocalDuty.objects.visible_to(request.actor).order_by("-from_day", "-id")
    context = {
        "law": [(duty, _for(duty)) for duty in rules.lawful(on, local_values(request.actor.county_id, on))],
        "own": [(row, row.duty, _for(row.duty), row.until_day is None or row.until_day >= on) for row in rows],
        "joint": [rule("meetings.in_theme_day", on=on), rule("meetings.same_day", on=on)],
        "may_edit": request.full_actor.may(Permission.LOCAL_DUTY_EDIT),
    }
    return render(request, "duties/local.html", context)


@requires(Permission.LOCAL_DUTY_EDIT, post=Permission.LOCAL_DUTY_EDIT)
def new_local(request: ActorRequest) -> HttpResponse:
    """Add a duty of the county's own; look first at whom it asks for how many hours a year."""
    form, seen = LocalDutyForm(request.POST or None, initial={"from_day": today()}), None
    if form.is_valid():
        typed = form.duty_words()
        if "look" in request.POST:
            county = Organization.objects.visible_to(request.actor).get(pk=request.actor.county_id)
            seen = queries.impact(county, LocalDuty(**typed).duty, today())
        elif _set(request, form, typed):
            return redirect("duties:local")
    bound = rule("duties.local_a_year", on=today())
    context = {"form": form, "heading": "设定本地制度", "law": bound, "impact": seen}
    # A look changes nothing: answered as an unfinished form, so that its key is free for the real sending.
    return render(request, "duties/new_local.html", context, status=422 if form.is_bound else 200)


def _set(request: ActorRequest, form: LocalDutyForm, typed: dict[str, Any]) -> bool:
    """Set what was typed; say on the form why not."""
    try:
        services.set_local(by=request.actor, on=today(), **typed)
    except RuleBreach as breach:
        form.add_error(None, str(breach))
        return False
    messages.success(request, "已设定，各支部的应办清单几分钟内更新。")
    return True


@requires(Permission.LOCAL_DUTY_EDIT, post=Permission.LOCAL_DUTY_EDIT)
def end_local(request: ActorRequest, local_id: UUID) -> HttpResponse:
    """Say until when a duty of the county's own holds."""
    found = get_object_or_404(LocalDuty.objects.visible_to(request.actor), public_id=local_id)
    form = EndingForm(request.POST or None, initial={"until_day": found.until_day or today()})
    if form.is_valid():
        try:
            services.end_local(by=request.actor, local=found, until_day=form.cleaned_data["until_day"], on=today())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"{found.name}到终止日为止。")
            return redirect("duties:local")
    context = {"form": form, "heading": f"终止{found.name}", "submit_label": "终止"}
    return render(request, "duties/form.html", context, status=422 if form.is_bound else 200)


def _for(duty: rules.Duty) -> str:
    bodies = "、".join(BodyKind(kind).label for kind in duty.bodies)
    fields = "、".join(Field(field).label for field in duty.fields)
    least = f"正式党员 {duty.full} 名以上的" if duty.full else ""
    return f"{fields}{least}{bodies}"
