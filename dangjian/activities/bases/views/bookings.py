"""Who asked to come and what one asked for; one booking with what its two sides may do."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.activities.bases import queries, services
from dangjian.activities.bases.forms import ReasonForm
from dangjian.activities.bases.models import Booking, State
from dangjian.activities.bases.services.rows import time_words
from dangjian.foundation.time import now
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Fact, Item
from dangjian.rulebook import RuleBreach

_SIDES = (("", "我们约的"), ("host", "来约我们的"))


@requires(Permission.BASE_VIEW)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """List bookings, the latest day first: one's own side, or those who come."""
    side = "host" if request.GET.get("side") == "host" else ""
    page = keyset(queries.booked(request.actor, side), by=("-on", "-id"), query=request.GET)
    address = reverse("bases:bookings")
    context = {
        "lines": [(line, time_words(line.row)) for line in queries.lines(page.rows, now())],
        "pager": page.pager,
        "side": side,
        "tabs": [Item(words, f"{address}?side={key}" if key else address, key == side) for key, words in _SIDES],
    }
    return render(request, "bases/bookings.html", context)


@requires(Permission.BASE_VIEW)
@inside
def booking(request: ActorRequest, booking_id: UUID) -> HttpResponse:
    """Show a booking."""
    return _page(request, _found(request, booking_id))


@requires(post=Permission.BASE_KEEP)
@inside
def confirmation(request: ActorRequest, booking_id: UUID) -> HttpResponse:
    """Confirm a visit."""
    found = _found(request, booking_id)
    services.confirm(by=request.actor, booking=found, at=now())
    messages.success(request, f"已确认。{found.organization.short_name}的会议已按这次参观排好，到时写一份记录就行。")
    return redirect("bases:booking", booking_id)


@requires(post=Permission.BASE_KEEP)
@inside
def refusal(request: ActorRequest, booking_id: UUID) -> HttpResponse:
    """Decline a visit, with the reason."""
    found, form = _found(request, booking_id), ReasonForm(request.POST)
    if form.is_valid():
        try:
            services.decline(by=request.actor, booking=found, reason=form.cleaned_data["reason"], at=now())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已答复，对方能看到原因，时段已让出。")
            return redirect("bases:booking", booking_id)
    return _page(request, found, refusing=form)


@requires(post=Permission.MEETING_RECORD)
@inside
def cancellation(request: ActorRequest, booking_id: UUID) -> HttpResponse:
    """Call a visit off as the branch that asked."""
    return _call_off(request, booking_id)


@requires(post=Permission.BASE_KEEP)
@inside
def withdrawal(request: ActorRequest, booking_id: UUID) -> HttpResponse:
    """Call a visit off as the base."""
    return _call_off(request, booking_id)


def _call_off(request: ActorRequest, booking_id: UUID) -> HttpResponse:
    found, form = _found(request, booking_id), ReasonForm(request.POST)
    if form.is_valid():
        try:
            services.cancel(by=request.actor, booking=found, reason=form.cleaned_data["reason"], at=now())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已取消，对方能看到原因，时段已让出。")
            return redirect("bases:booking", booking_id)
    return _page(request, found, ending=form)


def _found(request: ActorRequest, booking_id: UUID) -> Booking:
    rows = Booking.objects.visible_to(request.actor).select_related("base__organization", "activity", "organization")
    return get_object_or_404(rows, public_id=booking_id)


def _page(
    request: ActorRequest, row: Booking, *, refusing: ReasonForm | None = None, ending: ReasonForm | None = None
) -> HttpResponse:
    actor, moment = request.full_actor, now()
    (line,) = queries.lines([row], moment)
    is_ahead = row.is_held and row.during.lower > moment
    is_host = actor.may(Permission.BASE_KEEP, row.host_path)
    is_visitor = actor.may(Permission.MEETING_RECORD, row.org_path)
    context = {
        "heading": row.base.name,
        "sub": time_words(row),
        "line": line,
        "facts": _facts(row),
        "is_host": is_host,
        "is_visitor": is_visitor,
        "may_answer": is_host and row.state == State.ASKED,
        "may_end": is_ahead and (is_host or is_visitor),
        "refusing": refusing or ReasonForm(auto_id="refuse_%s"),
        "ending": ending or ReasonForm(auto_id="end_%s"),
        "meeting": line.meeting if actor.may(Permission.MEETING_VIEW, row.org_path) else None,
    }
    return render(request, "bases/booking.html", context, status=422 if refusing or ending else 200)


def _facts(row: Booking) -> list[Fact]:
    found = [
        Fact("党组织", row.organization.short_name),
        Fact("活动", row.activity.title),
        Fact("人数", f"{row.people} 人"),
        Fact("地点", row.base.place),
        Fact("主管", row.base.organization.short_name),
        Fact("预约人", row.asked_name),
    ]
    if row.answered_name:
        found.append(Fact("答复人", row.answered_name))
    return found + ([Fact("说明", row.words)] if row.words else [])
