"""Typed values that the parts of a page are drawn from. Addresses are site-relative; words are Chinese."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class Level(StrEnum):
    """How a status looks; the words beside it say what it is."""

    OK = "ok"
    SOON = "soon"
    LATE = "late"
    NA = "na"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Standing:
    """A status in words with the reason for it, as `{% standing value %}` draws it."""

    level: Level
    words: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the navigation, of tabs or of chips; `figure` is a count beside the caption.

    Children of one `group` stand together in the second bar, after its word.
    """

    caption: str
    address: str
    is_current: bool = False
    figure: int | None = None
    children: Sequence["Item"] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a fact list: what, how much, from where; a value may lead to its evidence."""

    label: str
    value: object
    source: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: when, who (and for whom), what, and the words given."""

    at: datetime
    who: str
    what: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A named step of a long form; `is_done` may lead back to it."""

    caption: str
    address: str = ""
    is_done: bool = False
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A line of a tree list with what hangs below it."""

    caption: str
    address: str = ""
    note: str = ""
    standing: Standing | None = None
    children: Sequence["Node"] = ()
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """A button of a card. `posts` makes it a form with an idempotency key (`once`); else it is a link."""

    caption: str
    address: str
    is_main: bool = False
    posts: bool = False
    once: str = ""
    confirm: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A card of the home page: what is to be done, why, by when, and the buttons that do it."""

    title: str
    address: str = ""
    words: str = ""
    standing: Standing | None = None
    actions: Sequence[Action] = field(default_factory=tuple)
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a keyset list stands: addresses of the neighbours (empty at an end), rows shown, rows in all if counted."""

    shown: int
    total: int | None = None
    previous_address: str = ""
    next_address: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a chart: what is drawn, how it is written, and the list behind it."""

    value: int | float | Decimal
    words: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its caption, a point for each series, and the list behind the whole of it."""

    caption: str
    points: Sequence[Point]
    address: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with the table they are drawn from: `over` heads the captions, `series` the figures, stacked when several.

    `is_across` lays the bars flat, for many or long captions. `is_graded` says that the series are grades from low to
    high, of which whatever comes after the sixth is not known: they take shades of one color.
    """

    caption: str
    over: str
    series: Sequence[str]
    bars: Sequence[Bar]
    words: str = ""
    is_across: bool = False
    is_graded: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at the head of a page: what it counts, what it rests on, and the list behind it."""

    label: str
    figure: str
    rests_on: str = ""
    address: str = ""
