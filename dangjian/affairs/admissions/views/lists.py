"""Admissions by phase: a branch and its superior by name, those above by counts, and what waits for them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access import exports
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.admissions import services, sheets
from dangjian.affairs.admissions.forms.opening import LetterForm
from dangjian.affairs.admissions.queries import lists, people
from dangjian.affairs.admissions.views.days import this_day
from dangjian.affairs.mobility.queries.tallies import own_branches, top
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ui.parts import Item
from dangjian.rulebook import RuleBreach


@requires(Permission.ADMISSION_VIEW)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """Show a branch and its superior who is where on the way; those above see counts."""
    actor, on = request.actor, this_day()
    is_top = "body" not in request.GET
    phase, words = request.GET.get("phase", ""), request.GET.get("words", "")[:30]
    if is_top and exports.is_asked(request):
        found = lists.in_county_order(lists.rows(actor, on, phase=phase, words=words, most=exports.MOST + 1))
        ids = [row.admission.pk for row in found]
        return exports.deliver(request, title="发展党员", columns=sheets.ROWS, rows=found, ids=ids, on=on)
    body = top(actor) if is_top else _body(request)
    branches = own_branches(request.full_actor.narrowed(Permission.ADMISSION_EDIT))
    figures = lists.figures(actor) if is_top else {}
    context = {
        "heading": "发展党员",
        "sub": "25 个步骤，到日子只是可以办；列为积极分子、发展对象、接收和转正，都由组织决定",
        "is_top": is_top,
        "body": body,
        "rows": lists.rows(actor, on, phase=phase, words=words) if is_top else [],
        **(exports.link(request) if is_top else {}),
        "phases": _phases(figures, phase),
        "words": words,
        "words_hint": "姓名、党支部",
        "phase": phase,
        "lines": lists.counts(actor, body, on) if body else [],
        "may_edit": bool(branches),
        "may_audit": request.full_actor.may(Permission.ADMISSION_AUDIT),
    }
    return render(request, "admissions/index.html", context)


def _phases(figures: dict[str, int], phase: str) -> list[Item]:
    address = reverse("admissions:index")
    every = Item("全部", address, is_current=not phase, figure=sum(figures.values()))
    return [
        every,
        *(
            Item(caption, f"{address}?phase={key}", is_current=key == phase, figure=figures.get(key, 0))
            for key, caption in lists.PHASES.items()
        ),
        Item("已办结", f"{address}?phase={lists.ENDED}", is_current=phase == lists.ENDED),
    ]


def _body(request: ActorRequest) -> Organization:
    rows = Organization.objects.visible_to(request.actor)
    return get_object_or_404(rows, public_id=_identity(request.GET.get("body", "")))


def _identity(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@requires(Permission.ADMISSION_EDIT, post=Permission.ADMISSION_EDIT)
@inside
def new(request: ActorRequest) -> HttpResponse:
    """Register a letter of application."""
    branches = own_branches(request.actor)
    if not branches:
        messages.error(request, "入党申请书由申请人所在的党支部登记，您的职务不在党支部，未登记。")
        return redirect("admissions:index")
    asked = {"person": request.GET["person"]} if "person" in request.GET else {}
    initial: dict[str, object] = {"applied_on": this_day(), **asked}
    form = LetterForm(request.POST or None, people=people.without_case([branches[0].pk]), initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = services.register(
                by=request.actor, branch=branches[0], person=said["person"], name=said["name"],
                born_on=said["born_on"], applied_on=said["applied_on"], on=this_day(),
            )  # fmt: skip
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已登记。1个月内派人谈话。")
            return redirect("admissions:admission", made.public_id)
    context = {
        "form": form,
        "heading": "登记入党申请书",
        "sub": f"{branches[0].short_name}收到的申请书；原件由支部保存，平台不存申请书内容",
        "form_address": request.get_full_path(),
        "cancel_address": reverse("admissions:index"),
        "submit_label": "登记",
        "draft_key": f"admission:{request.actor.account_id}",
    }
    return render(request, "admissions/new.html", context, status=422 if form.errors else 200)
