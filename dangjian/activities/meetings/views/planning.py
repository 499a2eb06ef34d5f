"""A meeting put on the plan, changed, told, called off."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.activities.meetings import queries, services
from dangjian.activities.meetings.forms import PlanForm
from dangjian.activities.meetings.models import Meeting
from dangjian.activities.meetings.views.reaching import body_of, kinds_of, reached
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import as_day, now, today
from dangjian.rulebook import RuleBreach


@requires(Permission.MEETING_RECORD, post=Permission.MEETING_RECORD)
@inside
def plan(request: ActorRequest) -> HttpResponse:
    """Put a meeting on the plan, and tell at once where that is ticked."""
    body = body_of(request)
    if body is None:
        raise Http404
    moment = now()
    kinds, day = ([], None) if "kinds" in request.GET else queries.next_day(body, moment)
    was = queries.prefilled(body, kinds or kinds_of(request), moment)
    initial: dict[str, object] = {
        "kinds": was.kinds,
        "group": request.GET.get("group"),
        "planned_for": day,
        "place": was.place,
        "tells": True,
    }
    form = PlanForm(request.POST or None, body=body, on=as_day(moment), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            meeting = services.plan(by=request.actor, organization=body, planned=form.planned(), on=today())
            if form.cleaned_data["tells"]:
                services.notify(by=request.actor, meeting=meeting, at=now())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已存好，并通知本支部党员。" if form.cleaned_data["tells"] else "已存好。")
            return redirect("meetings:meeting", meeting.public_id)
    return _page(request, form, body, "安排会议", reverse("meetings:index"))


@requires(Permission.MEETING_RECORD, post=Permission.MEETING_RECORD)
@inside
def change(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Change the plan; who was told is told again by itself."""
    meeting = reached(request, public_id)
    form = PlanForm(request.POST or None, body=meeting.organization, on=meeting.held_on, initial=_initial(meeting))
    del form.fields["tells"]
    if request.method == "POST" and form.is_valid():
        try:
            services.change(by=request.actor, meeting=meeting, planned=form.planned(), at=now())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, "已改好。")
            return redirect("meetings:meeting", public_id)
    return _page(request, form, meeting.organization, "改期、改地点", reverse("meetings:meeting", args=[public_id]))


def _initial(meeting: Meeting) -> dict[str, object]:
    return {
        "kinds": meeting.kinds,
        "group": meeting.group.public_id if meeting.group else None,
        "planned_for": meeting.planned_for,
        "place": meeting.place,
        "title": meeting.title,
        "host": meeting.host.public_id if meeting.host else None,
    }


def _page(request: ActorRequest, form: PlanForm, body: Organization, heading: str, back: str) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "sub": body.name,
        "form_address": request.get_full_path(),
        "cancel_address": back,
        "draft_key": f"meeting-plan:{request.actor.account_id}:{request.get_full_path()}",
    }
    return render(request, "ui/form.html", context, status=422 if form.errors else 200)


@requires(post=Permission.MEETING_RECORD)
@inside
def notice(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Tell the members."""
    services.notify(by=request.actor, meeting=reached(request, public_id), at=now())
    messages.success(request, "已通知本支部党员，明早进收件箱；急的可以复制到群里。")
    return redirect("meetings:meeting", public_id)


@requires(post=Permission.MEETING_RECORD)
@inside
def cancellation(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Call the meeting off, with the reason."""
    reason = request.POST.get("reason", "")
    services.cancel(by=request.actor, meeting=reached(request, public_id), reason=reason, at=now())
    messages.success(request, "已取消。")
    return redirect("meetings:meeting", public_id)
