"""The county's rules: set, tried over the last year, switched on, switched off."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.foundation.time import today
from dangjian.programme.warnings import queries, services
from dangjian.programme.warnings.forms import RuleDaysForm, RuleForm
from dangjian.programme.warnings.models import RuleState, WarningRule
from dangjian.programme.warnings.rules import About, default_days
from dangjian.rulebook import RuleBreach


@requires(Permission.WARNING_VIEW)
def rules(request: ActorRequest) -> HttpResponse:
    """List the rules: whoever is warned may read by what."""
    rows = WarningRule.objects.visible_to(request.actor).order_by("about", "key", "id")
    if not request.full_actor.may(Permission.WARNING_RULE_EDIT):
        rows = rows.standing()
    context = {"rules": rows, "may_edit": request.full_actor.may(Permission.WARNING_RULE_EDIT)}
    return render(request, "warnings/rules.html", context)


@requires(Permission.WARNING_RULE_EDIT, post=Permission.WARNING_RULE_EDIT)
def new_rule(request: ActorRequest) -> HttpResponse:
    """Set a rule; the days of the rulebook stand in the form."""
    about = request.GET.get("about", About.DUTY)
    known = About(about) if about in set(About) else About.DUTY
    first, second, third = default_days(known, today())
    form = RuleForm(request.POST or None, initial={"about": known, "first": first, "second": second, "third": third})
    if form.is_valid():
        typed = form.cleaned_data
        try:
            made = services.set_rule(
                by=request.actor, about=About(typed["about"]), key=typed["key"], days=form.days, basis=typed["basis"],
                on=today(),
            )  # fmt: skip
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已保存，还没有启用。先按最近一年试算，看会预警多少党组织。")
            return redirect("warnings:rule", made.public_id)
    context = {
        "form": form,
        "heading": "新设预警规则",
        "sub": "保存后先试算，再启用；没有启用的规则不预警任何党组织",
        "cancel_address": reverse("warnings:rules"),
        "abouts": [(one.value, WarningRule(about=one).get_about_display(), one == known) for one in About],
    }
    return render(request, "warnings/new_rule.html", context, status=422 if form.is_bound else 200)


@requires(Permission.WARNING_RULE_EDIT, post=Permission.WARNING_RULE_EDIT)
@inside
def one_rule(request: ActorRequest, warning_rule_id: UUID) -> HttpResponse:
    """Show a rule with what its trial finds, body by body; change its days while it is not on."""
    found = _found(request, warning_rule_id)
    first, second, third = found.days
    initial = {"first": first, "second": second, "third": third, "basis": found.basis}
    form = RuleDaysForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            services.change_rule(
                by=request.actor, rule=found, days=form.days, basis=form.cleaned_data["basis"], on=today()
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已保存，请重新试算。")
            return redirect("warnings:rule", warning_rule_id)
    context = {
        "rule": found,
        "form": form,
        "is_on": found.state == RuleState.ON,
        "trial": queries.tried(found, found.tried_on) if found.tried_on else None,
    }
    return render(request, "warnings/rule.html", context, status=422 if form.is_bound else 200)


@requires(post=Permission.WARNING_RULE_EDIT)
def trial(request: ActorRequest, warning_rule_id: UUID) -> HttpResponse:
    """Try a rule over the last year."""
    row = services.try_out(by=request.actor, rule=_found(request, warning_rule_id), on=today())
    messages.success(request, f"试算完成：最近一年会预警 {row.tried['bodies']} 个党组织，没有通知任何人。")
    return redirect("warnings:rule", warning_rule_id)


@requires(post=Permission.WARNING_RULE_EDIT)
def switch(request: ActorRequest, warning_rule_id: UUID) -> HttpResponse:
    """Switch a tried rule on, or one that is on off."""
    found = _found(request, warning_rule_id)
    try:
        if found.state == RuleState.ON:
            services.switch_off(by=request.actor, rule=found, on=today())
            messages.success(request, "已停用，它发出的预警不再显示。")
        else:
            services.switch_on(by=request.actor, rule=found, on=today())
            messages.success(request, "已启用。到期没有办结的，只告知本党组织；办结后自动消除。")
    except RuleBreach as breach:
        messages.error(request, str(breach))
    return redirect("warnings:rule", warning_rule_id)


def _found(request: ActorRequest, warning_rule_id: UUID) -> WarningRule:
    return get_object_or_404(WarningRule.objects.visible_to(request.actor), public_id=warning_rule_id)
