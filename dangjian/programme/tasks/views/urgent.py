"""紧急通知: what one's own body has sent, and sending one after seeing whom it reaches."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.channels.inbox.models import Announcement
from dangjian.foundation.time import now
from dangjian.foundation.ui.paging import keyset
from dangjian.programme.tasks.forms.urgent import UrgentForm
from dangjian.programme.tasks.models import Selection
from dangjian.programme.tasks.queries.urgent import reached
from dangjian.programme.tasks.services import send_urgent
from dangjian.programme.tasks.services.urgent import sender_words
from dangjian.programme.tasks.views.days import this_day
from dangjian.rulebook.breach import RuleBreach


@requires(Permission.NOTICE_URGENT)
def index(request: ActorRequest) -> HttpResponse:
    """Show the urgent notices of one's own body, newest first."""
    sent = keyset(Announcement.objects.visible_to(request.actor).urgent(), by=("-id",), query=request.GET)
    context = {
        "heading": "紧急通知",
        "sub": "汛情、抢险等不能等的事。不受安静时段限制，事由、发出人和收到人数都留在这里。",
        "sent": sent.rows,
        "pager": sent.pager,
    }
    return render(request, "tasks/urgent.html", context)


@requires(Permission.NOTICE_URGENT, post=Permission.NOTICE_URGENT)
def new(request: ActorRequest) -> HttpResponse:
    """Write one and see whom it reaches (``look``), then send what was seen."""
    body = _body(request)
    selections = Selection.objects.visible_to(request.actor).filter(organization=body).order_by("name")
    form = UrgentForm(request.POST or None, issuer=body, on=this_day(), selections=selections)
    if request.method == "POST" and "look" not in request.POST and form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("title", "line", "reason")}
        try:
            said = send_urgent(body=body, targets=form.targets(), **words, at=now(), by=request.actor)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"已发出：{said.bodies} 个单位，当即收到 {said.receivers} 人。")
            return redirect("tasks:urgent")
    return _page(request, body, form)


def _body(request: ActorRequest) -> Organization:
    bodies = Organization.objects.visible_to(request.actor)
    return get_object_or_404(bodies, pk=request.actor.bodies(Permission.NOTICE_URGENT)[0])


def _page(request: ActorRequest, body: Organization, form: UrgentForm) -> HttpResponse:
    is_seen = form.is_bound and form.is_valid()
    chosen = form.targets().bodies(body, this_day()) if is_seen else None
    kept = [(name, value) for name, values in request.POST.lists() for value in values if name not in _NOT_KEPT]
    context = {
        "heading": "发紧急通知",
        "sender": sender_words(body, request.full_actor),
        "form": form,
        "form_address": reverse("tasks:urgent-new"),
        "reached": reached(chosen, body, this_day()) if chosen is not None else None,
        "kept": kept,
    }
    # A look changes nothing: answered as an unfinished form, so that nothing is kept of its key.
    return render(request, "tasks/urgent_new.html", context, status=422 if request.method == "POST" else 200)


_NOT_KEPT = frozenset({"csrfmiddlewaretoken", "once", "look"})
