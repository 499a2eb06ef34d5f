"""The record on one page: everything stands there, tap who was away, keep or agree; dues in the same form."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.activities.meetings import queries, services
from dangjian.activities.meetings.attending import roll
from dangjian.activities.meetings.forms import RecordForm, carried, read_base
from dangjian.activities.meetings.models import Meeting, Reason, State
from dangjian.activities.meetings.people import groups_of
from dangjian.activities.meetings.reading import entry_of
from dangjian.activities.meetings.rules import Entry
from dangjian.activities.meetings.services.sealing import late_words_of
from dangjian.activities.meetings.views.reaching import body_of, identity, kinds_of, reached
from dangjian.affairs.dues import record as dues
from dangjian.affairs.dues.services import collect
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import as_day, now, today
from dangjian.procedures.evidence import queries as evidence
from dangjian.procedures.evidence.kinds import Kind
from dangjian.procedures.provisions.queries import remembered
from dangjian.rulebook import RuleBreach

_LARGEST: Final = 10 * 1024 * 1024
_PICTURES: Final = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


@requires(Permission.MEETING_RECORD, post=Permission.MEETING_RECORD)
@inside
def new(request: ActorRequest) -> HttpResponse:
    """Record a meeting that is not on the plan: ``?body=…&kinds=theme_day``."""
    body = body_of(request)
    if body is None:
        raise Http404
    return _record(request, body, None, queries.prefilled(body, kinds_of(request), now()))


@requires(Permission.MEETING_RECORD, post=Permission.MEETING_RECORD)
@inside
def record(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Record a meeting; what is sealed is only read."""
    meeting = reached(request, public_id)
    if not meeting.is_open and request.method == "GET":
        return redirect("meetings:meeting", public_id)
    body = meeting.organization
    is_first = meeting.state != State.RECORDED
    entry = queries.prefilled(body, meeting.kinds, now(), meeting) if is_first else entry_of(meeting)
    return _record(request, body, meeting, entry)


def _record(request: ActorRequest, body: Organization, meeting: Meeting | None, entry: Entry) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    day = as_day(entry.held_at)
    group = _group(request, body, entry, day)
    entry = replace(entry, group_id=group.pk if group else None)
    lines = roll(body, entry.kinds, day, group)
    if meeting is None or meeting.state != State.RECORDED:
        usual = {line.member_id: line.usual for line in lines if line.usual}
        entry = _with_usual(entry, (queries.not_signed_in(meeting, lines) if meeting else {}) or usual)
    form = RecordForm(sent, request.FILES if sent else None, body=body, lines=lines, entry=entry)
    if sent is not None and form.is_valid():
        try:
            done = _send(request, body, meeting, form)
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            return redirect("meetings:meeting", done.public_id)
    return _page(request, body, meeting, form, entry)


def _with_usual(entry: Entry, usual: dict[int, str]) -> Entry:
    return replace(entry, absent=usual)


def _group(request: ActorRequest, body: Organization, entry: Entry, day: date) -> Organization | None:
    """Return the group whose meeting is recorded: as sent, as the address says, as it stood, or the only one."""
    if Kind.GROUP not in entry.kinds:
        return None
    groups, named = list(groups_of(body, day)), identity(request.POST.get("group", "") or request.GET.get("group", ""))
    found = [group for group in groups if group.public_id == named or (named is None and group.pk == entry.group_id)]
    return found[0] if found else groups[0] if len(groups) == 1 else None


def _send(request: ActorRequest, body: Organization, meeting: Meeting | None, form: RecordForm) -> Meeting:
    """Write the record, the dues and, where that is agreed, the seal: all of it or nothing."""
    by, moment, base = request.full_actor, now(), read_base(request.POST.get("base", ""))
    if meeting is None:
        done = services.start(by=by, organization=body, entry=form.entry(), at=moment, base=base)
    else:
        done = services.record(by=by, meeting=meeting, base=base, entry=form.entry(), at=moment)
    notes = done.merge_notes
    _keep_photo(request, done, form.cleaned_data["photo"])
    said = _collect(request, done)
    if request.POST.get("step") == "seal":
        agreed = services.Seal(request.POST.getlist("matters"), form.cleaned_data["late_reason"])
        done = services.seal(by=by, meeting=done, agreed=agreed, at=moment)
        said.insert(0, "已归档。" + _fulfilled(done))
    else:
        said.insert(0, "已存好，等书记同意后归档。")
    messages.success(request, "".join(said))
    if notes:
        messages.warning(request, f"另一人也在记，已合并：{'；'.join(notes)}。请看一遍。")
    return done


def _fulfilled(meeting: Meeting) -> str:
    tasks = f"，核销任务 {len(meeting.matters)} 项" if meeting.matters else ""
    return f"抵算：{meeting.kinds_words}{tasks}。"


def _collect(request: ActorRequest, meeting: Meeting) -> list[str]:
    """Write down who paid; nothing where nobody was ticked."""
    if not request.full_actor.may(Permission.DUES_RECORD, meeting.org_path):
        return []
    read = dues.parse_roll(request.POST.dict(), meeting.organization, meeting.held_on)
    if read.errors:
        raise RuleBreach("；".join(read.errors) + "没有保存，填写的内容已保留。")
    if not read.payments:
        return []
    done = collect(
        by=request.full_actor,
        organization=meeting.organization,
        paid_on=meeting.held_on,
        rows=read.payments,
        source=meeting.source,
    )
    return [f"党费：{done.words}"]


def _keep_photo(request: ActorRequest, meeting: Meeting, upload: "UploadedFile[bytes] | None") -> None:
    if upload is None:
        return
    if (upload.size or 0) > _LARGEST:
        raise RuleBreach("照片超过 10 MB，没有保存。请压缩后再传，或不传。")
    data = upload.read()
    kind = next((kind for head, kind in _PICTURES.items() if data.startswith(head)), None)
    if kind is None:
        raise RuleBreach("照片认不出来，没有保存。请传 JPG 或 PNG，或不传。")
    services.attach_photo(by=request.full_actor, meeting=meeting, name=upload.name or "", data=data, media_type=kind)


def _page(
    request: ActorRequest, body: Organization, meeting: Meeting | None, form: RecordForm, entry: Entry
) -> HttpResponse:
    with remembered():
        context = _context(request, body, meeting, form, entry)
        response = render(request, "meetings/record.html", context, status=422 if form.errors else 200)
    # For whom the page's own worker may keep it, on this phone and for days only: see worker.js.
    response["Offline-Account"] = f"{request.actor.account_id}-{request.actor.epoch}"
    return response


def _context(
    request: ActorRequest, body: Organization, meeting: Meeting | None, form: RecordForm, entry: Entry
) -> dict[str, object]:
    day = as_day(entry.held_at)
    chips = form.chips()
    may_collect = request.full_actor.may(Permission.DUES_RECORD, body.path) and body.is_branch
    posted = request.POST.dict() if request.method == "POST" else None
    return {
        "form": form,
        "heading": meeting.title if meeting else f"{day.month}月{'、'.join(Kind(kind).label for kind in entry.kinds)}",
        "sub": body.name,
        "meeting": meeting,
        "chips": chips,
        "present": sum(not chip.reason for chip in chips),
        "expected": sum(chip.reason not in ("mobile", "frail") for chip in chips),
        "reasons": Reason.choices,
        "rows": _rows(form),
        "base": request.POST.get("base") or carried(entry),
        "kinds_words": "、".join(Kind(kind).label for kind in entry.kinds),
        "fulfilled": queries.fulfilled(request.full_actor, body, entry.kinds, day),
        "matters": evidence.matters(request.full_actor, body, today()),
        "picked": request.POST.getlist("matters"),
        "lecturers": form.lecturers,
        "planned": [] if meeting else queries.planned(body, entry.kinds, day),
        "late": late_words_of(day, body.county_id, today()),
        "changes": queries.changed_since_notice(meeting, form.lines) if meeting else "",
        "dues": dues.boxes(body, day, posted) if may_collect else None,
        "may_seal": request.full_actor.may(Permission.MEETING_SEAL, body.path),
        "form_address": request.get_full_path(),
        "cancel_address": reverse("meetings:meeting", args=[meeting.public_id])
        if meeting
        else reverse("meetings:index"),
        "draft_key": f"meeting:{request.actor.account_id}:{meeting.public_id if meeting else request.get_full_path()}",
    }


def _rows(form: RecordForm) -> tuple[Sequence[object], Sequence[object]]:
    """Return the agreed lines shown at once, with one that is free, and those behind 再加几条."""
    rows = form.rows()
    shown = max((row.number for row in rows if row.what or row.who or row.due), default=0) + 1
    return rows[:shown], rows[shown:]
