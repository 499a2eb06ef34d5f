"""The door: upper capabilities follow when two memberships turn out to be of one person, before rows change hands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from dangjian.affairs.members.models import Member
from dangjian.affairs.people.doors import Holding


@dataclass(frozen=True, slots=True)
class United:
    """Whatever names ``dropped`` will name ``kept`` right after; what both have is settled here."""

    kept: Member
    dropped: Member


Follower = Callable[[United], None]
_followers: Final[list[Follower]] = []
_holdings: Final[list[Holding]] = []


def register(follower: Follower) -> None:
    """Follow, in the same transaction; a follower may raise ``RuleBreach``, and nothing happens."""
    if follower not in _followers:
        _followers.append(follower)


def hold(holding: Holding) -> None:
    """Say which rows name a membership by its number alone; foreign keys are found by themselves."""
    if holding not in _holdings:
        _holdings.append(holding)


def holdings() -> Sequence[Holding]:
    """Return what was registered."""
    return tuple(_holdings)


def tell(united: United) -> None:
    """Tell everyone who follows."""
    for follower in _followers:
        follower(united)
