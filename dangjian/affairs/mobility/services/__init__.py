"""What can happen to members away from home, to relations parked at a talent agency, and to objections."""

from dangjian.affairs.mobility.services.checks import has_door
from dangjian.affairs.mobility.services.objections import answer, object_to
from dangjian.affairs.mobility.services.stays import (
    Elsewhere,
    change,
    confirm_arrival,
    end,
    end_open,
    record_contact,
    register_arrival,
    register_departure,
)
from dangjian.affairs.mobility.services.talents import contact_talent, decide_talent, find_talent

__all__ = [
    "Elsewhere",
    "answer",
    "change",
    "confirm_arrival",
    "contact_talent",
    "decide_talent",
    "end",
    "end_open",
    "find_talent",
    "has_door",
    "object_to",
    "record_contact",
    "register_arrival",
    "register_departure",
]
