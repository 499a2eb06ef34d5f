"""The door: upper capabilities follow when two memberships turn out to be of one person, before rows change hands."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from dangjian.affairs.members.models import Member


@dataclass(frozen=True, slots=True)
class United:
    """Whatever names ``dropped`` will name ``kept`` right after; what both have is settled here."""

    kept: Member
    dropped: Member


Follower = Callable[[United], None]
_followers: Final[list[Follower]] = []


def register(follower: Follower) -> None:
    """Follow, in the same transaction; a follower may raise ``RuleBreach``, and nothing happens."""
    if follower not in _followers:
        _followers.append(follower)


def tell(united: United) -> None:
    """Tell everyone who follows."""
    for follower in _followers:
        follower(united)
