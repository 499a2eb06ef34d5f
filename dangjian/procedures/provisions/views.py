"""本地规定: what a county may set, what it set, and setting it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.foundation.time import today
from dangjian.procedures.provisions.forms import ProvisionForm
from dangjian.procedures.provisions.queries import Provision, history, provisions
from dangjian.procedures.provisions.services import set_rule
from dangjian.rulebook import RulebookError
from dangjian.rulebook.breach import RuleBreach


@requires(Permission.COUNTY_RULE_VIEW)
def index(request: ActorRequest) -> HttpResponse:
    """Show every rule that a county may set, with the value in force."""
    context = {
        "heading": "本地规定",
        "sub": "规则库允许县里另定的事项。没有另定的，按默认值执行。",
        "provisions": provisions(request.actor, today()),
        "may_edit": request.full_actor.may(Permission.COUNTY_RULE_EDIT),
    }
    return render(request, "provisions/index.html", context)


@requires(Permission.COUNTY_RULE_VIEW, post=Permission.COUNTY_RULE_EDIT)
def page(request: ActorRequest, rule_id: str) -> HttpResponse:
    """Show one rule with all that was set of it; set it anew."""
    on = today()
    found = next((one for one in provisions(request.actor, on) if one.rule.id == rule_id), None)
    if found is None:
        raise Http404
    form = ProvisionForm(request.POST or None, rule=found.rule, value=found.value, on=on)
    if request.method == "POST" and form.is_valid():
        try:
            kept = set_rule(rule_id=rule_id, **form.cleaned_data, on=on, by=request.actor)
        except (RuleBreach, RulebookError) as breach:
            form.add_error(None, str(breach))
        else:
            day = f"{kept.from_day.year}年{kept.from_day.month}月{kept.from_day.day}日"
            messages.success(request, f"已存：自{day}起为 {kept.words} {found.rule.unit}。")
            return redirect("provisions:rule", rule_id)
    return _page(request, found, form)


def _page(request: ActorRequest, found: Provision, form: ProvisionForm) -> HttpResponse:
    is_editor = request.full_actor.may(Permission.COUNTY_RULE_EDIT)
    context = {
        "heading": found.rule.says,
        "provision": found,
        "history": history(request.actor, found.rule.id),
        "form": form,
        "form_address": reverse("provisions:rule", args=[found.rule.id]),
        "draft_key": f"provision:{request.actor.account_id}:{found.rule.id}",
        "may_edit": is_editor and not found.rule.is_informative,
        "is_editor": is_editor,
    }
    return render(request, "provisions/rule.html", context, status=422 if form.errors else 200)
