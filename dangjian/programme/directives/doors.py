"""What follows on reading: registered from above, for a directive issues nothing and knows no task."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from dangjian.access.permissions import Permission


@dataclass(frozen=True, slots=True)
class NextStep:
    """A button of the work page: its words, who sees it, and where it leads for a directive's public id."""

    caption: str
    permission: Permission
    address: Callable[[UUID], str]


_steps: list[NextStep] = []


def register_next_step(step: NextStep) -> None:
    """Offer a next step for the confirmed proposals of a directive; called once at start-up."""
    if step not in _steps:
        _steps.append(step)


def next_steps() -> tuple[NextStep, ...]:
    """Return the steps registered so far, in order."""
    return tuple(_steps)
