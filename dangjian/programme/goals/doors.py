"""What hangs on the programme: counted by whoever keeps it above, shown beside each node."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dangjian.access.actors import Actor


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on one node: a line of words with its figures, and where it leads."""

    words: str
    address: str


Source = Callable[[Actor, Sequence[int]], Mapping[int, Hanging]]
_sources: list[Source] = []


def register_hanging(source: Source) -> None:
    """Offer what hangs on goals, by the goal's id, as far as the (not narrowed) actor may see; called at start-up."""
    if source not in _sources:
        _sources.append(source)


def hanging(actor: Actor, goal_ids: Sequence[int]) -> dict[int, list[Hanging]]:
    """Return what every registered source knows of the goals."""
    found: dict[int, list[Hanging]] = {}
    for source in _sources:
        for goal_id, what in source(actor, goal_ids).items():
            found.setdefault(goal_id, []).append(what)
    return found
