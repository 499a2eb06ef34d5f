"""Which body and which meeting a page speaks of, and what was typed into an address."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from dangjian.access.gates import ActorRequest
from dangjian.activities.meetings import queries
from dangjian.activities.meetings.models import Meeting
from dangjian.affairs.organizations.models import Organization
from dangjian.procedures.evidence.kinds import LABELS, Kind


def reached(request: ActorRequest, public_id: UUID) -> Meeting:
    """Return a meeting within the scope of the page's permission."""
    return get_object_or_404(Meeting.objects.visible_to(request.actor).with_people(), public_id=public_id)


def body_of(request: ActorRequest) -> Organization | None:
    """Return the body named in the address, else the first of one's own; None where there is none."""
    named = request.GET.get("body", "")
    if named:
        rows = Organization.objects.visible_to(request.actor)
        return get_object_or_404(rows, public_id=identity(named))
    return next(iter(queries.own_bodies(request.full_actor)), None)


def kinds_of(request: ActorRequest) -> list[str]:
    """Return the kinds named in the address; a theme day where none is."""
    named = [kind for kind in request.GET.getlist("kinds") if kind in LABELS]
    return named or [Kind.THEME_DAY.value]


def identity(text: str) -> UUID | None:
    """Return the id that stands in an address, None for what is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
