"""One member away from home: the page, registering, changing, contact, arrival, the end."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.members.services import looked
from dangjian.affairs.mobility import services
from dangjian.affairs.mobility.forms import DayForm, EndForm
from dangjian.affairs.mobility.models import Ending, Stay
from dangjian.affairs.mobility.views.days import this_day
from dangjian.affairs.mobility.views.facts import facts_of, findings_of
from dangjian.procedures.agenda.rules import standing, yellow_days
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook.breach import RuleBreach


@requires(Permission.MOBILITY_VIEW)
@inside
def page(request: ActorRequest, stay_id: UUID) -> HttpResponse:
    """Show a stay: to the home all of it, to the host who it is, whence, and whom to call."""
    rows = Stay.objects.visible_to(request.actor).select_related("organization", "host", "contact", "person__member")
    stay = get_object_or_404(rows, public_id=stay_id)
    if stay.person:
        looked(by=request.actor, person=stay.person)
    return _page(request, stay)


def _page(request: ActorRequest, stay: Stay, **forms: object) -> HttpResponse:
    editor = request.full_actor.narrowed(Permission.MOBILITY_EDIT)
    is_home = request.full_actor.may(Permission.MOBILITY_VIEW, stay.org_path)
    is_open, on = stay.ended_on is None, this_day()
    due = stay.contact_due_on if is_open and is_home else None
    context = {
        "heading": stay.name,
        "sub": f"{stay.get_direction_display()} · {stay.home or stay.organization.name}",
        "stay": stay,
        "is_home": is_home,
        "facts": facts_of(stay, is_home=is_home),
        "findings": findings_of(stay, on) if is_home and is_open else [],
        "due": (due, standing(due, on, yellow_days(on, local_values(stay.county_id, on)))) if due else None,
        "contacts": stay.contacts.order_by("-on")[:24] if is_home else [],
        "may_edit": is_open and editor.may(Permission.MOBILITY_EDIT, stay.org_path),
        "may_confirm": is_open and not stay.reported_on and bool(stay.host_path)
        and editor.may(Permission.MOBILITY_EDIT, stay.host_path),
        "day_form": DayForm(initial={"day": on}),
        "end_form": EndForm(direction=stay.direction),
    } | forms  # fmt: skip
    bound = any(getattr(form, "errors", None) for form in forms.values())
    return render(request, "mobility/stay.html", context, status=422 if bound else 200)


def _own(request: ActorRequest, stay_id: UUID) -> Stay:
    rows = Stay.objects.visible_to(request.actor).kept_by(request.actor)
    return get_object_or_404(rows.select_related("organization", "host", "contact"), public_id=stay_id)


@requires(post=Permission.MOBILITY_EDIT)
@inside
def contacts(request: ActorRequest, stay_id: UUID) -> HttpResponse:
    """Note a contact: its day and no words."""
    stay = _own(request, stay_id)
    form = DayForm(request.POST)
    if form.is_valid():
        try:
            services.record_contact(by=request.actor, stay=stay, day=form.cleaned_data["day"], on=this_day())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"已记：联系了{stay.name}。")
            return redirect("mobility:stay", stay.public_id)
    return _page(request, stay, day_form=form)


@requires(post=Permission.MOBILITY_EDIT)
@inside
def ending(request: ActorRequest, stay_id: UUID) -> HttpResponse:
    """End a stay."""
    stay = _own(request, stay_id)
    form = EndForm(request.POST, direction=stay.direction)
    if not form.is_valid():
        return _page(request, stay, end_form=form)
    services.end(by=request.actor, stay=stay, ending=Ending(form.cleaned_data["ending"]), on=this_day())
    messages.success(request, f"{stay.name}的流动登记已结束。")
    return redirect("mobility:index")


@requires(post=Permission.MOBILITY_EDIT)
@inside
def arrival(request: ActorRequest, stay_id: UUID) -> HttpResponse:
    """Confirm as the host that the member has reported in."""
    stay = get_object_or_404(Stay.objects.visible_to(request.actor), public_id=stay_id)
    services.confirm_arrival(by=request.actor, stay=stay, on=this_day())
    messages.success(request, f"已确认{stay.name}报到，流出地党组织看得到。")
    return redirect(reverse("mobility:stay", args=[stay.public_id]))
