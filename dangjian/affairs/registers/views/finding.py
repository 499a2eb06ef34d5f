"""What several pages of registers look for: the register, its period, the body that is looked at."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from dangjian.access.gates import ActorRequest
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.registers.models import Register
from dangjian.affairs.registers.rules.definitions import Definition
from dangjian.affairs.registers.rules.periods import Period, period_named, periods


def found(request: ActorRequest, register_id: UUID) -> tuple[Register, Definition]:
    """Return a register that was published, in reach; also one that has ended, to be read."""
    rows = Register.objects.visible_to(request.actor).select_related("organization", "current")
    row = get_object_or_404(rows, public_id=register_id)
    if row.current is None:
        raise Http404
    return row, row.current.text


def wanted_period(request: ActorRequest, row: Register, definition: Definition, on: date) -> Period:
    """Return the period asked for, else the one that runs; an address that was altered gives that too."""
    key = (request.POST.get("period") or request.GET.get("period") or "").strip()
    try:
        return period_named(definition.period, key) if key else choices(row, definition, on)[0]
    except (ValueError, IndexError):
        return choices(row, definition, on)[0]


def choices(row: Register, definition: Definition, on: date) -> Sequence[Period]:
    """Return the periods since the register was first published, the latest first."""
    return periods(definition.period, row.opened_on or on, on)[:40]


def under(request: ActorRequest, row: Register) -> Organization:
    """Return the body looked at: the one named, else where one's own reach meets the register; 404 out of reach."""
    scope = request.full_actor.narrowed(Permission.REGISTER_VIEW)
    bodies = Organization.objects.visible_to(scope)
    named = request.GET.get("body", "")
    if named:
        try:
            return get_object_or_404(bodies.at_or_below(row.organization), public_id=UUID(named))
        except ValueError:
            raise Http404 from None
    own = bodies.filter(path__gte=row.organization.path).at_or_below(row.organization).order_by("path").first()
    if own is None:
        raise Http404
    return own
