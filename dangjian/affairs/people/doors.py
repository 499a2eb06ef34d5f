"""Doors of a person: what upper capabilities do when an identity becomes known, and when two records become one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Model

from dangjian.access.actors import Actor
from dangjian.affairs.people.models import Person

Identified = Callable[[Actor, Person, date], None]
_identified: list[Identified] = []


def on_identified(told: Identified) -> None:
    """Ask to be told, in the same transaction, of every person whose ID number was set or changed."""
    if told not in _identified:
        _identified.append(told)


def identified(by: Actor, person: Person, on: date) -> None:
    """Tell that the ID number of ``person`` was set."""
    for told in _identified:
        told(by, person, on)


@dataclass(frozen=True, slots=True)
class Holding:
    """The rows of one table that name a person by ``column``: on a merge they name the one who stays.

    ``is_single``: a person has at most one such row (a membership, a sign-in); where both have one, the
    merge keeps that of the person who stays and sets the other aside.
    """

    model: type[Model]
    column: str = "person"
    is_single: bool = False


_holdings: dict[tuple[str, str], Holding] = {}


def on_merge(*holdings: Holding) -> None:
    """Say which rows hang on a person; every capability that points at people registers its own at start-up."""
    for holding in holdings:
        _holdings[holding.model._meta.label_lower, holding.column] = holding


def holdings() -> Sequence[Holding]:
    """Return what was registered, by table name: the same order in every process."""
    return [_holdings[key] for key in sorted(_holdings)]


def registered() -> Mapping[tuple[str, str], Holding]:
    """Return what was registered by table and column, for the test that none is missing."""
    return dict(_holdings)
