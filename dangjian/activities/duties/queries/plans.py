"""What a body still owes in a year, what of it a plan leaves out, and what became of each planned day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dangjian.activities.duties.models import DutyResult, Plan, PlanItem
from dangjian.activities.duties.planning import Need
from dangjian.affairs.organizations.models import Organization
from dangjian.procedures.evidence.kinds import Kind
from dangjian.procedures.evidence.models import Evidence


def needs(organization: Organization, year: int, on: date) -> Iterator[Need]:
    """Yield what is still owed within the year, from ``on`` on."""
    first, end = max(on, date(year, 1, 1)), date(year, 12, 31)
    rows = DutyResult.objects.filter(
        county_id=organization.county_id, organization_id=organization.pk, met_on=None, exempt="", due_on__gte=first,
        period_start__lte=end,
    )  # fmt: skip
    for row in rows.order_by("due_on", "duty"):
        if row.duty != "meetings.secretary_lecture":
            yield Need(Kind(row.kind), max(row.period_start, first), min(row.due_on, end), row.needed - row.got)


def left_out(plan: Plan, on: date) -> list[tuple[Need, int]]:
    """Return what is owed and has too few days in the plan, with how many are missing; two queries."""
    days = [(item.on, item.kinds) for item in plan.items.all()]
    found = []
    for need in needs(plan.organization, plan.year, on):
        placed = sum(need.takes(day) and need.kind in kinds for day, kinds in days)
        if placed < need.times:
            found.append((need, need.times - placed))
    return found


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day of a plan with what was held of it: what is planned counts as held where it was within the month."""

    item: PlanItem
    held: list[Evidence]

    @property
    def kinds(self) -> list[str]:
        """Return what is planned, in words."""
        return [Kind(kind).label for kind in self.item.kinds]

    @property
    def missing(self) -> list[str]:
        """Return what is planned and was not held that month, in words."""
        done = {one.kind for one in self.held}
        return [Kind(kind).label for kind in self.item.kinds if kind not in done]


def days_of(plan: Plan) -> list[PlannedDay]:
    """Return the days of a plan in order, each with what was held in its month; two queries."""
    year = date(plan.year, 1, 1), date(plan.year + 1, 1, 1)
    rows = Evidence.objects.filter(county_id=plan.county_id, organization_id=plan.organization_id)
    facts = list(rows.standing().of_body().between(*year).order_by("held_on", "kind"))
    return [
        PlannedDay(item, [one for one in facts if one.held_on.month == item.on.month and one.kind in item.kinds])
        for item in plan.items.order_by("on")
    ]
