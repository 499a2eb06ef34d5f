"""What some steps ask for beside outcome, day and words."""

from dataclasses import dataclass
from datetime import date

from dangjian.affairs.admissions.models import Motion
from dangjian.affairs.people.models import Person
from dangjian.procedures.cases.services import Shown
from dangjian.procedures.votes.counts import Counts


@dataclass(frozen=True, slots=True)
class Said:
    """What is said at a step; what it does not ask for stays empty.

    ``people`` are the contacts or introducers; ``leaving_on`` is the day on which the applicant leaves work or school,
    where that is known; ``until`` the new end of a probation that the congress extends; ``source`` the record of the
    congress among the meetings.
    """

    people: tuple[Person, ...] = ()
    training_days: int = 0
    training_hours: int = 0
    leaving_on: date | None = None
    form_number: str = ""
    motion: Motion | None = None
    until: date | None = None
    source: str = ""
    counts: Counts | None = None
    shown: Shown | None = None
    papers: tuple[str, ...] = ()
