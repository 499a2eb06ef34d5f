"""What can happen to an admission: it begins, reviews are held, steps are taken, it is taken back."""

from dangjian.affairs.admissions.services.adopting import Fit, adopt, fit_of
from dangjian.affairs.admissions.services.old_files import audit_file, drop_file
from dangjian.affairs.admissions.services.opening import register
from dangjian.affairs.admissions.services.reviews import note_paper, note_review
from dangjian.affairs.admissions.services.said import Said
from dangjian.affairs.admissions.services.steps import take_step, withdraw

__all__ = [
    "Fit",
    "Said",
    "adopt",
    "audit_file",
    "drop_file",
    "fit_of",
    "note_paper",
    "note_review",
    "register",
    "take_step",
    "withdraw",
]
