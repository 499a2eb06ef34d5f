"""A visit asked for and moved; a time that somebody else was faster to take is answered with 409 and what is free."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.activities.bases import queries, services
from dangjian.activities.bases.forms import BookingForm
from dangjian.activities.bases.models import Base, Booking
from dangjian.activities.meetings.queries import own_bodies
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import now, today
from dangjian.rulebook import RuleBreach

CONFLICT = 409


@requires(Permission.MEETING_RECORD, post=Permission.MEETING_RECORD)
@inside
def book(request: ActorRequest, base_id: UUID) -> HttpResponse:
    """Ask for a time at a base, for a branch whose meetings one records: ``?begins=2026-12-03T09:00``."""
    base = get_object_or_404(Base.objects.visible_to(request.actor).open(), public_id=base_id)
    bodies = _bodies(request)
    if not bodies:
        raise Http404
    first = bodies[0]
    initial = {"begins": request.GET.get("begins", ""), "people": queries.expected(first, today()) or None}
    form = _form(request, base, initial, bodies)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = services.book(
                    by=request.actor, base=base, organization=form.body(), wanted=form.wanted(), at=now()
                )
            except RuleBreach as breach:
                form.add_error(None, str(breach))
                status = CONFLICT if isinstance(breach, services.TakenError) else status
            else:
                messages.success(request, f"已约好，等{base}确认；时段先给您留着。")
                return redirect("bases:booking", made.public_id)
    sub = first.short_name if len(bodies) == 1 else "选好哪个党组织去"
    return _page(request, form, f"预约{base}", sub, reverse("bases:one", args=[base_id]), status)


@requires(Permission.MEETING_RECORD, post=Permission.MEETING_RECORD)
@inside
def rebook(request: ActorRequest, booking_id: UUID) -> HttpResponse:
    """Give a time back and take another of the same base."""
    rows = Booking.objects.visible_to(request.actor).select_related("base", "organization", "activity")
    booking = get_object_or_404(rows, public_id=booking_id)
    initial = {"activity": booking.activity_id, "people": booking.people}
    form = _form(request, booking.base, initial, [])
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = services.rebook(by=request.actor, booking=booking, wanted=form.wanted(), at=now())
            except RuleBreach as breach:
                form.add_error(None, str(breach))
                status = CONFLICT if isinstance(breach, services.TakenError) else status
            else:
                messages.success(request, f"已改约，等{booking.base}确认；原来的时段已让出。")
                return redirect("bases:booking", made.public_id)
    back = reverse("bases:booking", args=[booking_id])
    return _page(request, form, f"改约{booking.base}", booking.organization.short_name, back, status)


def _bodies(request: ActorRequest) -> list[Organization]:
    """Return who may go: the body named in the address, found through its doorway, else those of one's own posts."""
    named = request.GET.get("body", "")
    if named:
        try:
            key = UUID(named)
        except ValueError as wrong:
            raise Http404 from wrong
        return [get_object_or_404(Organization.objects.visible_to(request.actor), public_id=key)]
    return own_bodies(request.full_actor)


def _form(request: ActorRequest, base: Base, initial: dict[str, Any], bodies: list[Organization]) -> BookingForm:
    sent = request.POST if request.method == "POST" else None
    return BookingForm(
        sent, menu=list(queries.menu(base)), slots=queries.free(base, now()), bodies=bodies, initial=initial
    )


def _page(request: ActorRequest, form: BookingForm, heading: str, sub: str, back: str, status: int) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "sub": sub,
        "form_address": request.get_full_path(),
        "cancel_address": back,
        "submit_label": "预约" if heading.startswith("预约") else "改约",
    }
    return render(request, "ui/form.html", context, status=status)
