"""The places and the members that the rows of a table can be about, fetched set-wise."""

from collections.abc import Sequence

from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Area, Organization
from dangjian.affairs.registers.rules.definitions import About, Definition


def areas(definition: Definition, bodies: Sequence[Organization]) -> dict[tuple[int, str], Area]:
    """Return the places of a register about places, by body and name."""
    if definition.about is not About.PLACE:
        return {}
    homes: dict[int, list[int]] = {}
    for body in bodies:
        if body.area_id is not None:
            homes.setdefault(body.area_id, []).append(body.pk)
    if definition.places == "village":
        found = [(area.pk, area) for area in Area.objects.filter(pk__in=list(homes))]
    else:
        rows = Area.objects.filter(parent__in=list(homes), own_kind=definition.places)
        found = [(area.parent_id or 0, area) for area in rows]
    return {(body, area.name): area for home, area in found for body in homes[home]}


def people(bodies: Sequence[int], names: set[str]) -> dict[tuple[int, str], Member | None]:
    """Return the members of these bodies by body and name; None where two share one."""
    rows = Member.objects.current().filter(organization__in=bodies, person__name__in=names)
    found: dict[tuple[int, str], Member | None] = {}
    for member in rows.select_related("person", "organization"):
        key = member.organization_id, member.person.name
        found[key] = None if key in found else member
    return found
