"""What every page about a change of a body needs: the body in scope, the decree, the form page."""

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.organizations.services import Decree
from dangjian.foundation.time import today
from dangjian.rulebook import RuleBreach

Done = tuple[str, str]  # What is said, and the address that is next.


def body_of(request: ActorRequest, organization_id: UUID) -> Organization:
    """Return the body in the scope of the view's permission, or 404."""
    rows = Organization.objects.visible_to(request.actor).select_related("parent__area", "area")
    return get_object_or_404(rows, public_id=organization_id)


def words_of(request: ActorRequest) -> str:
    """Return what was searched for, also where the form came back."""
    return (request.POST or request.GET).get("words", "").strip()[:60]


def decree(form: Form) -> Decree:
    """Return the decree that a valid form holds."""
    on: date = form.cleaned_data["on"]
    return Decree(on=on, basis=form.cleaned_data["basis"], today=today())


def page_of(body: Organization) -> str:
    """Return the address of a body's page."""
    return reverse("organizations:body", args=[body.public_id])


def answer(
    request: ActorRequest,
    form: Form,
    act: Callable[[], Done],
    context: Mapping[str, object],
    template: str = "organizations/change.html",
) -> HttpResponse:
    """Do it where the form is valid; else, or where it is refused, show the form with everything typed."""
    if form.is_bound and form.is_valid():
        try:
            said, address = act()
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, said)
            return redirect(address)
    form.sources = context.get("sources", {})  # type: ignore[attr-defined]  # read where the fields are drawn
    given = {"draft_key": f"organization:{request.actor.account_id}:{request.path}", **context, "form": form}
    return render(request, template, given, status=422 if form.is_bound else 200)
