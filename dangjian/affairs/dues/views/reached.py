"""The body a page is about, and the day it speaks of."""

from datetime import date

from django.http import Http404, HttpResponse

from dangjian.access.gates import ActorRequest
from dangjian.affairs.dues.queries import bodies
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import today
from dangjian.foundation.ui.downloads import download

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def this_day() -> date:
    """Return today, for services."""
    return today()


def body_of(request: ActorRequest, *, is_branch: bool = False) -> Organization:
    """Return the body that is asked for, of those where a post carries the permission; the first without a word."""
    wanted = request.POST.get("body", "") or request.GET.get("body", "")
    found = bodies.chosen(request.actor, wanted)
    if found is None or (is_branch and not found.is_branch):
        raise Http404
    return found


def act_of(request: ActorRequest, name: str) -> str:
    """Name the act of a form by the key it opened with: sent twice, it happens once."""
    return f"dues.{name}:{request.POST.get('once', '').partition('.')[0]}"


def year_of(request: ActorRequest, on: date) -> int:
    """Return the year that is asked for, this one without a word."""
    asked = request.GET.get("year", "") or request.POST.get("year", "")
    return int(asked) if asked.isascii() and asked.isdigit() and 2000 <= int(asked) <= on.year + 1 else on.year  # noqa: PLR2004  # no ledger is older


def file_of(content: bytes, name: str) -> HttpResponse:
    """Return a Word file."""
    return download(content, name, DOCX)
