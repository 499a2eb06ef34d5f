"""The door through which slips learn of bodies and of who is on their rolls; ``organizations`` and ``posts`` register.

Accounts lie below both: a sign-in needs neither.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from django.http import QueryDict

from dangjian.access.actors import Actor
from dangjian.foundation.ui.parts import Pager


@dataclass(frozen=True, slots=True)
class Home:
    """A body as slips name it."""

    organization_id: int
    public_id: UUID
    name: str
    path: str
    county_id: int


@dataclass(frozen=True, slots=True)
class Homes:
    """One page of bodies in county order."""

    rows: Sequence[Home]
    pager: Pager


class Directory(Protocol):
    """Who knows the bodies."""

    def page(self, actor: Actor, words: str, on: date, query: QueryDict) -> Homes:
        """Return one page of the open bodies in the scope of the (narrowed) actor."""

    def find(self, actor: Actor, public_id: UUID) -> Home | None:
        """Return a body in the scope of the (narrowed) actor, a closed one too: its people may still need slips."""

    def named(self, ids: Collection[int]) -> Mapping[int, Home]:
        """Return bodies by id, whatever the scope: who asks has checked it."""


Rolls = Callable[[Collection[int], date], Mapping[int, Sequence[int]]]
_directories: list[Directory] = []
_rolls: list[Rolls] = []


def register(*, directory: Directory | None = None, rolls: Rolls | None = None) -> None:
    """Offer the bodies, or for many bodies the ids of the people on their rolls in the order of the roll."""
    if directory and directory not in _directories:
        _directories.append(directory)
    if rolls and rolls not in _rolls:
        _rolls.append(rolls)


def directory() -> Directory:
    """Return who knows the bodies."""
    return _directories[0]


def rolls(ids: Collection[int], on: date) -> dict[int, list[int]]:
    """Return the people of these bodies by body id: posts first, then members by the day they joined (P6)."""
    found: dict[int, list[int]] = {}
    for source in _rolls:
        for body, people in source(ids, on).items():
            found.setdefault(body, []).extend(people)
    return found
