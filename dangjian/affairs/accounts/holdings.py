"""The door through which the pages of accounts learn what posts people hold; ``posts`` registers."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from dangjian.access.actors import PostHeld

Held = Mapping[int, Sequence[PostHeld]]
Source = Callable[[Collection[int], date], Held]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Offer the posts of many people on a day, by person id; called at start-up."""
    if source not in _sources:
        _sources.append(source)


def held(person_ids: Collection[int], on: date) -> dict[int, list[PostHeld]]:
    """Return the posts of these people on ``on``, by person id; nothing for who holds none."""
    found: dict[int, list[PostHeld]] = {}
    for source in _sources:
        for person_id, posts in source(person_ids, on).items():
            found.setdefault(person_id, []).extend(posts)
    return found
