"""What a duty of the county's own would cost those below, told before it is set: whoever asks, pays."""

from dataclasses import dataclass
from datetime import date

from dangjian.activities.duties.models import LocalDuty
from dangjian.activities.duties.rules import Duty, lawful
from dangjian.affairs.organizations.models import Organization
from dangjian.procedures.evidence.rules import minutes_of
from dangjian.procedures.provisions.queries import local_values


@dataclass(frozen=True, slots=True)
class Impact:
    """``bodies`` would do it ``times`` a year at about ``minutes`` each, None where nobody said how long it takes.

    ``alike`` are the duties that ask such bodies for the same already.
    """

    bodies: int
    times: int
    minutes: int | None
    alike: list[str]

    @property
    def hours(self) -> int:
        """The hours of a year, of all bodies."""
        return round(self.bodies * self.times * (self.minutes or 0) / 60)

    @property
    def words(self) -> str:
        """Return it in one sentence."""
        said = f"{self.bodies} 个党组织，每个一年 {self.times} 次"
        if self.minutes is None:
            return f"{said}；这类没有设定用时，未估分钟"
        return f"{said}，每次约 {self.minutes} 分钟，一年合计约 {self.hours} 小时"


def impact(county: Organization, duty: Duty, on: date) -> Impact:
    """Return what a duty would ask of the bodies of a county; three queries."""
    local = local_values(county.county_id, on)
    bodies = Organization.objects.at_or_below(county).open_on(on).filter(kind__in=duty.bodies)
    if duty.fields:
        bodies = bodies.filter(field__in=duty.fields)
    running = LocalDuty.objects.filter(county_id=county.county_id, kind=duty.kind).exclude(until_day__lt=on)
    others = [*lawful(on, local), *(row.duty for row in running)]
    alike = [one for one in others if one.kind == duty.kind and set(one.bodies) & set(duty.bodies)]
    return Impact(
        bodies=bodies.count(),
        times=duty.a_year,
        minutes=minutes_of(duty.kind, on, local),
        alike=[f"{one.name}（{one.every.label}{one.times}次）" for one in alike],
    )
