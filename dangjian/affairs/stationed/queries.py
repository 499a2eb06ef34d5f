"""Villages with who is stationed there; the coverage of those that must have a first secretary, from rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import VILLAGE_DIGITS, Level, Organization
from dangjian.affairs.stationed.models import Ground, Need, Part, Stationing
from dangjian.affairs.stationed.rules import SOON
from dangjian.foundation.ui.parts import Level as Look
from dangjian.foundation.ui.parts import Standing

IN_ORDER: Final = ("order_no", "id")
REQUIRED: Final = "required"
COVERED: Final = "covered"
VACANT: Final = "vacant"
STATIONED: Final = "stationed"
ENDING: Final = "ending"
STATES: Final = {
    REQUIRED: "应派的",
    COVERED: "应派已派",
    VACANT: "应派空缺",
    STATIONED: "有第一书记的",
    ENDING: "任期快满或已满",
}


def villages(actor: Actor, on: date) -> "QuerySet[Organization]":
    """Return the villages in scope, marked with whether one must be there (``is_required``) and is (``is_there``)."""
    below = Organization.objects.open_on(on).filter(level=Level.BASE, parent__level=Level.TOWNSHIP)
    rows = below.visible_to(actor).filter(area__code__regex=rf"^\d{{{VILLAGE_DIGITS}}}$")
    here = {"area": OuterRef("area")}
    first = Stationing.objects.held_on(on).filter(part=Part.FIRST, **here)
    return rows.select_related("parent", "area").annotate(
        is_required=Exists(Need.objects.held_on(on).filter(**here)),
        is_there=Exists(first),
        is_ending=Exists(first.filter(due_on__lte=on + SOON)),
    )


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list is narrowed to; ``home`` is the place of a township."""

    state: str = ""
    ground: str = ""
    words: str = ""
    home: str = ""


def found(actor: Actor, chosen: Chosen, on: date) -> "QuerySet[Organization]":
    """Return the villages that a list shows: those that must have one, and those where somebody is."""
    rows = villages(actor, on).filter(Q(is_required=True) | Q(is_there=True))
    states = {
        REQUIRED: Q(is_required=True),
        COVERED: Q(is_required=True, is_there=True),
        VACANT: Q(is_required=True, is_there=False),
        STATIONED: Q(is_there=True),
        ENDING: Q(is_ending=True),
    }
    if chosen.state in states:
        rows = rows.filter(states[chosen.state])
    if chosen.ground in Ground.values:
        rows = rows.filter(area__in=Need.objects.held_on(on).filter(ground=chosen.ground).values("area"))
    if chosen.home:
        rows = rows.filter(path__startswith=chosen.home)
    words = chosen.words.replace("\0", "").strip()[:60]
    if words:
        sent = Stationing.objects.held_on(on).filter(Q(name__icontains=words) | Q(home__icontains=words))
        named = Q(short_name__icontains=words) | Q(parent__short_name__icontains=words)
        rows = rows.filter(named | Q(area__in=sent.values("area")))
    return rows


@dataclass(frozen=True, slots=True)
class Line:
    """A village: why it must have one, who is there, and how that stands."""

    village: Organization
    need: Need | None
    first: Stationing | None
    team: Sequence[Stationing]
    standing: Standing

    @property
    def team_words(self) -> str:
        """The members of the team, with their units."""
        return "、".join(f"{one.name}（{one.home}）" for one in self.team)


def lines_of(rows: Sequence[Organization], on: date) -> list[Line]:
    """Return villages as lines; two queries."""
    areas = [row.area_id for row in rows]
    needs = {one.area_id: one for one in Need.objects.held_on(on).filter(area__in=areas)}
    there: dict[int, list[Stationing]] = {}
    for one in Stationing.objects.held_on(on).filter(area__in=areas).order_by("during", "id"):
        there.setdefault(one.area_id, []).append(one)
    return [_line(row, needs.get(row.area_id or 0), there.get(row.area_id or 0, []), on) for row in rows]


def _line(row: Organization, need: Need | None, there: Sequence[Stationing], on: date) -> Line:
    first = next((one for one in there if one.part == Part.FIRST), None)
    team = [one for one in there if one.part == Part.MEMBER]
    return Line(row, need, first, team, standing_of(need, first, on))


def standing_of(need: Need | None, first: Stationing | None, on: date) -> Standing:
    """Return how a village stands: vacant where one must be, near or past the end of the term, or in order."""
    if first is None:
        if need is None:
            return Standing(Look.NA, "不在应派范围")
        return Standing(Look.LATE, "空缺", f"{need.get_ground_display()}，应派第一书记")
    day = f"{first.due_on.year}年{first.due_on.month}月{first.due_on.day}日届满"
    if first.due_on <= on:
        return Standing(Look.SOON, "任期已满", day)
    if first.due_on <= on + SOON:
        return Standing(Look.SOON, "任期快满", day)
    return Standing(Look.OK, "在岗", day)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many villages must have a first secretary, how many of them have, and how many people are there."""

    required: int
    covered: int
    beyond: int
    ending: int
    people: int
    by_ground: Counter[str]
    vacant_by_ground: Counter[str]

    @property
    def vacant(self) -> int:
        """Villages that must have one and have none."""
        return self.required - self.covered

    @property
    def coverage(self) -> str:
        """The share of those that have one, half up; unknown is not zero."""
        if not self.required:
            return "没有应派的村"
        tenths = (self.covered * 2000 + self.required) // (2 * self.required)
        return f"{tenths // 10}.{tenths % 10}%"


def tally(lines: Sequence[Line], on: date) -> Tally:
    """Count lines."""
    needed = [line for line in lines if line.need]
    firsts = [line.first for line in lines if line.first]
    return Tally(
        required=len(needed),
        covered=sum(line.first is not None for line in needed),
        beyond=sum(line.need is None and line.first is not None for line in lines),
        ending=sum(one.due_on <= on + SOON for one in firsts),
        people=len(firsts) + sum(len(line.team) for line in lines),
        by_ground=Counter(line.need.ground for line in needed if line.need),
        vacant_by_ground=Counter(line.need.ground for line in needed if line.need and line.first is None),
    )


def history(village: Organization, actor: Actor) -> "QuerySet[Stationing]":
    """Return who was stationed in a village: who is there first, the first secretary before the team."""
    rows = Stationing.objects.visible_to(actor).filter(area=village.area, superseded_at=None)
    return rows.order_by(F("during__endswith").desc(nulls_first=True), "part", "-id")
