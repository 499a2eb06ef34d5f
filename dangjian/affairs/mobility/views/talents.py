"""One parked relation: the page, contact, the decision."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.members.services import looked
from dangjian.affairs.mobility import services
from dangjian.affairs.mobility.forms import DecisionForm
from dangjian.affairs.mobility.models import Stage, Talent
from dangjian.affairs.mobility.views.days import this_day
from dangjian.affairs.mobility.views.facts import day_words
from dangjian.foundation.ui.parts import Fact
from dangjian.procedures.agenda.rules import standing, yellow_days
from dangjian.procedures.provisions.queries import local_values


@requires(Permission.MOBILITY_VIEW)
@inside
def page(request: ActorRequest, talent_id: UUID) -> HttpResponse:
    """Show how far it has come with a parked relation."""
    rows = Talent.objects.visible_to(request.actor).select_related("person", "organization")
    row = get_object_or_404(rows, public_id=talent_id)
    looked(by=request.actor, person=row.person)
    return _page(request, row, DecisionForm())


@requires(post=Permission.MOBILITY_EDIT)
@inside
def contact(request: ActorRequest, talent_id: UUID) -> HttpResponse:
    """Note that the member was reached."""
    row = _own(request, talent_id)
    services.contact_talent(by=request.actor, talent=row, on=this_day())
    messages.success(request, f"已记：联系了{row.person}。请在期限前定去留。")
    return redirect("mobility:talent", row.public_id)


@requires(post=Permission.MOBILITY_EDIT)
@inside
def decision(request: ActorRequest, talent_id: UUID) -> HttpResponse:
    """Decide that the relation moves or stays."""
    row = _own(request, talent_id)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    because = form.cleaned_data["stays_because"] if form.cleaned_data["choice"] == "stays" else ""
    decided = services.decide_talent(by=request.actor, talent=row, stays_because=because, on=this_day())
    messages.success(request, f"{row.person}：{decided.get_stage_display()}。")
    return redirect("mobility:talent", row.public_id)


def _own(request: ActorRequest, talent_id: UUID) -> Talent:
    rows = Talent.objects.visible_to(request.actor).select_related("person", "organization")
    return get_object_or_404(rows, public_id=talent_id)


def _page(request: ActorRequest, row: Talent, form: DecisionForm) -> HttpResponse:
    on = this_day()
    look = standing(row.due_on, on, yellow_days(on, local_values(row.county_id, on)), done_on=row.ended_on)
    context = {
        "heading": row.person.name,
        "sub": f"流动人才党员 · {row.organization.name}",
        "talent": row,
        "look": look,
        "facts": _facts(row),
        "form": form,
        "may_edit": row.ended_on is None and request.full_actor.may(Permission.MOBILITY_EDIT, row.org_path),
        "is_contacted": row.stage == Stage.CONTACTED,
        "moves": row.stage == Stage.MOVES,
    }
    return render(request, "mobility/talent.html", context, status=422 if form.errors else 200)


def _facts(row: Talent) -> list[Fact]:
    found = [
        Fact("人才服务机构", row.agency),
        Fact("进度", row.get_stage_display()),
        Fact("摸底日期", day_words(row.found_on)),
        Fact("联系日期", day_words(row.contacted_on) or "还没有联系"),
    ]
    return found + ([Fact("暂留理由", row.stays_because)] if row.stays_because else [])
