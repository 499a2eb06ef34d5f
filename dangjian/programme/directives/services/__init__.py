"""What can happen to a directive: it is read; proposals are confirmed, edited, dropped, cut, joined, added, undone."""

from dangjian.programme.directives.services.reading import amend_masthead, read_directive, remove_directive
from dangjian.programme.directives.services.shaping import add, merge, split
from dangjian.programme.directives.services.undoing import take_back
from dangjian.programme.directives.services.verdicts import Wording, confirm, drop, edit, restore

__all__ = [
    "Wording",
    "add",
    "amend_masthead",
    "confirm",
    "drop",
    "edit",
    "merge",
    "read_directive",
    "remove_directive",
    "restore",
    "split",
    "take_back",
]
