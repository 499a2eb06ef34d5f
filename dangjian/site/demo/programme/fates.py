"""What becomes of assignments: by the mood of a task, some of each."""

from enum import StrEnum
from typing import Final

from dangjian.site.demo.chance import Chance


class Fate(StrEnum):
    """How far a body has come with an assignment, and by which way."""

    NOT_STARTED = "not_started"
    ON_SCHEDULE = "on_schedule"
    BEHIND = "behind"
    PREPARED = "prepared"  # Filled in by the clerk; the secretary has not agreed yet.
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    WRITTEN_OFF = "written_off"
    RETURNED = "returned"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    PASSED_ON = "passed_on"


F = Fate
# What a mood knows with weight 0 happens once where there are enough bodies, and not again.
MOODS: Final[dict[str, dict[Fate, int]]] = {
    "closing": {
        F.WRITTEN_OFF: 138, F.ACCEPTED: 18, F.SUBMITTED: 16, F.BEHIND: 10, F.NOT_STARTED: 4, F.RETURNED: 4,
        F.REOPENED: 2, F.GRANTED: 3, F.REFUSED: 1, F.PREPARED: 2, F.ASKED: 0,
    },
    "busy": {
        F.ON_SCHEDULE: 70, F.NOT_STARTED: 32, F.SUBMITTED: 28, F.WRITTEN_OFF: 22, F.ACCEPTED: 14, F.BEHIND: 14,
        F.PREPARED: 10, F.RETURNED: 4, F.GRANTED: 2, F.REFUSED: 1, F.ASKED: 0,
    },
    "fresh": {F.NOT_STARTED: 72, F.ON_SCHEDULE: 24, F.BEHIND: 2, F.PREPARED: 2},
    "done": {F.WRITTEN_OFF: 1},
    "withdrawn": {F.WITHDRAWN: 4, F.WRITTEN_OFF: 1},
    "passing": {F.PASSED_ON: 3, F.ON_SCHEDULE: 1},
    "precheck": {
        F.ON_SCHEDULE: 30, F.SUBMITTED: 20, F.ACCEPTED: 18, F.NOT_STARTED: 12, F.WRITTEN_OFF: 10, F.BEHIND: 6,
        F.PREPARED: 4, F.RETURNED: 2,
    },
    "standing": {F.ON_SCHEDULE: 5, F.NOT_STARTED: 1},
    "long past": {F.WRITTEN_OFF: 1},
    "past": {F.WRITTEN_OFF: 92, F.ACCEPTED: 4, F.SUBMITTED: 2, F.BEHIND: 2},
    "current": {F.NOT_STARTED: 45, F.ON_SCHEDULE: 35, F.SUBMITTED: 9, F.PREPARED: 4, F.BEHIND: 4, F.ACCEPTED: 3},
}  # fmt: skip


def deal(mood: str, count: int, chance: Chance) -> list[Fate]:
    """Fates for `count` bodies: one of each the mood knows where there are enough bodies, the rest by weight."""
    known = MOODS[mood]
    sure = list(known)[:count] if count >= len(known) else []
    fates = sure + chance.choices(list(known), list(known.values()), k=count - len(sure))
    chance.shuffle(fates)
    return fates
