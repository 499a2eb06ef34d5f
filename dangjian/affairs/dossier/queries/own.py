"""Everything held of a person, for that person: facts with their source, what can be corrected, what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dangjian.access import zones
from dangjian.affairs.accounts import held as sign_in
from dangjian.affairs.dossier.models import Correction
from dangjian.affairs.dossier.queries.requests import Request, request_of
from dangjian.affairs.dossier.rules import DECIDED
from dangjian.affairs.members.facts import FACTS, Fact, held
from dangjian.affairs.members.held import member_of
from dangjian.affairs.people.holdings import Happening, Held, Section, happenings, sections
from dangjian.affairs.people.models import Person


@dataclass(frozen=True, slots=True)
class Line:
    """A fact as its person reads it; ``field`` where a correction may be asked for, ``waiting`` where one is."""

    caption: str
    value: str
    source: str
    field: str = ""
    is_waiting: bool = False
    is_sealed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its lines."""

    heading: str
    lines: Sequence[Line]
    address: str = ""
    caption: str = ""


def parts(person: Person, on: date, at: datetime, *, is_whole: bool = False) -> list[Part]:
    """Return everything held; sealed numbers masked, unless ``is_whole``: whoever asks for that records it."""
    waiting = set(Correction.objects.open().filter(person=person).values_list("field", flat=True))
    found = [*sections(person, on), *sign_in.sections(person, at)]
    made = [
        Part(section.heading, _lines(section, waiting, is_whole=is_whole), section.own_address, section.own_caption)
        for section in found
    ]
    return [part for part in made if part.lines]


def _lines(section: Section, waiting: set[str], *, is_whole: bool) -> list[Line]:
    return [_line(one, waiting, is_whole=is_whole) for one in section.facts if zones.shows(one.privacy)]


def _line(one: Held, waiting: set[str], *, is_whole: bool) -> Line:
    is_askable = one.field in FACTS and one.field not in DECIDED
    return Line(
        caption=one.caption,
        value=(one.value if is_whole else one.masked or one.value) or "没有登记",
        source=one.source,
        field=one.field if is_askable else "",
        is_waiting=one.field in waiting,
        is_sealed=bool(one.masked),
    )


def timeline(person: Person) -> list[Happening]:
    """Return what happened, the latest first; on the internet nothing of it."""
    return [] if zones.is_internet() else happenings(person)


def requests(person: Person, on: date) -> list[Request]:
    """Return the person's own requests, the latest first."""
    rows = Correction.objects.filter(person=person).select_related("person", "answer").order_by("-id")
    return [request_of(row, on) for row in rows if zones.shows(FACTS[row.field].privacy)]


def stands(person: Person, fact: Fact) -> str:
    """Return a fact as it stands now, in words, masked where it is sealed; empty where nothing is held."""
    words = fact.words(held(person, member_of(person), fact.name))
    return fact.mask(words) if fact.mask and words else words
