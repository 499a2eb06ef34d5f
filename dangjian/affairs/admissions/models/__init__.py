"""Admissions, who accompanies them, their reviews; and old files that were audited."""

from dangjian.affairs.admissions.models.admissions import (
    About,
    Admission,
    AdmissionQuerySet,
    Companion,
    Motion,
    Part,
    Result,
    Review,
)
from dangjian.affairs.admissions.models.old_files import OldFile, OldRow

__all__ = [
    "About",
    "Admission",
    "AdmissionQuerySet",
    "Companion",
    "Motion",
    "OldFile",
    "OldRow",
    "Part",
    "Result",
    "Review",
]
