"""Villages, their matters and rules, what was disclosed, and what villagers asked."""

from dangjian.community.villages.models.covenants import Covenant
from dangjian.community.villages.models.disclosures import Disclosure, Topic
from dangjian.community.villages.models.matters import Matter
from dangjian.community.villages.models.places import Village
from dangjian.community.villages.models.questions import Question, QuestionQuerySet

__all__ = [
    "Covenant",
    "Disclosure",
    "Matter",
    "Question",
    "QuestionQuerySet",
    "Topic",
    "Village",
]
