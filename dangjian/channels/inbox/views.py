"""The inbox of the person who is signed in."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.channels.inbox.queries import Line, Received, inbox
from dangjian.channels.inbox.rules import group_text
from dangjian.foundation.time import today
from dangjian.foundation.ui.parts import Pager


@dataclass(frozen=True, slots=True)
class Told:
    """A line with the text to paste into a chat group."""

    line: Line
    group_text: str


@requires(Permission.INBOX_VIEW)
def show(request: ActorRequest) -> HttpResponse:
    """Show what came, newest first."""
    received, following = inbox(request.actor, before=_before(request))
    days = [(one, _told(request, one, today())) for one in received]
    return render(
        request, "inbox/inbox.html", {"heading": "收件箱", "days": days, "pager": _pager(request, received, following)}
    )


def _pager(request: HttpRequest, received: list[Received], following: UUID | None) -> Pager | None:
    if not received and following is None:
        return None
    return Pager(
        shown=sum(len(one.lines) for one in received),
        previous_address=request.path if "before" in request.GET else "",
        next_address=f"{request.path}?{urlencode({'before': following})}" if following else "",
    )


def _before(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET["before"])
    except (KeyError, ValueError):
        return None


def _told(request: HttpRequest, received: Received, on: date) -> list[Told]:
    return [
        Told(line, group_text(line.title, line.due_on, request.build_absolute_uri(line.address), on=on))
        for line in received.lines
    ]
