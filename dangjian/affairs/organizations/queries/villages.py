"""Villages on the ground, and the Party bodies that lead them."""

from datetime import date

from dangjian.affairs.organizations.models import (
    VILLAGE_DIGITS,
    Area,
    Kind,
    Level,
    Organization,
    OrganizationQuerySet,
)

_TOWN_DIGITS = 9


def leading(area: Area, on: date) -> OrganizationQuerySet:
    """Return the open bodies directly under a township that stand in a village; those for a task lead none."""
    rows = Organization.objects.filter(area=area, level=Level.BASE, parent__level=Level.TOWNSHIP).open_on(on)
    return rows.exclude(kind__in=(Kind.TEMPORARY_BRANCH, Kind.MOBILE_BRANCH))


def beside(area: Area) -> list[tuple[str, str]]:
    """Return the other villages of the township that were not merged, by code: what may be merged into this one."""
    rows = Area.objects.filter(code__regex=rf"^[0-9]{{{VILLAGE_DIGITS}}}$", code__startswith=area.code[:_TOWN_DIGITS])
    found = rows.filter(merged_into=None).exclude(pk=area.pk).order_by("code")
    return [(row.code, row.name) for row in found]
