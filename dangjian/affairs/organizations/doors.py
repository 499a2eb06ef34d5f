"""The doors through which upper capabilities follow what happens to a body, and say what holds it back."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, TypeVar
from uuid import UUID

from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Area, Organization

Happening_contra = TypeVar("Happening_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Moved:
    """``body`` stands under ``body.parent`` now; every place in the tree has been rewritten already."""

    body: Organization
    old_parent_id: int
    on: date
    basis: str


@dataclass(frozen=True, slots=True)
class Merged:
    """``gone`` is taken up into ``into``; it is closed right after."""

    gone: Organization
    into: Organization
    on: date
    basis: str


@dataclass(frozen=True, slots=True)
class MergedArea:
    """The village ``gone`` is one with ``into`` from a day on; ``body`` leads there. No Party body is changed by it."""

    gone: Area
    into: Area
    body: Organization
    on: date


@dataclass(frozen=True, slots=True)
class Split:
    """``made`` was set up out of ``source``; ``people`` are the public ids of the persons who go there."""

    source: Organization
    made: Organization
    people: Collection[UUID]
    on: date
    basis: str


@dataclass(frozen=True, slots=True)
class Closed:
    """``body`` ends: ``on`` is the first day without it."""

    body: Organization
    on: date
    basis: str


class Door(Generic[Happening_contra]):
    """A place to register at start-up; whoever registered is called, in order, inside the same transaction."""

    def __init__(self) -> None:
        self._followers: list[Callable[[Actor, Happening_contra], None]] = []

    def register(self, follower: Callable[[Actor, Happening_contra], None]) -> None:
        """Follow what comes through this door; registering twice follows once."""
        if follower not in self._followers:
            self._followers.append(follower)

    def open(self, by: Actor, happening: Happening_contra) -> None:
        """Tell everyone who follows."""
        for follower in self._followers:
            follower(by, happening)


on_move: Final[Door[Moved]] = Door()
on_merge: Final[Door[Merged]] = Door()
on_area_merge: Final[Door[MergedArea]] = Door()
on_split: Final[Door[Split]] = Door()
on_close: Final[Door[Closed]] = Door()

Obstacles = Callable[[Organization, date], Sequence[str]]
_obstacles: Final[list[Obstacles]] = []


def register_obstacles(source: Obstacles) -> None:
    """Offer what must be settled before a body can be closed, each with what to do."""
    if source not in _obstacles:
        _obstacles.append(source)


def obstacles(body: Organization, on: date) -> list[str]:
    """Return everything that holds the closing of ``body`` back, in words."""
    return [words for source in _obstacles for words in source(body, on)]


@dataclass(frozen=True, slots=True)
class Heads:
    """How many full and probationary members."""

    full: int = 0
    probationary: int = 0

    @property
    def members(self) -> int:
        """Full and probationary members together."""
        return self.full + self.probationary


@dataclass(frozen=True, slots=True)
class Choice:
    """A person who can be chosen to go over into a new body."""

    public_id: UUID
    words: str


Counted = Callable[[str, int, date | None], Mapping[str, Heads]]
Chosen = Callable[[Organization], Sequence[Choice]]
_counted: Final[list[Counted]] = []
_chosen: Final[list[Chosen]] = []


def register_roll(*, counted: Counted, chosen: Chosen) -> None:
    """Offer the members under a place and those of one body; ``members`` registers.

    ``counted`` takes a place, a width and a past day (None: today) and gives the heads by the first ``width``
    characters of the places below; ``chosen`` gives who can be chosen out of a body.
    """
    if counted not in _counted:
        _counted.append(counted)
        _chosen.append(chosen)


def heads(path: str, width: int, on: date | None = None) -> dict[str, Heads]:
    """Return the members at or below ``path`` by the first ``width`` characters of their place; one query a source."""
    found: dict[str, Heads] = {}
    for source in _counted:
        found.update(source(path, width, on))
    return found


Seated = Callable[[Organization, date], bool]
_seated: Final[list[Seated]] = []


def register_committee(seated: Seated) -> None:
    """Offer whether a body has committee members in office; ``posts`` registers."""
    if seated not in _seated:
        _seated.append(seated)


def has_committee(body: Organization, on: date) -> bool:
    """Say whether someone sits on the committee of ``body``."""
    return any(seated(body, on) for seated in _seated)


def choices(body: Organization) -> list[Choice]:
    """Return who can be chosen out of ``body``, in the order of its roll."""
    return [choice for source in _chosen for choice in source(body)]
