"""What can happen to a record: someone is enrolled, facts are corrected, someone leaves; a number is shown."""

from dangjian.affairs.members.services.correcting import Overtaken, correct_record
from dangjian.affairs.members.services.enrolling import enroll
from dangjian.affairs.members.services.leaving import leave
from dangjian.affairs.members.services.revealing import looked, reveal, show

__all__ = ["Overtaken", "correct_record", "enroll", "leave", "looked", "reveal", "show"]
