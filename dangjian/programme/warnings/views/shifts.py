"""The days of an area are moved in one act, and put back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.foundation.time import now
from dangjian.procedures.calendar import services
from dangjian.procedures.calendar.models import Cause, Shift
from dangjian.programme.warnings import queries
from dangjian.programme.warnings.forms import ShiftForm
from dangjian.rulebook import RuleBreach


@requires(Permission.SHIFT_VIEW)
def shifts(request: ActorRequest) -> HttpResponse:
    """List where days were moved."""
    may_edit = request.full_actor.may(Permission.SHIFT_EDIT)
    return render(request, "warnings/shifts.html", {"shifts": queries.shifts(request.actor), "may_edit": may_edit})


@requires(Permission.SHIFT_EDIT, post=Permission.SHIFT_EDIT)
def new_shift(request: ActorRequest) -> HttpResponse:
    """Move the days of an area: duties, tasks, terms and dues that fall due there move with it."""
    form = ShiftForm(request.POST or None)
    form.fields["organization"].queryset = queries.areas(request.actor)  # type: ignore[attr-defined]
    if form.is_valid():
        typed = form.cleaned_data
        cause = Cause(typed["cause"])
        try:
            services.shift(
                by=request.actor, organization=typed["organization"], cause=cause, from_day=typed["from_day"],
                to_day=typed["to_day"], moved_to=typed["moved_to"], words=cause.label, basis=typed["basis"], at=now(),
            )  # fmt: skip
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(
                request, f"已顺延：{typed['organization'].short_name}，任务当时生效，组织生活和预警几分钟内更新。"
            )
            return redirect("warnings:shifts")
    context = {
        "form": form,
        "heading": "顺延期限",
        "sub": "停电断网、灾情、农忙：一个地方这些天里到期的组织生活、任务、党费一次顺延",
        "submit_label": "顺延",
        "cancel_address": reverse("warnings:shifts"),
    }
    return render(request, "warnings/form.html", context, status=422 if form.is_bound else 200)


@requires(post=Permission.SHIFT_EDIT)
def revocation(request: ActorRequest, shift_id: UUID) -> HttpResponse:
    """Let the days be what they were."""
    found = get_object_or_404(Shift.objects.visible_to(request.actor), public_id=shift_id)
    try:
        services.put_back(by=request.actor, shift=found, at=now())
        messages.success(request, "已撤回，期限恢复原来的日期。")
    except RuleBreach as breach:
        messages.error(request, str(breach))
    return redirect("warnings:shifts")
