"""What can happen in a campaign: opened, phases set, key villages named, people considered and reviewed, elections."""

from dangjian.affairs.renewals.services.campaigns import add_phase, open_campaign, record_village_election
from dangjian.affairs.renewals.services.people import ask_again, consider, mark_key, review, unmark_key

__all__ = [
    "add_phase",
    "ask_again",
    "consider",
    "mark_key",
    "open_campaign",
    "record_village_election",
    "review",
    "unmark_key",
]
