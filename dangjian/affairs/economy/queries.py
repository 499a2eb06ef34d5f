"""Villages with their income of a year, from the lines of the register; bands and sums worked out of rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import OuterRef, Q, QuerySet, Subquery

from dangjian.access.actors import Actor
from dangjian.affairs.economy.models import Pilot
from dangjian.affairs.economy.rules import (
    EARNED,
    REGISTER,
    SOURCES,
    TOTAL,
    UNKNOWN,
    Band,
    band_of,
    bands,
    hollow_line,
    weak_line,
)
from dangjian.affairs.organizations.models import VILLAGE_DIGITS, Organization
from dangjian.affairs.registers.doors import register_of
from dangjian.affairs.registers.fillers import asked_bodies
from dangjian.affairs.registers.models import COUNTED, Entry, Figure, Register
from dangjian.foundation.ui.parts import Standing
from dangjian.procedures.agenda.rules import standing, yellow_days
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import Rule

_Figures = dict[tuple[int, str], dict[str, Decimal]]  # By place and year, then by key.
IN_ORDER: Final = ("order_no", "id")
WEAK: Final = "weak"
HOLLOW: Final = "hollow"


@dataclass(frozen=True, slots=True)
class Book:
    """The county's register and the year that is looked at, with the bands and the line in force."""

    register: Register
    year: str
    years: Sequence[str]
    bands: Sequence[Band]
    weak: Rule

    @property
    def before(self) -> str:
        """The year before."""
        return str(int(self.year) - 1)


def book_of(county_id: int, year: str, on: date) -> Book | None:
    """Return the county's register and a year of it, the last whole one where none is named."""
    register = register_of(county_id, REGISTER)
    if register is None or register.current is None:
        return None
    lines = Entry.objects.filter(register=register, state__in=COUNTED).order_by("-period")
    years = list(lines.values_list("period", flat=True).distinct())
    last = str(on.year - 1)  # This year's accounts are not closed before it ends.
    chosen = year if year in years else last if last in years or not years else years[0]
    local = local_values(county_id, on)
    return Book(register, chosen, years or [chosen], bands(on, local), weak_line(on, local))


def villages(actor: Actor, book: Book, on: date) -> "QuerySet[Organization]":
    """Return the villages in scope, marked with ``earned`` of the year; None where nobody filled it.

    A line is found by its place, so that it stays the village's when another body comes to stand there.
    """
    assert book.register.current is not None  # noqa: S101  # book_of looks
    asked = asked_bodies(book.register.current.text, book.register.organization, on)
    rows = asked.visible_to(actor).filter(area__code__regex=rf"^\d{{{VILLAGE_DIGITS}}}$")
    rows = rows.select_related("parent", "area")
    figures = Figure.objects.filter(
        entry__register=book.register, entry__period=book.year, entry__state__in=COUNTED,
        entry__area=OuterRef("area"), key=EARNED,
    )  # fmt: skip
    return rows.annotate(earned=Subquery(figures.order_by("-id").values("number")[:1]))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list is narrowed to; ``home`` is the place of a township."""

    band: str = ""
    words: str = ""
    home: str = ""
    pilot: str = ""


def found(actor: Actor, book: Book, chosen: Chosen, on: date) -> "QuerySet[Organization]":
    """Return the villages that a list shows."""
    rows = villages(actor, book, on)
    band = next((one for one in book.bands if one.key == chosen.band), None)
    if chosen.band == UNKNOWN:
        rows = rows.filter(Q(earned=None))
    elif chosen.band == WEAK:
        rows = rows.filter(Q(earned__lt=book.weak.number))
    elif chosen.band == HOLLOW:
        rows = rows.filter(Q(earned__lt=hollow_line(on).number))
    elif band is not None:
        rows = rows.filter(_within(band))
    if chosen.home:
        rows = rows.filter(path__startswith=chosen.home)
    if chosen.pilot:
        rows = rows.filter(area__in=Pilot.objects.filter(tier=chosen.pilot).values("area"))
    words = chosen.words.replace("\0", "").strip()[:60]
    if words:
        rows = rows.filter(Q(short_name__icontains=words) | Q(parent__short_name__icontains=words))
    return rows


def _within(band: Band) -> Q:
    if band.low is None:
        return Q(earned__lte=0)
    low = Q(earned__gt=0) if band.low == 0 else Q(earned__gte=band.low)
    return low & Q(earned__lt=band.high) if band.high is not None else low


@dataclass(frozen=True, slots=True)
class Line:
    """A village's year: by source, earned and total in 万元, its band, and the pilots there."""

    village: Organization
    figures: Mapping[str, Decimal]
    before: Decimal | None
    band: Band | None
    pilots: Sequence[Pilot]

    @property
    def sources(self) -> list[Decimal | None]:
        """Income by source, in the order of the columns."""
        return [self.figures.get(key) for key in SOURCES]

    @property
    def earned(self) -> Decimal | None:
        """What the village earned itself."""
        return self.figures.get(EARNED)

    @property
    def total(self) -> Decimal | None:
        """All income."""
        return self.figures.get(TOTAL)

    @property
    def band_words(self) -> str:
        """The band, or that nobody has filled it yet."""
        return self.band.words if self.band else "还没有填"

    @property
    def pilot_words(self) -> str:
        """The pilots there."""
        return "、".join(f"{one.get_tier_display()}：{one.project}" for one in self.pilots)


def lines_of(rows: Sequence[Organization], book: Book) -> list[Line]:
    """Return villages as lines; two queries."""
    areas = [row.area_id for row in rows]
    figures = _figures(book.register, [book.year, book.before], areas)
    pilots: dict[int, list[Pilot]] = {}
    for one in Pilot.objects.filter(area__in=areas).order_by("yielding_by", "id"):
        pilots.setdefault(one.area_id, []).append(one)
    return [_line(row, book, figures, pilots.get(row.area_id or 0, [])) for row in rows]


def _figures(register: Register, years: Sequence[str], areas: Sequence[int | None]) -> _Figures:
    rows = Figure.objects.filter(
        entry__register=register, entry__period__in=years, entry__area__in=areas, entry__state__in=COUNTED
    ).order_by("id")
    found: _Figures = {}
    for area, year, key, number in rows.values_list("entry__area", "entry__period", "key", "number"):
        found.setdefault((area, year), {})[key] = number
    return found


def _line(row: Organization, book: Book, figures: "_Figures", pilots: Sequence[Pilot]) -> Line:
    area = row.area_id or 0
    held = figures.get((area, book.year), {})
    before = figures.get((area, book.before), {}).get(EARNED)
    return Line(row, held, before, band_of(held.get(EARNED), book.bands), pilots)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many villages lie in each band, how many are not known, below the line, and what they earned together."""

    by_band: Mapping[str, int]
    unknown: int
    weak: int
    hollow: int
    earned: Decimal

    @property
    def known(self) -> int:
        """Villages whose income is known."""
        return sum(self.by_band.values())

    @property
    def asked(self) -> int:
        """All villages."""
        return self.known + self.unknown


def tally(incomes: Sequence[Decimal | None], book: Book, hollow: int) -> Tally:
    """Count incomes by band; what is not known is counted apart."""
    known = [income for income in incomes if income is not None]
    by_band = {band.key: sum(band.holds(income) for income in known) for band in book.bands}
    return Tally(
        by_band, len(incomes) - len(known), sum(income < book.weak.number for income in known),
        sum(income < hollow for income in known), sum(known, Decimal(0)),
    )  # fmt: skip


def incomes(actor: Actor, book: Book, on: date) -> list[tuple[Organization, Decimal | None]]:
    """Return each village in scope with what it earned, in county order; one query."""
    rows = villages(actor, book, on).order_by(*IN_ORDER)
    return [(row, getattr(row, "earned", None)) for row in rows]


def sources_of(actor: Actor, book: Book) -> dict[str, Decimal]:
    """Return the income in scope by source."""
    rows = Figure.objects.visible_to(actor).filter(
        entry__register=book.register, entry__period=book.year, entry__state__in=COUNTED, key__in=SOURCES
    )
    found = dict.fromkeys(SOURCES, Decimal(0))
    for key, number in rows.values_list("key", "number"):
        found[key] += number
    return found


def years_of(book: Book, village: Organization) -> list[tuple[str, Mapping[str, Decimal]]]:
    """Return what stands for a village by year, the latest first."""
    figures = _figures(book.register, book.years, [village.area_id])
    area = village.area_id or 0
    return [(year, figures[area, year]) for year in book.years if (area, year) in figures]


def standing_of(pilot: Pilot, on: date) -> Standing:
    """Return how a pilot stands to its next day."""
    if pilot.profited_on:
        return standing(pilot.profiting_by, on, 0, done_on=pilot.profited_on)
    return standing(pilot.due_on, on, yellow_days(on, local_values(pilot.county_id, on)))
