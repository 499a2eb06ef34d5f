"""One meeting: what stands of it, what may be done, notes beside it, what was agreed."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dangjian.access import files
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.activities.meetings import queries, services
from dangjian.activities.meetings.doors import links
from dangjian.activities.meetings.forms import CorrectionForm, FinishForm, VoteForm
from dangjian.activities.meetings.models import ActionItem, Meeting, Motion
from dangjian.activities.meetings.views.lists import LOOKS
from dangjian.activities.meetings.views.reaching import reached
from dangjian.foundation.time import local, now, today
from dangjian.foundation.ui.parts import Fact
from dangjian.procedures.agenda.rules import standing
from dangjian.procedures.votes.rules import Motion as MotionKind
from dangjian.rulebook import RuleBreach, rule


@requires(Permission.MEETING_VIEW)
@inside
def page(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Show a meeting; a reading from above leaves its mark in the log."""
    meeting = reached(request, public_id)
    if queries.is_from_above(request.actor, meeting):
        services.remember_reading(by=request.actor, meeting=meeting)
    return _page(request, meeting)


@requires(post=Permission.MEETING_RECORD)
@inside
def corrections(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Put a note beside the sealed record."""
    meeting, form = reached(request, public_id), CorrectionForm(request.POST)
    if form.is_valid():
        services.correct(by=request.actor, meeting=meeting, words=form.cleaned_data["words"])
        messages.success(request, "更正说明已附在记录旁，原记录不动。")
        return redirect("meetings:meeting", public_id)
    return _page(request, meeting, correction=form)


@requires(post=Permission.MEETING_SEAL)
@inside
def sealing(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Agree to a record as it stands."""
    meeting = reached(request, public_id)
    agreed = services.Seal(request.POST.getlist("matters"), request.POST.get("late_reason", ""))
    services.seal(by=request.full_actor, meeting=meeting, agreed=agreed, at=now())
    messages.success(request, "已归档。")
    return redirect("meetings:meeting", public_id)


@requires(post=Permission.MEETING_RECORD)
@inside
def votes(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Record a vote."""
    meeting, form = reached(request, public_id), VoteForm(request.POST)
    if form.is_valid():
        try:
            motion = services.vote(by=request.actor, meeting=meeting, ballot=form.ballot())
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"{motion.title}：{motion.words}。")
            return redirect("meetings:meeting", public_id)
    return _page(request, meeting, vote=form)


@requires(post=Permission.MEETING_RECORD)
@inside
def vote_removal(request: ActorRequest, public_id: UUID, number: int) -> HttpResponse:
    """Take a vote that was typed wrongly out again."""
    meeting = reached(request, public_id)
    motion = Motion.objects.visible_to(request.actor).filter(meeting=meeting, pk=number).first()
    if motion is None:
        messages.info(request, "这项表决已经不在了，没有改动。")
    else:
        services.drop_motion(by=request.actor, meeting=meeting, motion=motion)
        messages.success(request, "已删去这项表决。")
    return redirect("meetings:meeting", public_id)


@requires(post=Permission.MEETING_RECORD)
@inside
def completion(request: ActorRequest, item_id: UUID) -> HttpResponse:
    """Say that what was agreed is done."""
    rows = ActionItem.objects.visible_to(request.actor).select_related("meeting")
    item = get_object_or_404(rows, public_id=item_id)
    form = FinishForm(request.POST)
    outcome = form.cleaned_data["outcome"] if form.is_valid() else ""
    services.finish(by=request.actor, item=item, outcome=outcome, on=today())
    messages.success(request, "已办结。")
    return redirect(f"{reverse('meetings:meeting', args=[item.meeting.public_id])}#agreed")


@requires(Permission.MEETING_VIEW)
@inside
def photo(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Show the photograph of the handwritten page."""
    meeting = reached(request, public_id)
    if meeting.photo is None or not queries.is_open_to(request.full_actor, meeting):
        raise Http404
    return HttpResponse(files.read(meeting.photo), content_type=meeting.photo.media_type)


def _page(
    request: ActorRequest, meeting: Meeting, *, correction: CorrectionForm | None = None, vote: VoteForm | None = None
) -> HttpResponse:
    actor, on = request.full_actor, today()
    is_open_to = queries.is_open_to(actor, meeting)
    may_record = actor.may(Permission.MEETING_RECORD, meeting.org_path)
    is_written = meeting.state in ("recorded", "sealed")
    context = {
        "heading": meeting.title,
        "sub": meeting.organization.name,
        "meeting": meeting,
        "look": LOOKS[meeting.state],
        "facts": _facts(meeting, is_open_to=is_open_to and is_written),
        "people": queries.people_of([meeting])[meeting.pk] if is_written and is_open_to else None,
        "is_open_to": is_open_to and is_written,
        "items": [(one, standing(one.due_on, on, 7) if one.due_on else None) for one in meeting.items.all()],
        "motions": list(meeting.motions.order_by("pk")) if is_open_to else [],
        "corrections": list(meeting.corrections.order_by("pk")) if is_open_to else [],
        "may_record": may_record,
        "may_seal": actor.may(Permission.MEETING_SEAL, meeting.org_path),
        "correction": correction or CorrectionForm(),
        "vote": vote or (_vote_form(meeting) if may_record and meeting.state == "recorded" else None),
        "is_signing_in": meeting.sign_in_until is not None and meeting.sign_in_until > now(),
        "links": links(actor, meeting),
        "group_text": _group_text(request, meeting) if may_record and meeting.is_open else "",
    }
    is_refused = bool((correction and correction.errors) or (vote and vote.errors))
    return render(request, "meetings/meeting.html", context, status=422 if is_refused else 200)


def _facts(meeting: Meeting, *, is_open_to: bool) -> list[Fact]:
    moment = local(meeting.held_at or meeting.planned_for)
    found = [
        Fact("类型", meeting.kinds_words),
        *([Fact("党小组", meeting.group.short_name)] if meeting.group else []),
        Fact("时间", f"{moment.year}年{moment.month}月{moment.day}日 {moment.hour}:{moment:%M}"),
        Fact("地点", meeting.place),
    ]
    people = (("主持人", meeting.host), ("记录人", meeting.recorder), ("授课人", meeting.lecturer_name))
    if is_open_to:
        found += [Fact(label, str(who)) for label, who in people if who]
        found += [Fact("列席", meeting.guests)] if meeting.guests else []
    if meeting.late_reason:
        found.append(Fact("补记原因", meeting.late_reason))
    if meeting.cancelled_for:
        found.append(Fact("取消原因", meeting.cancelled_for))
    if meeting.recorded_name and is_open_to:
        found.append(Fact("录入", meeting.recorded_name))
    if meeting.sealed_at:
        day = local(meeting.sealed_at)
        found.append(Fact("同意归档", f"{meeting.sealed_name}　{day.year}年{day.month}月{day.day}日"))
    return found


def _vote_form(meeting: Meeting) -> VoteForm:
    """Return the form of a vote with the counts that are known already."""
    return VoteForm(initial=queries.voters(meeting) | {"kind": MotionKind.DECISION.value})


def _group_text(request: ActorRequest, meeting: Meeting) -> str:
    """Return a notice for the chat group: no names, a link to the page, within the rulebook's length."""
    moment, most = local(meeting.planned_for), rule("notices.group_text_length", on=today()).number
    when = f"{moment.month}月{moment.day}日 {moment.hour}:{moment:%M}"
    url = request.build_absolute_uri(reverse("meetings:meeting", args=[meeting.public_id]))
    frame = f"【会议通知】{when}，{meeting.place}，{meeting.kinds_words}：{{}}。{url}"
    room = most - len(frame) + 2
    title = meeting.title if len(meeting.title) <= room else meeting.title[: max(room - 1, 0)] + "…"
    return frame.format(title)
