"""The door: capabilities register at start-up what they have for a person; the home page asks."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from dangjian.access.actors import Actor
from dangjian.procedures.agenda.items import Item
from dangjian.procedures.provisions.queries import remembered

Provider = Callable[[Actor, date], Iterable[Item]]
_providers: Final[list[Provider]] = []


def provide(provider: Provider) -> None:
    """Register a provider once; it is given the whole actor and narrows it to its own permission."""
    if provider not in _providers:
        _providers.append(provider)


def items(actor: Actor, on: date) -> list[Item]:
    """Give all that a person has to do, most urgent first."""
    with remembered():
        found = [item for provider in _providers for item in provider(actor, on)]
    return sorted(found, key=lambda item: item.urgency)
