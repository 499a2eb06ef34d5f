"""What registers cost below a body in a span of time: for the book of burden."""

from dataclasses import dataclass
from datetime import date

from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.registers.fillers import asked_bodies
from dangjian.affairs.registers.models import Register
from dangjian.affairs.registers.overlaps import running_around
from dangjian.affairs.registers.queries.due import due_on
from dangjian.affairs.registers.rules.definitions import Definition
from dangjian.affairs.registers.rules.periods import STANDING, period_of, periods


@dataclass(frozen=True, slots=True)
class Costs:
    """A register that fell due: at so many bodies, so often, at so many minutes a time."""

    register: Register
    bodies: int
    times: int

    @property
    def fillings(self) -> int:
        """How often it was filled in all."""
        return self.bodies * self.times

    @property
    def minutes(self) -> int:
        """The minutes of all."""
        return self.fillings * (self.register.current.minutes if self.register.current else 0)


def costs(body: Organization, start: date, end: date) -> list[Costs]:
    """Return the running registers that fall due from ``start`` to before ``end`` at a body or below it."""
    found = []
    for row in running_around(body.county_id, body.path):
        times = _times(row, row.current.text, start, end) if row.current else 0
        if row.current is None or not times:
            continue
        under = body if body.path >= row.org_path else row.organization
        bodies = asked_bodies(row.current.text, under, start).count()
        if bodies:
            found.append(Costs(row, bodies, times))
    return found


def _times(row: Register, definition: Definition, start: date, end: date) -> int:
    """Return how often a register falls due in a span: each version of a standing one once, else each period."""
    opened = row.opened_on or end
    if definition.period == STANDING:
        return int(start <= due_on(definition, period_of(STANDING, opened), opened) < end)
    since = periods(definition.period, opened, end)
    return sum(start <= due_on(definition, period, opened) < end for period in since)
