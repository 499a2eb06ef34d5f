"""Doors of a meeting: upper capabilities follow what came from them, and lead from its page to their own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dangjian.access.actors import Actor
from dangjian.activities.meetings.models import Meeting

Follower = Callable[[Actor, Meeting, str, datetime], None]
_followers: Final[list[Follower]] = []


def register(follower: Follower) -> None:
    """Follow, once, what happens to a plan; the meeting is locked, and the reason empty unless it was called off."""
    if follower not in _followers:
        _followers.append(follower)


def on_change(by: Actor, meeting: Meeting, reason: str, at: datetime) -> None:
    """Tell everyone who follows; any of them may refuse."""
    for follower in _followers:
        follower(by, meeting, reason, at)


@dataclass(frozen=True, slots=True)
class Link:
    """A way from the page of a meeting to what stands elsewhere."""

    caption: str
    address: str


Links = Callable[[Actor, Meeting], Iterable[Link]]
_links: Final[list[Links]] = []


def register_links(source: Links) -> None:
    """Offer, once, where the page of a meeting leads for the person who reads it."""
    if source not in _links:
        _links.append(source)


def links(actor: Actor, meeting: Meeting) -> list[Link]:
    """Return where the page of a meeting leads; ``actor`` is whole."""
    return [link for source in _links for link in source(actor, meeting)]
