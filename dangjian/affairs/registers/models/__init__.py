"""Registers with their versions, and what stands in them."""

from dangjian.affairs.registers.models.entries import (
    COUNTED,
    Absence,
    Correction,
    Entry,
    EntryQuerySet,
    Figure,
    State,
    Turn,
    TurnKind,
    Why,
)
from dangjian.affairs.registers.models.objections import Objection
from dangjian.affairs.registers.models.registers import Change, Register, RegisterQuerySet, Version
from dangjian.affairs.registers.models.uploads import Upload

__all__ = [
    "COUNTED",
    "Absence",
    "Change",
    "Correction",
    "Entry",
    "EntryQuerySet",
    "Figure",
    "Objection",
    "Register",
    "RegisterQuerySet",
    "State",
    "Turn",
    "TurnKind",
    "Upload",
    "Version",
    "Why",
]
