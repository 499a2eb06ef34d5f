"""The door of leaving: what a person held in a branch ends with the membership there; ``posts`` registers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person


@dataclass(frozen=True, slots=True)
class Departed:
    """``person`` is not in ``branch`` from ``on``.

    ``is_gone`` where no other branch of the platform takes them, or they are suspended: then they hold no post at all.
    """

    person: Person
    branch: Organization
    on: date
    basis: str
    is_gone: bool


Follower = Callable[[Actor, Departed], None]
_followers: Final[list[Follower]] = []


def on_departure(follower: Follower) -> None:
    """Ask to be told, in the same transaction, of everyone who leaves a branch; called at start-up."""
    if follower not in _followers:
        _followers.append(follower)


def departed(by: Actor, departure: Departed) -> None:
    """Tell everyone who follows."""
    for follower in _followers:
        follower(by, departure)
