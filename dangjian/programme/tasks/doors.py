"""What can be done with a list from above: registered there, for the tasks know no bulletin."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from dangjian.access.permissions import Permission
from dangjian.programme.tasks.models import Task


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


# What a task would fall together with at these bodies, in words, told before it is sent.
Overlaps = Callable[[Sequence[int], Sequence[Task], date], Iterable[str]]
_overlaps: list[Overlaps] = []


def register_overlaps(provider: Overlaps) -> None:
    """Offer what is known above of live tasks and duties; called once at start-up."""
    if provider not in _overlaps:
        _overlaps.append(provider)


def overlaps(bodies: Sequence[int], tasks: Sequence[Task], on: date) -> list[str]:
    """Return what every room above says of these tasks at these bodies."""
    return [words for provider in _overlaps for words in provider(bodies, tasks, on)]
