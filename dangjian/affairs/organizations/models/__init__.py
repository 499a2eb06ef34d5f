"""Party bodies (the only tree), their history, what stands beside them, the units they answer for, and the areas."""

from dangjian.affairs.organizations.models.areas import VILLAGE_DIGITS, Area, OwnKind
from dangjian.affairs.organizations.models.attached import Attached, AttachedKind, AttachedQuerySet, Seat
from dangjian.affairs.organizations.models.bodies import Organization, OrganizationQuerySet
from dangjian.affairs.organizations.models.history import Change, Event, State, StateQuerySet, Trail
from dangjian.affairs.organizations.models.kinds import BRANCHES, COMMITTEES, Field, Kind, Level
from dangjian.affairs.organizations.models.relations import Relation, RelationKind, Sight
from dangjian.affairs.organizations.models.units import Unit

__all__ = [
    "BRANCHES",
    "COMMITTEES",
    "VILLAGE_DIGITS",
    "Area",
    "Attached",
    "AttachedKind",
    "AttachedQuerySet",
    "Change",
    "Event",
    "Field",
    "Kind",
    "Level",
    "Organization",
    "OrganizationQuerySet",
    "OwnKind",
    "Relation",
    "RelationKind",
    "Seat",
    "Sight",
    "State",
    "StateQuerySet",
    "Trail",
    "Unit",
]
