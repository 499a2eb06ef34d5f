"""What publishing a register would cost whom, and what it falls together with: told before it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangjian.affairs.registers import doors
from dangjian.affairs.registers.fillers import asked_bodies
from dangjian.affairs.registers.knowledge import offered
from dangjian.affairs.registers.models import Register
from dangjian.affairs.registers.overlaps import twice
from dangjian.affairs.registers.rules.definitions import Definition
from dangjian.affairs.registers.rules.periods import STANDING

_A_YEAR = {STANDING: 1, "year": 1, "half": 2, "quarter": 4, "month": 12}


@dataclass(frozen=True, slots=True)
class Impact:
    """How many bodies, at how many minutes a time, how often a year; ``asked`` fields are typed, the others known."""

    bodies: int
    minutes: int
    times: int
    asked: int
    known: int
    overlaps: Sequence[str]

    @property
    def hours(self) -> str:
        """Return the hours of one time in all, as people say them."""
        return f"{self.bodies * self.minutes / 60:.1f}"

    @property
    def hours_a_year(self) -> str:
        """Return the hours of a year in all."""
        return f"{self.bodies * self.minutes * self.times / 60:.0f}"


def impact(register: Register, definition: Definition, on: date) -> Impact:
    """Return what is shown before publishing."""
    bodies = list(asked_bodies(definition, register.organization, on).values_list("pk", flat=True))
    facts = offered(definition.about, register.county_id)
    known = sum(field.fact in facts for field in definition.asked)
    found = [*twice(register, definition, facts), *doors.overlaps(bodies, register, definition, on)]
    return Impact(
        len(bodies), definition.minutes, _A_YEAR[definition.period], len(definition.asked) - known, known, found
    )
