"""One case: where it is, what proposed it, its remedy and helpers, how it goes, the step whose turn it is."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.foundation.ui.parts import Fact
from dangjian.procedures.cases.queries import events, may_act
from dangjian.procedures.cases.turns import TurnForm, sent, turn_of, way_of
from dangjian.programme.rectification import rules, services
from dangjian.programme.rectification.forms import HelperForm, ProgressForm, WithdrawalForm
from dangjian.programme.rectification.models import Help, Rectification
from dangjian.programme.rectification.queries import cases
from dangjian.programme.rectification.services.helping import missing_for_plan
from dangjian.programme.rectification.views.days import this_day
from dangjian.rulebook import RuleBreach, Step


@requires(Permission.RECTIFICATION_VIEW)
@inside
def page(request: ActorRequest, rectification_id: UUID) -> HttpResponse:
    """Show a case to a body that handles it."""
    return shown(request, found(request, rectification_id))


@requires(post=Permission.RECTIFICATION_EDIT)
@inside
def steps(request: ActorRequest, rectification_id: UUID) -> HttpResponse:
    """Take a step of the township."""
    return _take(request, rectification_id)


@requires(post=Permission.RECTIFICATION_DECIDE)
@inside
def decisions(request: ActorRequest, rectification_id: UUID) -> HttpResponse:
    """Take a step of the county."""
    return _take(request, rectification_id)


def _take(request: ActorRequest, rectification_id: UUID) -> HttpResponse:
    row = found(request, rectification_id)
    form = sent(row.case, request.POST, this_day())
    if form.is_valid():
        try:
            taken = services.take_step(by=request.actor, row=row, step=form.step.key, **form.taken())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已办。" if taken.ended_on is None else f"已办结：{taken.get_result_display()}。")
            return redirect("rectification:one", row.public_id)
    return shown(request, row, turn=form)


@requires(post=Permission.RECTIFICATION_EDIT)
@inside
def withdrawal(request: ActorRequest, rectification_id: UUID) -> HttpResponse:
    """Take a proposal back."""
    row = found(request, rectification_id)
    form = WithdrawalForm(request.POST, auto_id="withdrawal_%s")
    if form.is_valid():
        try:
            services.withdraw(by=request.actor, row=row, words=form.cleaned_data["words"], on=this_day())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已撤回，明天起不再显示。")
            return redirect("rectification:index")
    return shown(request, row, withdrawal_form=form)


def found(request: ActorRequest, rectification_id: UUID) -> Rectification:
    """Return a case of the actor's own bodies, or 404."""
    rows = Rectification.objects.visible_to(request.actor).select_related("organization", "township", "case")
    return get_object_or_404(rows, public_id=rectification_id)


def shown(request: ActorRequest, row: Rectification, turn: TurnForm | None = None, **forms: object) -> HttpResponse:
    """Render the page, with the forms that came back."""
    on, actor = this_day(), request.full_actor
    where = turn_of(row.case, actor, on, turn)
    here = where["standing"]
    is_acceptance = here.step == rules.ACCEPTANCE
    may_edit = row.ended_on is None and actor.may(Permission.RECTIFICATION_EDIT, row.township.path)
    is_helped = row.listed_on is not None
    context = (
        {
            "row": row,
            "heading": row.organization.short_name,
            "sub": "只有办理的党委看得到；不公布、不上图、不挂牌，销号观察期满后不再显示",
            "facts": facts_of(row),
            "turn_address": _address(row, where["turn_step"]),
            "turn_key": f"rectification:{row.public_id}",
            "way": way_of(row.case),
            "may_accept": is_acceptance and may_act(row.case, actor),
            "may_help": may_edit and is_helped,
            "missing": missing_for_plan(row) if here.step == rules.PLAN else (),
            "helpers_rule": rules.helpers(on),
            "helpers": cases.helpers(row) if is_helped else (),
            "progress": row.progress.order_by("-month") if is_helped else (),
            "acceptances": row.acceptances.order_by("-on", "-id"),
            "helper_form": _helper_form(row, on) if may_edit and is_helped else None,
            "progress_form": ProgressForm(initial=_this_month(row, on), auto_id="progress_%s"),
            "withdrawal_form": WithdrawalForm(auto_id="withdrawal_%s"),
            "can_go_back": may_edit and "withdraw" in here.outcomes,
            "events": events(row.case),
            "month": on.month,
        }
        | where
        | forms
        | ({"turn_form": None} if is_acceptance else {})
    )
    bound = any(getattr(form, "errors", None) for form in (turn, *forms.values()))
    return render(request, "rectification/one.html", context, status=422 if bound else 200)


def _address(row: Rectification, step: object) -> str:
    """Return where the form of the step goes: the county decides, the township takes its own."""
    is_decision = isinstance(step, Step) and step.permission == Permission.RECTIFICATION_DECIDE
    return reverse("rectification:decisions" if is_decision else "rectification:steps", args=[row.public_id])


def _helper_form(row: Rectification, on: date) -> HelperForm:
    """Give the form of a helper, filled where the first secretary stands on record already."""
    first = cases.known_first(row, on)
    if first is None:
        return HelperForm(initial={"since": on}, auto_id="helper_%s")
    start = {"help": Help.FIRST_SECRETARY, "name": first.name, "title": first.home, "since": first.during.lower}
    form = HelperForm(initial=start, auto_id="helper_%s")
    form.fields["name"].help_text = "来自驻村登记，核对后保存"
    return form


def _this_month(row: Rectification, on: date) -> dict[str, object]:
    """Return what was said of this month already: it is corrected, not typed again."""
    said = row.progress.filter(month=on.replace(day=1)).first()
    return {"pace": said.pace, "words": said.words} if said else {"pace": "on_pace"}


def facts_of(row: Rectification) -> list[Fact]:
    """Return what the page says of a case."""
    lines = [
        Fact("党组织", row.organization.name),
        Fact("负责的党委", row.township.name),
        Fact("排查年度", f"{row.year}年"),
    ]
    days = (("提出", row.proposed_on), ("列为整顿对象", row.listed_on), ("销号", row.delisted_on))
    lines += [Fact(caption, f"{day.year}年{day.month}月{day.day}日") for caption, day in days if day]
    if row.troubles:
        lines.append(Fact("类型", row.trouble_words))
    if row.ended_on and row.seen_until:
        until = row.seen_until
        lines.append(Fact("结果", f"{row.get_result_display()}；显示到{until.year}年{until.month}月{until.day}日"))
    return lines
