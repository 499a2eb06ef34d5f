"""The order of the programme as fixed-width places, and what its years may be: no Django."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

DEEPEST: Final = 6


class TooDeepError(ValueError):
    """A node would lie deeper than the programme goes."""


def places(children: Mapping[int | None, Sequence[int]], segment: Callable[[int], str]) -> dict[int, str]:
    """Return the place of every node from the ordered children of each (None holds the roots).

    ``segment`` turns a position among siblings into characters of fixed width. Raises
    ``TooDeepError`` below six levels.
    """
    found: dict[int, str] = {}
    waiting: list[tuple[int | None, str, int]] = [(None, "", 0)]
    while waiting:
        parent, before, depth = waiting.pop()
        nodes = children.get(parent, ())
        if nodes and depth >= DEEPEST:
            message = f"the programme has at most {DEEPEST} levels"
            raise TooDeepError(message)
        for position, node in enumerate(nodes):
            found[node] = before + segment(position)
            waiting.append((node, found[node], depth + 1))
    return found


def spans(outer: tuple[int, int], inner: Iterable[tuple[int, int]]) -> bool:
    """Say whether every period of years in ``inner`` lies within ``outer``; both ends count."""
    return all(outer[0] <= first and last <= outer[1] for first, last in inner)
