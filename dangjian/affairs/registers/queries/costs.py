"""What registers cost below a body in a span of time: for the book of burden."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from dangjian.access import paths
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.registers.fillers import asked_bodies
from dangjian.affairs.registers.models import Register, Version
from dangjian.affairs.registers.queries.due import due_on
from dangjian.affairs.registers.rules.periods import STANDING, period_of, periods


@dataclass(frozen=True, slots=True)
class Costs:
    """A version of a register that fell due: at so many bodies, so often, at so many minutes a time."""

    version: Version
    bodies: int
    times: int

    @property
    def register(self) -> Register:
        """The register."""
        return self.version.register

    @property
    def fillings(self) -> int:
        """How often it was filled in all."""
        return self.bodies * self.times

    @property
    def minutes(self) -> int:
        """The minutes of all."""
        return self.fillings * self.version.minutes


def costs(body: Organization, start: date, end: date) -> list[Costs]:
    """Return what falls due from ``start`` to before ``end`` at a body or below it, by version.

    A month that is over keeps what it cost: by the version in force then, also of a register that has ended since.
    """
    found = []
    for version in _around(body, end):
        times = sum(start <= day < end for day in _due_days(version, end))
        if not times:
            continue
        under = body if body.path >= version.org_path else version.register.organization
        bodies = asked_bodies(version.text, under, start).count()
        if bodies:
            found.append(Costs(version, bodies, times))
    return found


def _around(body: Organization, end: date) -> list[Version]:
    above = Q(org_path__in=paths.ancestors(body.path))
    below = Q(org_path__gte=body.path, org_path__lt=paths.following(body.path))
    rows = Version.objects.filter(above | below, county_id=body.county_id, published_on__lt=end)
    return list(
        rows.select_related("register__organization").order_by(
            "register__organization__order_no", "register__title", "register_id", "number"
        )
    )


def _due_days(version: Version, end: date) -> Iterator[date]:
    """Yield the days on which a version falls due: of a standing one once, unless it asks nothing new."""
    published, definition = version.published_on, version.text
    if definition.period == STANDING:
        if version.number == 1 or version.words:
            yield due_on(definition, period_of(STANDING, published), published)
        return
    stop = min(filter(None, (version.replaced_on, version.register.ended_on)), default=None)
    for period in periods(definition.period, published, min(stop or end, end)):
        if stop is None or period.end <= stop:  # What replaced it in the middle of a period is filled for that one.
            yield due_on(definition, period, published)
