"""What a body keeps: its bases, their menu."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.activities.bases import queries, services
from dangjian.activities.bases.forms import ActivityForm, BaseForm
from dangjian.activities.bases.models import Activity, Base
from dangjian.activities.bases.views.browsing import facts
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import today
from dangjian.rulebook import RuleBreach


@requires(Permission.BASE_KEEP)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """List the bases of the bodies of one's own posts, also those that take no visits now."""
    return render(request, "bases/kept.html", {"rows": queries.kept(request.full_actor)})


@requires(Permission.BASE_KEEP, post=Permission.BASE_KEEP)
@inside
def new(request: ActorRequest) -> HttpResponse:
    """Set up a base of the first body where one holds a post for it."""
    bodies = request.actor.bodies(Permission.BASE_KEEP)
    body = Organization.objects.visible_to(request.actor).filter(pk__in=bodies).in_order().first()
    if body is None:
        raise Http404
    return _form_page(request, body, None)


@requires(Permission.BASE_KEEP)
@inside
def kept(request: ActorRequest, kept_id: UUID) -> HttpResponse:
    """Show a base to those who keep it: its menu can be changed here."""
    return _page(request, _found(request, kept_id), ActivityForm())


@requires(Permission.BASE_KEEP, post=Permission.BASE_KEEP)
@inside
def change(request: ActorRequest, kept_id: UUID) -> HttpResponse:
    """Change a base."""
    base = _found(request, kept_id)
    return _form_page(request, base.organization, base)


@requires(post=Permission.BASE_KEEP)
@inside
def activities(request: ActorRequest, kept_id: UUID) -> HttpResponse:
    """Put an activity on the menu."""
    base, form = _found(request, kept_id), ActivityForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.offer(by=request.actor, base=base, title=said["title"], kind=said["kind"], on=today())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"已加上“{said['title']}”。")
            return redirect("bases:kept", kept_id)
    return _page(request, base, form, 422)


@requires(post=Permission.BASE_KEEP)
@inside
def removal(request: ActorRequest, kept_id: UUID, number: int) -> HttpResponse:
    """Take an activity off the menu; what is booked for it stands."""
    base = _found(request, kept_id)
    activity = Activity.objects.visible_to(request.actor).filter(base=base, pk=number).first()
    if activity is None:
        messages.info(request, "这项活动已经不在了，没有改动。")
    else:
        services.withdraw(by=request.actor, base=base, activity=activity, on=today())
        messages.success(request, f"已不再提供“{activity}”，已约好的照常。")
    return redirect("bases:kept", kept_id)


def _found(request: ActorRequest, kept_id: UUID) -> Base:
    return get_object_or_404(Base.objects.visible_to(request.actor).select_related("organization"), public_id=kept_id)


def _page(request: ActorRequest, base: Base, form: ActivityForm, status: int = 200) -> HttpResponse:
    context = {"base": base, "menu": queries.menu(base), "facts": facts(base), "form": form}
    return render(request, "bases/keeping.html", context, status=status)


def _form_page(request: ActorRequest, body: Organization, base: Base | None) -> HttpResponse:
    form = BaseForm(request.POST if request.method == "POST" else None, base=base)
    if form.is_valid():
        try:
            made = services.keep(by=request.actor, organization=body, kept=form.kept(), base=base)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已保存。再加上有哪些活动，支部就能约了。" if base is None else "已保存。")
            return redirect("bases:kept", made.public_id)
    context = {
        "form": form,
        "heading": f"改{base}" if base else "登记基地",
        "sub": body.name,
        "form_address": request.path,
        "cancel_address": reverse("bases:kept", args=[base.public_id]) if base else reverse("bases:mine"),
    }
    return render(request, "bases/form.html", context, status=422 if form.is_bound else 200)
