"""What can be done with a list from above: registered there, for the tasks know no bulletin."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from dangjian.access.permissions import Permission


@dataclass(frozen=True, slots=True)
class ListStep:
    """A button of the ledger: its words, who sees it, and where it leads for a list's public id."""

    caption: str
    permission: Permission
    address: Callable[[UUID], str]


_steps: list[ListStep] = []


def register_list_step(step: ListStep) -> None:
    """Offer a next step for a list that has been handed down; called once at start-up."""
    if step not in _steps:
        _steps.append(step)


def list_steps() -> tuple[ListStep, ...]:
    """Return the steps registered so far, in order."""
    return tuple(_steps)
