"""Stays away from home, contacts made, relations parked at a talent agency, objections to a class."""

from dangjian.affairs.mobility.models.objections import Class, Objection, ObjectionQuerySet
from dangjian.affairs.mobility.models.stays import Contact, Direction, Ending, Reason, Stay, StayQuerySet
from dangjian.affairs.mobility.models.talents import Stage, Talent, TalentQuerySet

__all__ = [
    "Class",
    "Contact",
    "Direction",
    "Ending",
    "Objection",
    "ObjectionQuerySet",
    "Reason",
    "Stage",
    "Stay",
    "StayQuerySet",
    "Talent",
    "TalentQuerySet",
]
