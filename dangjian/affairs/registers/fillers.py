"""Which bodies fill a register: the kinds a definition names, below the body that keeps it."""

from datetime import date
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Q

from dangjian.affairs.organizations.models import (
    BRANCHES,
    COMMITTEES,
    VILLAGE_DIGITS,
    Area,
    Field,
    Kind,
    Level,
    Organization,
    OrganizationQuerySet,
)
from dangjian.affairs.registers.models import Register
from dangjian.affairs.registers.rules.definitions import Definition

# Under a township stand also branches for a task and for members away; they lead no village. One whose place is not
# registered yet is asked, or nobody would see that it is missing.
_LEADS_NOTHING: Final = (Kind.TEMPORARY_BRANCH, Kind.MOBILE_BRANCH)
_LEADS: Final = (
    Q(level=Level.BASE, parent__level=Level.TOWNSHIP)
    & ~Q(kind__in=_LEADS_NOTHING)
    & (Q(area=None) | Q(area__code__regex=rf"^[0-9]{{{VILLAGE_DIGITS}}}$"))
)
_KINDS: Final = {
    "villages": Q(field=Field.RURAL) & _LEADS,
    "communities": Q(field=Field.COMMUNITY) & _LEADS,
    "branches": Q(kind__in=BRANCHES),
    "townships": Q(level=Level.TOWNSHIP, kind__in=COMMITTEES),
    "departments": Q(level=Level.DEPARTMENT),
    "private": Q(field=Field.PRIVATE_FIRM, level=Level.BASE, kind__in=BRANCHES),
    "societies": Q(field=Field.SOCIETY, level=Level.BASE, kind__in=BRANCHES),
}


def kinds_of(body: Organization) -> frozenset[str]:
    """Return the keys of the kinds that a body is of; superior and area are loaded. Says the same as the filter."""
    leads = _leads(body)
    is_branch = body.kind in BRANCHES
    said = {
        "villages": body.field == Field.RURAL and leads,
        "communities": body.field == Field.COMMUNITY and leads,
        "branches": is_branch,
        "townships": body.level == Level.TOWNSHIP and body.kind in COMMITTEES,
        "departments": body.level == Level.DEPARTMENT,
        "private": body.field == Field.PRIVATE_FIRM and body.level == Level.BASE and is_branch,
        "societies": body.field == Field.SOCIETY and body.level == Level.BASE and is_branch,
    }
    return frozenset(key for key, holds in said.items() if holds)


def _leads(body: Organization) -> bool:
    """Say whether a body leads a village or community."""
    is_base = body.level == Level.BASE and body.parent is not None and body.parent.level == Level.TOWNSHIP
    is_placed = body.area is None or len(body.area.code) == VILLAGE_DIGITS
    return is_base and is_placed and body.kind not in _LEADS_NOTHING


def asked_bodies(definition: Definition, under: Organization, on: date) -> OrganizationQuerySet:
    """Return the open bodies at or below ``under`` that fill a register."""
    kinds = reduce(or_, (_KINDS[key] for key in definition.filled_by), Q(pk__in=()))
    return Organization.objects.at_or_below(under).open_on(on).filter(kinds)


def is_asked(register: Register, definition: Definition, body: Organization, on: date) -> bool:
    """Say whether a body fills a register."""
    return asked_bodies(definition, register.organization, on).filter(pk=body.pk).exists()


def places(definition: Definition, body: Organization) -> list[Area]:
    """Return the places that a body fills a register about: its own, or the grids or estates in it."""
    if body.area_id is None or not definition.places:
        return []
    if definition.places == "village":
        return [body.area] if body.area else []
    return list(Area.objects.filter(parent=body.area_id, own_kind=definition.places).order_by("code"))
