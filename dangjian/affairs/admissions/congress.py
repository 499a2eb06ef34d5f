"""The door: whoever keeps the records of meetings offers the congresses whose vote an admission may take over."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from dangjian.affairs.organizations.models import Organization
from dangjian.procedures.votes.counts import Counts


@dataclass(frozen=True, slots=True)
class Congress:
    """One vote on an admission in the sealed record of a branch congress."""

    source: str
    title: str
    held_on: date
    counts: Counts
    address: str


Provider = Callable[[Organization, date], Iterable[Congress]]
_providers: Final[list[Provider]] = []


def provide(provider: Provider) -> None:
    """Offer the congresses of a branch from a day on; called once at start-up."""
    if provider not in _providers:
        _providers.append(provider)


def congresses(branch: Organization, since: date) -> list[Congress]:
    """Return what is offered for a branch, the latest first."""
    found = [one for provider in _providers for one in provider(branch, since)]
    return sorted(found, key=lambda one: one.held_on, reverse=True)
