"""The door: upper capabilities follow when a member's formal relation moves to another body, or ends."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from dangjian.access.actors import Actor
from dangjian.affairs.members.models import Member
from dangjian.affairs.people.models import Source


@dataclass(frozen=True, slots=True)
class Settled:
    """``member`` as the record now says: in another body since ``on``, or gone where ``left_on`` is set."""

    member: Member
    source: Source
    on: date


Follower = Callable[[Actor, Settled], None]
_followers: Final[list[Follower]] = []


def register(follower: Follower) -> None:
    """Follow, in the same transaction; a follower may raise ``RuleBreach``, and nothing happens."""
    if follower not in _followers:
        _followers.append(follower)


def tell(by: Actor, settled: Settled) -> None:
    """Tell everyone who follows."""
    for follower in _followers:
        follower(by, settled)
