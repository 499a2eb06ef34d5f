"""少交免交 and 欠交: asked and decided step by step; by name for the branch and the body whose turn it is (P21)."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.dues import services
from dangjian.affairs.dues.forms.moving import ReductionForm
from dangjian.affairs.dues.models import Arrears, Ease, Ended, Reduction
from dangjian.affairs.dues.queries.rolls import on_the_roll
from dangjian.affairs.dues.rules import yuan
from dangjian.affairs.dues.rules.months import span_words, words
from dangjian.affairs.dues.views.reached import body_of, this_day
from dangjian.affairs.people.models import Person
from dangjian.foundation.ui.parts import Fact
from dangjian.procedures.cases.queries import events, standings
from dangjian.procedures.cases.turns import TurnForm, sent, turn_of
from dangjian.rulebook import RuleBreach, Step

Matter = Reduction | Arrears
_MOST = 100


@requires(Permission.DUES_MATTER_VIEW)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """List what is under way and what has ended."""
    rows: list[Matter] = [
        *Reduction.objects.visible_to(request.actor).select_related("person", "case").order_by("-id")[:_MOST],
        *Arrears.objects.visible_to(request.actor).select_related("person", "case").order_by("-id")[:_MOST],
    ]
    where = standings([row.case for row in rows], this_day())
    context = {
        "heading": "少交免交、欠交",
        "sub": "少交免交由支部讨论、上级批准；连续6个月未交的按步骤办，从不自动变动党籍",
        "open": [(row, title(row), where[row.case_id]) for row in rows if row.ended_on is None],
        "ended": [(row, title(row)) for row in rows if row.ended_on is not None],
        "may_ask": request.full_actor.may(Permission.DUES_ASSESS),
    }
    return render(request, "dues/matters.html", context)


def title(row: Matter) -> str:
    """Return what lists call a matter."""
    if isinstance(row, Reduction):
        return f"{row.person}：{row.get_kind_display()}"
    return f"{row.person}：{words(row.since)}起未交"


@requires(Permission.DUES_RECORD, post=Permission.DUES_RECORD)
@inside
def new(request: ActorRequest) -> HttpResponse:
    """Ask the superior that a member pay less or nothing."""
    body, on = body_of(request, is_branch=True), this_day()
    ids = [person.pk for person in on_the_roll(body, on)]
    form = ReductionForm(
        request.POST or None, people=Person.objects.visible_to(request.actor).filter(pk__in=ids), on=on
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = services.ask_reduction(
                by=request.full_actor, person=said["person"], kind=Ease(said["kind"]), cents=said["cents"] or 0,
                since=date.fromisoformat(said["since"]), until=date.fromisoformat(said["until"]), words=said["words"],
                on=on,
            )  # fmt: skip
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已提出。支部讨论后报上级批准，批准前照常交。")
            return redirect("dues:matter", made.public_id)
    context = {
        "heading": "申请少交、免交",
        "sub": "支部讨论、上级党委批准",
        "form": form,
        "form_address": request.path,
        "submit_label": "提出",
        "cancel_address": reverse("dues:matters"),
        "draft_key": f"dues-reduction:{request.actor.account_id}",
    }
    return render(request, "dues/form.html", context, status=422 if form.errors else 200)


@requires(Permission.DUES_MATTER_VIEW)
@inside
def page(request: ActorRequest, matter_id: UUID) -> HttpResponse:
    """Show a matter to the branch, and to the body whose turn it is."""
    return _page(request, _matter(request, matter_id), None)


@requires(post=Permission.DUES_RECORD)
@inside
def proposals(request: ActorRequest, matter_id: UUID) -> HttpResponse:
    """Take a step of the branch."""
    return _take(request, matter_id)


@requires(post=Permission.DUES_DECIDE)
@inside
def decisions(request: ActorRequest, matter_id: UUID) -> HttpResponse:
    """Take a step of the superior."""
    return _take(request, matter_id)


def _take(request: ActorRequest, matter_id: UUID) -> HttpResponse:
    matter = _matter(request, matter_id)
    form = sent(matter.case, request.POST, this_day())
    if form.is_valid():
        try:
            services.take_step(by=request.actor, matter=matter, step=form.step.key, **form.taken())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已办。")
            return redirect("dues:matters")
    return _page(request, matter, form)


@requires(post=Permission.DUES_RECORD)
@inside
def settlement(request: ActorRequest, matter_id: UUID) -> HttpResponse:
    """End a matter: taken back, or there was a good reason."""
    matter = _matter(request, matter_id)
    said = request.POST.get("words", "")[:200].strip()
    if not said:
        raise RuleBreach("请写明原因，没有改动。")
    result = Ended.WITHDRAWN if isinstance(matter, Reduction) else Ended.EXCUSED
    services.settle(by=request.actor, matter=matter, result=result, words=said, on=this_day())
    messages.success(request, "已办结，党籍没有变动。")
    return redirect("dues:matters")


def _matter(request: ActorRequest, matter_id: UUID) -> Matter:
    reduction = Reduction.objects.visible_to(request.actor).filter(public_id=matter_id)
    found = reduction.select_related("person", "organization", "case").first()
    if found is not None:
        return found
    arrears = Arrears.objects.visible_to(request.actor).filter(public_id=matter_id)
    other = arrears.select_related("person", "organization", "case").first()
    if other is None:
        raise Http404
    return other


def _address(matter: Matter, step: Step | None) -> str:
    is_decision = step is not None and step.permission == Permission.DUES_DECIDE
    return reverse("dues:decisions" if is_decision else "dues:proposals", args=[matter.public_id])


def _page(request: ActorRequest, matter: Matter, form: TurnForm | None) -> HttpResponse:
    actor = request.full_actor
    where = turn_of(matter.case, actor, this_day(), form)
    here = where["standing"]
    may_end = matter.ended_on is None and matter.organization_id in actor.bodies(Permission.DUES_RECORD)
    context = where | {
        "heading": title(matter),
        "sub": matter.organization.name,
        "matter": matter,
        "is_arrears": isinstance(matter, Arrears),
        "facts": _facts(matter),
        "turn_address": _address(matter, where["turn_step"]),
        "turn_key": f"dues-matter:{matter.public_id}",
        "may_end": may_end and "withdraw" in here.outcomes and matter.person_id != actor.person_id,
        "events": events(matter.case),
    }
    return render(request, "dues/matter.html", context, status=422 if form and form.errors else 200)


def _facts(matter: Matter) -> list[Fact]:
    found = [Fact("党员", matter.person.name), Fact("所在党支部", matter.organization.name)]
    if isinstance(matter, Reduction):
        pays = f"每月 {yuan(matter.cents)} 元" if matter.cents else "不交"
        found += [
            Fact("期间", span_words([matter.since, matter.until])),
            Fact("批准后", pays),
            Fact("困难情况", matter.words),
        ]
    else:
        found.append(Fact("从哪个月起未交", words(matter.since)))
    if matter.ended_on:
        found.append(Fact("结果", f"{matter.ended_on:%Y-%m-%d} {matter.get_result_display()}"))
    return found
