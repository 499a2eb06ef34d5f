"""Premises of villages and communities, from the lines of the register; counted and listed by what they say."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import JSONField, OuterRef, Q, QuerySet, Subquery

from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import VILLAGE_DIGITS, Organization
from dangjian.affairs.premises.rules import REGISTER, SOUND, UNIFORM, Premises, premises
from dangjian.affairs.registers.doors import register_of
from dangjian.affairs.registers.fillers import asked_bodies
from dangjian.affairs.registers.models import COUNTED, Entry, Register
from dangjian.foundation.ui.parts import Level, Standing
from dangjian.procedures.agenda.rules import standing, yellow_days
from dangjian.procedures.provisions.queries import local_values

IN_ORDER: Final = ("order_no", "id")
UNKNOWN: Final = "unknown"
REPAIR: Final = "repair"
UNPLANNED: Final = "unplanned"
LATE: Final = "late"
SHORT: Final = "short"


def register(county_id: int) -> Register | None:
    """Return the county's register, None where it keeps none."""
    return register_of(county_id, REGISTER)


def places(actor: Actor, kept: Register, on: date) -> "QuerySet[Organization]":
    """Return the villages and communities in scope, marked with ``said``: the values of the place's line, or None."""
    assert kept.current is not None  # noqa: S101  # a running register has one
    asked = asked_bodies(kept.current.text, kept.organization, on)
    rows = asked.visible_to(actor).filter(area__code__regex=rf"^\d{{{VILLAGE_DIGITS}}}$")
    lines = Entry.objects.filter(register=kept, state__in=COUNTED, closed_on=None, area=OuterRef("area"))
    said = Subquery(lines.order_by("-id").values("values")[:1], output_field=JSONField())
    return rows.select_related("parent", "area").annotate(said=said)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list is narrowed to; ``home`` is the place of a township."""

    state: str = ""
    words: str = ""
    home: str = ""


def found(actor: Actor, kept: Register, chosen: Chosen, on: date) -> "QuerySet[Organization]":
    """Return the places that a list shows."""
    rows = places(actor, kept, on)
    broken = Q(said__isnull=False) & ~Q(said__state=SOUND)
    special = {
        UNKNOWN: Q(said__isnull=True),
        REPAIR: broken,
        UNPLANNED: broken & (_is_empty("repair_by") | _is_empty("repair")),
        LATE: broken & ~_is_empty("repair_by") & Q(said__repair_by__lt=on.isoformat()),
        SHORT: Q(said__isnull=False) & ~Q(said__uniform=str(len(UNIFORM))),
    }
    if chosen.state in special:
        rows = rows.filter(special[chosen.state])
    elif chosen.state:
        rows = rows.filter(Q(said__state=chosen.state))
    if chosen.home:
        rows = rows.filter(path__startswith=chosen.home)
    words = chosen.words.replace("\0", "").strip()[:60]
    if words:
        rows = rows.filter(Q(short_name__icontains=words) | Q(parent__short_name__icontains=words))
    return rows


def _is_empty(key: str) -> Q:
    """Ask for what is not there, or is there as nothing."""
    return Q(**{f"said__{key}__isnull": True}) | Q(**{f"said__{key}": None}) | Q(**{f"said__{key}": ""})


@dataclass(frozen=True, slots=True)
class Line:
    """A place with its premises, None where nobody filled them, and how the repair stands."""

    place: Organization
    premises: Premises | None
    standing: Standing

    @property
    def state(self) -> str:
        """The state in words; unknown is said as such."""
        return self.premises.state if self.premises else "还没有填"

    @property
    def uniform_words(self) -> str:
        """How many of the four, and what is missing."""
        if self.premises is None:
            return ""
        count = len(UNIFORM) - len(self.premises.missing)
        left = "、".join(self.premises.missing)
        return f"{count} 项" + (f"，还差{left}" if left else "")


def line_of(row: Organization, on: date, yellow: int) -> Line:
    """Return a marked place as a line."""
    said: dict[str, Any] | None = getattr(row, "said", None)
    kept = premises(said) if said else None
    return Line(row, kept, standing_of(kept, on, yellow))


def standing_of(kept: Premises | None, on: date, yellow: int) -> Standing:
    """Return how a repair stands: by its day, until the state is sound again."""
    if kept is None:
        return Standing(Level.NA, "还没有填")
    if kept.is_sound:
        return Standing(Level.OK, "完好")
    if kept.repair_by is None:
        return Standing(Level.SOON, "还没有定期限", "写明怎么修、修到哪天")
    held = standing(kept.repair_by, on, yellow)
    return Standing(held.level, held.words, kept.stage or held.reason)


def lines_of(rows: Sequence[Organization], county_id: int, on: date) -> list[Line]:
    """Return marked places as lines."""
    yellow = yellow_days(on, local_values(county_id, on))
    return [line_of(row, on, yellow) for row in rows]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many places are in each state, and how many have each of the four."""

    asked: int
    by_state: Counter[str]
    by_uniform: Counter[str]
    all_four: int
    unplanned: int
    late: int

    @property
    def known(self) -> int:
        """Places whose line is filled."""
        return sum(self.by_state.values())

    @property
    def broken(self) -> int:
        """Places where something is to be repaired."""
        return self.known - self.by_state[SOUND]


def tally(lines: Sequence[Line], on: date) -> Tally:
    """Count lines."""
    known = [line.premises for line in lines if line.premises]
    broken = [one for one in known if not one.is_sound]
    return Tally(
        asked=len(lines),
        by_state=Counter(one.state for one in known),
        by_uniform=Counter(key for one in known for key in one.uniform),
        all_four=sum(not one.missing for one in known),
        unplanned=sum(not one.is_planned for one in broken),
        late=sum(one.repair_by is not None and one.repair_by < on for one in broken),
    )


def repairs(bodies: Sequence[int], on: date) -> "QuerySet[Entry]":
    """Return the lines of bodies with a repair that is due by a day; found by what they say."""
    rows = Entry.objects.filter(
        organization__in=bodies, register__derived_from__startswith=f"{REGISTER}@", state__in=COUNTED, closed_on=None
    )
    planned = ~Q(values__repair_by=None) & Q(values__repair_by__isnull=False)  # JSON's null sorts before every day.
    due = planned & ~Q(values__state=SOUND) & Q(values__repair_by__lte=on.isoformat())
    return rows.filter(due).select_related("organization", "area")
