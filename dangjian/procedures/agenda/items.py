"""One thing to do, as the home page and due lists show it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from dangjian.procedures.agenda.rules import Level

_URGENCY: Final = {Level.LATE: 0, Level.SOON: 1, Level.OK: 2, Level.INFO: 3, Level.NA: 4}


@dataclass(frozen=True, slots=True)
class Action:
    """A button of an item; `method` is GET for a page and POST for something done from the card."""

    caption: str
    address: str
    method: str = "GET"
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A thing to do.

    `key` is unique among all items of a person; `kind` is the word on the card, such as 任务;
    `minutes` is what it costs one body; `order_no` is the body's place in the county's order.
    """

    key: str
    title: str
    sub: str
    address: str
    kind: str
    level: Level
    words: str
    reason: str = ""
    due_on: date | None = None
    actions: tuple[Action, ...] = ()
    minutes: int = 0
    organization_id: int | None = None
    order_no: int = 0

    @property
    def urgency(self) -> tuple[int, date, int, str]:
        """The place in the list: level, then due date, then the county's order, then title."""
        return _URGENCY[self.level], self.due_on or date.max, self.order_no, self.title
