"""Work years, grades and what a tally says; the urn; which talks a year asks for: pure, no Django, no clock."""

from dangjian.activities.appraisals.rules.appraising import (
    Denominator,
    Grade,
    Share,
    excellent_share,
    leading,
    least_voters,
    probationary_cast,
    window,
    work_year_of,
)
from dangjian.activities.appraisals.rules.gates import check_gates, check_present
from dangjian.activities.appraisals.rules.talks import Relation, asked, done_on, relation
from dangjian.activities.appraisals.rules.urns import Urn

__all__ = [
    "Denominator",
    "Grade",
    "Relation",
    "Share",
    "Urn",
    "asked",
    "check_gates",
    "check_present",
    "done_on",
    "excellent_share",
    "leading",
    "least_voters",
    "probationary_cast",
    "relation",
    "window",
    "work_year_of",
]
