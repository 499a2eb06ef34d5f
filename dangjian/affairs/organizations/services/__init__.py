"""What can happen to bodies, to what stands beside them, and to their units."""

from dangjian.affairs.organizations.services.areas import merge_area
from dangjian.affairs.organizations.services.attaching import (
    AttachedFacts,
    attach,
    detach,
    rename_attached,
    seat,
    unseat,
)
from dangjian.affairs.organizations.services.decrees import Decree
from dangjian.affairs.organizations.services.ending import close, merge, remaining
from dangjian.affairs.organizations.services.founding import Naming, found, split
from dangjian.affairs.organizations.services.moving import move
from dangjian.affairs.organizations.services.naming import convert, encode, rename
from dangjian.affairs.organizations.services.ordering import arrange
from dangjian.affairs.organizations.services.relating import part, relate
from dangjian.affairs.organizations.services.units import UnitFacts, add_unit, draw_area, edit_unit, hand_unit

__all__ = [
    "AttachedFacts",
    "Decree",
    "Naming",
    "UnitFacts",
    "add_unit",
    "arrange",
    "attach",
    "close",
    "convert",
    "detach",
    "draw_area",
    "edit_unit",
    "encode",
    "found",
    "hand_unit",
    "merge",
    "merge_area",
    "move",
    "part",
    "relate",
    "remaining",
    "rename",
    "rename_attached",
    "seat",
    "split",
    "unseat",
]
