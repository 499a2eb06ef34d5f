"""The door: who reckons with moved days is told when an area's days are moved or put back."""

from collections.abc import Callable
from typing import Final, Protocol

Listener = Callable[[int], object]
_listeners: Final[list[Listener]] = []


class Body(Protocol):
    """A body as seen from below."""

    pk: int
    path: str
    county_id: int


def on_shift(listener: Listener) -> None:
    """Be told the county whose days were moved, in the same transaction."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(county_id: int) -> None:
    """Tell everyone who reckons."""
    for listener in _listeners:
        listener(county_id)
