"""The remedy, who helps, a line a month, the county's acceptance."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.procedures.provisions.queries import local_values
from dangjian.programme.rectification import rules, services
from dangjian.programme.rectification.forms import AcceptanceForm, HelperForm, PlanForm, ProgressForm
from dangjian.programme.rectification.models import Help, Pace, Trouble
from dangjian.programme.rectification.views.days import this_day
from dangjian.programme.rectification.views.one import found, shown
from dangjian.rulebook import RuleBreach


@requires(Permission.RECTIFICATION_EDIT, post=Permission.RECTIFICATION_EDIT)
@inside
def plan(request: ActorRequest, rectification_id: UUID) -> HttpResponse:
    """Write what is wrong and what is done about it."""
    row = found(request, rectification_id)
    form = PlanForm(request.POST or None, row=row)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.write_plan(
                by=request.actor, row=row, troubles=[Trouble(one) for one in said["troubles"]],
                remedy=said["remedy"],
            )  # fmt: skip
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已保存。")
            return redirect("rectification:one", row.public_id)
    context = {
        "form": form,
        "row": row,
        "heading": f"{row.organization.short_name}：一村一策",
        "sub": "这个党组织是软、散、乱还是穷，对着写措施",
        "form_address": request.path,
        "cancel_address": reverse("rectification:one", args=[row.public_id]),
        "draft_key": f"rectification:{request.actor.account_id}:{row.public_id}",
    }
    return render(request, "rectification/form.html", context, status=422 if form.errors else 200)


@requires(post=Permission.RECTIFICATION_EDIT)
@inside
def helpers(request: ActorRequest, rectification_id: UUID) -> HttpResponse:
    """Name who helps."""
    row = found(request, rectification_id)
    form = HelperForm(request.POST, auto_id="helper_%s")
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.set_helper(
                by=request.actor, row=row, help=Help(said["help"]), name=said["name"], title=said["title"],
                since=said["since"],
            )  # fmt: skip
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已保存。")
            return redirect("rectification:one", row.public_id)
    return shown(request, row, helper_form=form)


@requires(post=Permission.RECTIFICATION_EDIT)
@inside
def progress(request: ActorRequest, rectification_id: UUID) -> HttpResponse:
    """Say how this month went."""
    row = found(request, rectification_id)
    form = ProgressForm(request.POST, auto_id="progress_%s")
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.note_progress(
                by=request.actor, row=row, pace=Pace(said["pace"]), words=said["words"], on=this_day()
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已保存。")
            return redirect("rectification:one", row.public_id)
    return shown(request, row, progress_form=form)


@requires(Permission.RECTIFICATION_DECIDE, post=Permission.RECTIFICATION_DECIDE)
@inside
def acceptance(request: ActorRequest, rectification_id: UUID) -> HttpResponse:
    """Record the county's acceptance."""
    row, on = found(request, rectification_id), this_day()
    form = AcceptanceForm(request.POST or None, on=on)
    if form.is_valid():
        said = form.cleaned_data
        is_passed = said["verdict"] == "pass"
        try:
            services.accept(by=request.actor, row=row, test=form.test(), is_passed=is_passed, on=said["day"])
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已登记：通过。" if is_passed else "已登记：未通过，退回继续整顿。")
            return redirect("rectification:one", row.public_id)
    context = {
        "form": form,
        "row": row,
        "scheme": rules.scheme(on, local_values(row.county_id, on)),
        "heading": f"{row.organization.short_name}：县里验收",
        "sub": "听汇报、民主测评、个别访谈；只记票数和人数，谁怎么填、说了什么不记",
        "form_address": request.path,
        "cancel_address": reverse("rectification:one", args=[row.public_id]),
        "submit_label": "登记验收",
    }
    return render(request, "rectification/acceptance.html", context, status=422 if form.errors else 200)
