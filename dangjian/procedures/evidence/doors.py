"""The doors: who counts what took place, and which matters above a record can be written off against.

A room above registers at start-up. A matter's key is ``app.model:public id``; the part before the colon says whose
it is.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from dangjian.access.actors import Actor


class Body(Protocol):
    """A body as seen from below."""

    pk: int
    path: str
    county_id: int


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that waits for this body and that a record may be written off against, such as a task."""

    key: str
    title: str
    words: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """The record that is handed in for a matter: ``source`` as in the evidence, ``address`` its page."""

    source: str
    title: str
    address: str
    words: str


Listener = Callable[[int, Collection[int]], object]
Provider = Callable[[Actor, Body, date], Iterable[Matter]]
Handler = Callable[[Actor, str, Record, date], object]
_listeners: Final[list[Listener]] = []
_providers: Final[list[Provider]] = []
_handlers: Final[dict[str, Handler]] = {}


def on_change(listener: Listener) -> None:
    """Be told, in the same transaction, at which bodies of which county facts have changed."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(county_id: int, organization_ids: Collection[int]) -> None:
    """Tell everyone who counts."""
    for listener in _listeners:
        listener(county_id, organization_ids)


def provide_matters(provider: Provider) -> None:
    """Offer what a record may be written off against; the provider is given the whole actor and narrows it itself."""
    if provider not in _providers:
        _providers.append(provider)


def offered(actor: Actor, organization: Body, on: date) -> list[Matter]:
    """Return what every room above offers."""
    return [matter for provider in _providers for matter in provider(actor, organization, on)]


def take(prefix: str, handler: Handler) -> None:
    """Take the records for matters whose key begins with ``prefix`` and a colon."""
    _handlers[prefix] = handler


def handler_of(key: str) -> Handler | None:
    """Return who takes a record for a matter, None where nobody does."""
    return _handlers.get(key.partition(":")[0])
