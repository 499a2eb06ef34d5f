"""What is counted of assignments (件次): withdrawn ones nowhere. No rate, no rank."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self


@dataclass(frozen=True, slots=True)
class Figures:
    """Assignments counted. ``planned`` were due before the day; of these ``overdue`` still wait for their body.

    ``on_time`` are submitted, accepted or written off and were submitted by their due day. ``returned`` were
    returned at least once.
    """

    issued: int = 0
    planned: int = 0
    done: int = 0
    waiting: int = 0
    on_time: int = 0
    overdue: int = 0
    returned: int = 0

    def __add__(self, other: Self) -> "Figures":
        """Add column by column."""
        return Figures(
            self.issued + other.issued,
            self.planned + other.planned,
            self.done + other.done,
            self.waiting + other.waiting,
            self.on_time + other.on_time,
            self.overdue + other.overdue,
            self.returned + other.returned,
        )


CAPTIONS: Final = {
    "issued": "应完成",
    "planned": "已到时限",
    "done": "已销号",
    "waiting": "待验收销号",
    "on_time": "按期提交",
    "overdue": "已到期未办结",
    "returned": "退回过",
}
LIVE: Final = frozenset({"assigned", "submitted", "accepted", "written_off"})
WAITING: Final = frozenset({"submitted", "accepted"})


def counted(*, state: str, is_past: bool, in_time: bool, returned: bool, number: int) -> Figures:
    """Return the figures of ``number`` assignments alike in everything that counts."""
    if state not in LIVE:
        return Figures()
    return Figures(
        issued=number,
        planned=number if is_past else 0,
        done=number if state == "written_off" else 0,
        waiting=number if state in WAITING else 0,
        on_time=number if in_time and state != "assigned" else 0,
        overdue=number if is_past and state == "assigned" else 0,
        returned=number if returned else 0,
    )


def summed(parts: Iterable[Figures]) -> Figures:
    """Return the sum, column by column."""
    whole = Figures()
    for part in parts:
        whole += part
    return whole
