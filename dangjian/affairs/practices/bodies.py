"""Which bodies take part in a matter, seen from the body that begins it."""

from collections.abc import Mapping

from dangjian.access import paths
from dangjian.affairs.organizations.models import COMMITTEES, Organization
from dangjian.affairs.practices.rules import HOME


def parties_of(home: Organization) -> Mapping[str, Organization]:
    """Give the bodies of a matter by the words of a step: the body itself, the committee above it, the county."""
    above = list(Organization.objects.filter(path__in=paths.ancestors(home.path), kind__in=COMMITTEES).order_by("path"))
    county = next((body for body in above if body.pk == home.county_id), home)
    committees = [body for body in above if body.pk != home.pk]
    return {HOME: home, "superior": committees[-1] if committees else county, "county": county}
