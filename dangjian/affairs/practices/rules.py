"""What a county may choose when it writes a step: where it is done, who does it, by which vote."""

from typing import Final

from dangjian.procedures.definitions.rules import UNITS
from dangjian.procedures.votes.rules import CAPTIONS, Motion

FAMILY: Final = "practices"
HOME: Final = "subject_body"
PARTIES: Final = {HOME: "提出的党组织", "superior": "上级党委（工委）", "county": "县委组织部"}
TAKE: Final = "practice:take"
AGREE: Final = "practice:agree"
ACTORS: Final = {TAKE: "党务信息员或负责人", AGREE: "书记（组织委员、组织部干部）"}
VOTES: Final = {
    motion.value: CAPTIONS[motion] for motion in (Motion.DECISION, Motion.VILLAGE, Motion.ADMISSION, Motion.DISPOSAL)
}
OUTCOMES: Final = {
    "return": "可以退回上一步",
    "refuse": "可以不同意（到此为止）",
    "extend": "可以延长期限",
    "suspend": "可以中止",
}
LENGTHS: Final = UNITS


def is_local(key: str) -> bool:
    """Say whether a procedure is a practice: its matters have the pages of this capability."""
    return key.startswith(f"{FAMILY}.")
