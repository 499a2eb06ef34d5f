"""The door through which every capability shows what it holds of a person: the record page and 我的档案 read it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dangjian.access.privacy import Privacy
from dangjian.affairs.people.models import Person


@dataclass(frozen=True, slots=True)
class Held:
    """One fact: its caption, its value in words, its privacy class, and where it came from.

    ``field`` names a column that the person may ask to have corrected; empty for what is only read.
    ``masked`` is what stands on the page until it is revealed, for sealed values.
    """

    caption: str
    value: str
    privacy: Privacy
    source: str = ""
    field: str = ""
    masked: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the facts under it.

    ``is_condition`` as for ``Happening``; ``own_address`` is a page where the person themself may act on it, shown to
    no one else, and ``own_caption`` what its link is called. ``is_own``: the whole section is for the person alone.
    """

    heading: str
    facts: Sequence[Held]
    is_condition: bool = False
    own_address: str = ""
    own_caption: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a person's timeline: the day, words, and whence we know; ``address`` is its page, if it has one.

    ``is_condition`` marks what only the person, the branch and the body that must act read by name (P21).
    """

    on: date
    words: str
    source: str
    address: str = ""
    is_condition: bool = False


Holdings = Callable[[Person, date], Sequence[Section]]
Timeline = Callable[[Person], Sequence[Happening]]
_holdings: list[Holdings] = []
_timelines: list[Timeline] = []


def register(*, holdings: Holdings | None = None, timeline: Timeline | None = None) -> None:
    """Offer sections and happenings of a person; called once at start-up by each capability that holds some."""
    if holdings and holdings not in _holdings:
        _holdings.append(holdings)
    if timeline and timeline not in _timelines:
        _timelines.append(timeline)


def sections(person: Person, on: date) -> list[Section]:
    """Return everything held of ``person``, whole: the caller masks by class, and has checked the scope."""
    return [section for source in _holdings for section in source(person, on)]


def happenings(person: Person) -> list[Happening]:
    """Return the person's timeline, the latest first."""
    found = [happening for source in _timelines for happening in source(person)]
    return sorted(found, key=lambda happening: happening.on, reverse=True)
