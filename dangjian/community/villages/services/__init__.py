"""What can happen in a village: matters and rules are carried through, work is disclosed, questions are answered."""

from dangjian.community.villages.services.covenants import revise, start_covenant, take_covenant_step
from dangjian.community.villages.services.disclosures import disclose, set_cycle
from dangjian.community.villages.services.matters import publish_decision, publish_result, start, take_step, withdraw
from dangjian.community.villages.services.places import open_village
from dangjian.community.villages.services.questions import answer, ask, hand_up, refuse_search
from dangjian.community.villages.services.rows import NamesFoundError

__all__ = [
    "NamesFoundError",
    "answer",
    "ask",
    "disclose",
    "hand_up",
    "open_village",
    "publish_decision",
    "publish_result",
    "refuse_search",
    "revise",
    "set_cycle",
    "start",
    "start_covenant",
    "take_covenant_step",
    "take_step",
    "withdraw",
]
