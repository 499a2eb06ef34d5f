"""Pages of bodies."""

from dangjian.affairs.organizations.views.attached import attach, attached, detach, rename_attached, seat, unseat
from dangjian.affairs.organizations.views.changes import close, convert, found, merge, move, rename, split
from dangjian.affairs.organizations.views.order import order
from dangjian.affairs.organizations.views.pages import detail, index, tree
from dangjian.affairs.organizations.views.relations import part, relate
from dangjian.affairs.organizations.views.units import add_unit, edit_unit, encode, grids, hand_unit, merge_area

__all__ = [
    "add_unit",
    "attach",
    "attached",
    "close",
    "convert",
    "detach",
    "detail",
    "edit_unit",
    "encode",
    "found",
    "grids",
    "hand_unit",
    "index",
    "merge",
    "merge_area",
    "move",
    "order",
    "part",
    "relate",
    "rename",
    "rename_attached",
    "seat",
    "split",
    "tree",
    "unseat",
]
