"""An appraisal, who takes part, whose turn was taken, the urn, the grades; talks; problems put right."""

from dangjian.activities.appraisals.models.appraisals import Appraisal, AppraisalQuerySet, Decider, Grading, State, Way
from dangjian.activities.appraisals.models.consents import Answer, Consent
from dangjian.activities.appraisals.models.leaders import Gate, LeadersLife, LifeState
from dangjian.activities.appraisals.models.problems import Problem, ProblemState
from dangjian.activities.appraisals.models.talks import Talk
from dangjian.activities.appraisals.models.urns import Elector, SealedUrn, Turn

__all__ = [
    "Answer",
    "Appraisal",
    "AppraisalQuerySet",
    "Consent",
    "Decider",
    "Elector",
    "Gate",
    "Grading",
    "LeadersLife",
    "LifeState",
    "Problem",
    "ProblemState",
    "SealedUrn",
    "State",
    "Talk",
    "Turn",
    "Way",
]
