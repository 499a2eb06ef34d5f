"""Papers of meetings: minutes, the record book of a year, a blank sheet."""

from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.activities.meetings import papers, queries, services
from dangjian.activities.meetings.attending import roll
from dangjian.activities.meetings.views.reaching import body_of, kinds_of, reached
from dangjian.foundation.time import now, today
from dangjian.foundation.ui.downloads import download

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_YEARS: Final = range(2000, 2101)


@requires(Permission.MEETING_VIEW)
@inside
def minutes(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Give the minutes of a meeting that is written."""
    meeting = reached(request, public_id)
    if meeting.state not in ("recorded", "sealed") or not queries.is_open_to(request.full_actor, meeting):
        raise Http404
    if queries.is_from_above(request.actor, meeting):
        services.remember_reading(by=request.actor, meeting=meeting)
    people = queries.people_of([meeting])[meeting.pk]
    name = f"{meeting.held_on:%Y%m%d}{meeting.title}.docx"
    return _file(papers.minutes(meeting, people, now()), name)


@requires(Permission.MEETING_VIEW)
@inside
def book(request: ActorRequest) -> HttpResponse:
    """Give the record book of a body for a year; records that are not open to the reader are left out."""
    body, year = body_of(request), request.GET.get("year", "")
    if body is None:
        raise Http404
    number = int(year) if year.isdecimal() and int(year) in _YEARS else today().year
    rows = [one for one in queries.year_of(request.actor, body, number) if queries.is_open_to(request.full_actor, one)]
    people = queries.people_of(rows)
    services.remember_book(by=request.actor, organization=body, year=number, ids=[one.public_id for one in rows])
    content = papers.book(body, number, [(one, people[one.pk]) for one in rows], now())
    return _file(content, f"{body.short_name}{number}年党支部工作手册.docx")


@requires(Permission.MEETING_RECORD)
@inside
def blank(request: ActorRequest) -> HttpResponse:
    """Give a blank record with the roll of today."""
    body, kinds = body_of(request), kinds_of(request)
    if body is None:
        raise Http404
    return _file(
        papers.blank(body, kinds, roll(body, kinds, today()), now()), f"{body.short_name}会议记录（空白）.docx"
    )


def _file(content: bytes, name: str) -> HttpResponse:
    return download(content, name, DOCX)
