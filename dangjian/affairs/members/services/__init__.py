"""What can happen to a record: someone is enrolled, facts are corrected, someone leaves."""

from dangjian.affairs.members.services.correcting import correct_record
from dangjian.affairs.members.services.enrolling import enroll
from dangjian.affairs.members.services.leaving import leave

__all__ = ["correct_record", "enroll", "leave"]
