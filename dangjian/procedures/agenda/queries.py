"""The door: capabilities register at start-up what they have for a person; the home page asks."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from dangjian.access.actors import Actor
from dangjian.foundation.database.together import fetch_together
from dangjian.procedures.agenda.items import Item
from dangjian.procedures.provisions.queries import remembered


@dataclass(frozen=True, slots=True)
class Question:
    """What a provider needs to know: ``rows`` is read together with those of others, ``items`` is given them.

    ``items`` may yield further questions about what it found; these are read together in turn.
    """

    rows: QuerySet[Any, Any]
    items: Callable[[Sequence[Any]], Iterable["Item | Question"]]


Provider = Callable[[Actor, date], Iterable[Item | Question]]
_providers: Final[list[Provider]] = []


def provide(provider: Provider) -> None:
    """Register a provider once; it is given the whole actor and narrows it to its own permission."""
    if provider not in _providers:
        _providers.append(provider)


def items(actor: Actor, on: date) -> list[Item]:
    """Give all that a person has to do, most urgent first."""
    with remembered():
        found = answered(given for provider in _providers for given in provider(actor, on))
    return sorted(found, key=lambda item: item.urgency)


def answered(given: Iterable[Item | Question]) -> list[Item]:
    """Give the items among what providers yield, and those their questions lead to: one statement a round."""
    found: list[Item] = []
    while True:
        questions: list[Question] = []
        for one in given:
            if isinstance(one, Question):
                questions.append(one)
            else:
                found.append(one)
        if not questions:
            return found
        fetch_together(*(question.rows for question in questions))
        given = _led_to(questions)


def _led_to(questions: Sequence[Question]) -> Iterator[Item | Question]:
    for question in questions:
        yield from question.items(list(question.rows))
