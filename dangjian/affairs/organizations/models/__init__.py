"""Party bodies (the only tree), their history, the units they answer for, and the areas."""

from dangjian.affairs.organizations.models.areas import Area
from dangjian.affairs.organizations.models.bodies import Organization, OrganizationQuerySet
from dangjian.affairs.organizations.models.history import Change, Event, State, StateQuerySet
from dangjian.affairs.organizations.models.kinds import BRANCHES, COMMITTEES, Field, Kind, Level
from dangjian.affairs.organizations.models.units import Unit

__all__ = [
    "BRANCHES",
    "COMMITTEES",
    "Area",
    "Change",
    "Event",
    "Field",
    "Kind",
    "Level",
    "Organization",
    "OrganizationQuerySet",
    "State",
    "StateQuerySet",
    "Unit",
]
