"""三员: who runs the system and who reads the log, appointed by a system administrator, never one person both."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import ADMINISTRATORS, CAPTIONS, Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts import services
from dangjian.affairs.posts.forms import OfficeForm
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.foundation.time import today
from dangjian.rulebook import RuleBreach

NOBODY = "没有这个登录名，或不在您的管理范围，没有登记。请到“账号”页核对。"


@requires(Permission.OFFICE_VIEW, post=Permission.OFFICE_APPOINT)
def offices(request: ActorRequest) -> HttpResponse:
    """Show the administrators of the county's platform, and appoint one."""
    form = OfficeForm(request.POST or None, initial={"since": today()})
    if form.is_valid():
        typed = form.cleaned_data
        accounts = Account.objects.visible_to(request.full_actor.narrowed(Permission.ACCOUNT_VIEW))
        account = accounts.filter(login=typed["login"], is_active=True).select_related("person").first()
        if account is None:
            form.add_error("login", NOBODY)
        else:
            try:
                services.fill_office(
                    by=request.actor,
                    person=account.person,
                    body=_county(request),
                    role=Role(typed["role"]),
                    since=typed["since"],
                    basis=typed["basis"],
                )
            except RuleBreach as breach:
                form.add_error(None, str(breach))
            else:
                messages.success(request, f"已登记：{account.person.name}任{CAPTIONS[Role(typed['role'])]}。")
                return redirect("posts:offices")
    return _page(request, form)


@requires(post=Permission.OFFICE_APPOINT)
def office_ending(request: ActorRequest, appointment_id: UUID) -> HttpResponse:
    """Relieve an administrator from today on."""
    rows = Appointment.objects.visible_to(request.actor).known().filter(post__role__in=ADMINISTRATORS)
    row = get_object_or_404(rows.select_related("person", "post__organization"), public_id=appointment_id)
    services.end(by=request.actor, appointment=row, on=today())
    messages.success(request, f"已登记：{row.person.name}不再担任{row.post.title}。")
    return redirect("posts:offices")


def _county(request: ActorRequest) -> Organization:
    return get_object_or_404(Organization.objects.visible_to(request.actor), pk=request.actor.grants[0].organization_id)


def _page(request: ActorRequest, form: OfficeForm) -> HttpResponse:
    posts = Post.objects.visible_to(request.actor).filter(role__in=ADMINISTRATORS)
    rows = Appointment.objects.visible_to(request.actor).held_on(today()).filter(post__in=posts)
    held = rows.select_related("person__account", "post").order_by("post__role", "id")
    context = {"rows": held, "form": form, "may_appoint": request.full_actor.may(Permission.OFFICE_APPOINT)}
    return render(request, "posts/offices.html", context, status=422 if form.is_bound else 200)
