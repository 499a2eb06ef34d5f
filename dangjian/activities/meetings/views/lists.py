"""The meetings of a branch, or of all in scope, newest first."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.activities.meetings import queries
from dangjian.activities.meetings.views.reaching import identity
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import today
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Level
from dangjian.procedures.evidence.kinds import CHOICES

_YEARS: Final = 3
LOOKS: Final = {
    "planned": Level.INFO,
    "noticed": Level.INFO,
    "recorded": Level.SOON,
    "sealed": Level.OK,
    "cancelled": Level.NA,
}


@requires(Permission.MEETING_VIEW)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """Show them, by kind and year; the record book of a branch by the year."""
    body = _body(request)
    kind, year = request.GET.get("kind", ""), request.GET.get("year", "")
    rows = queries.listed(request.actor, body, kind, year)
    page = keyset(rows, by=("-held_on", "-id"), query=request.GET)
    own = queries.own_bodies(request.full_actor)
    recording = body if body and request.full_actor.may(Permission.MEETING_RECORD, body.path) else None
    this_year = today().year
    context = {
        "heading": f"{body.short_name}的会议记录" if body and body not in own else "会议记录",
        "sub": "一次会写一份记录，抵算的事项自动办结",
        "body": body,
        "recording": recording or (own[0] if own and body is None else None),
        "rows": [(row, LOOKS[row.state]) for row in page.rows],
        "pager": page.pager,
        "kinds": CHOICES,
        "kind": kind,
        "year": year,
        "years": [str(this_year - n) for n in range(_YEARS)],
        "book_year": year if year in {str(this_year - n) for n in range(_YEARS)} else str(this_year),
    }
    return render(request, "meetings/index.html", context)


def _body(request: ActorRequest) -> Organization | None:
    """Return the body named in the address, the one branch of one's own, or None for the whole scope."""
    named = request.GET.get("body", "")
    if named:
        return get_object_or_404(Organization.objects.visible_to(request.actor), public_id=identity(named))
    own = [body for body in queries.own_bodies(request.full_actor) if body.is_branch]
    return own[0] if len(own) == 1 else None
