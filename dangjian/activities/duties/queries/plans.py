"""What a body still owes in a year, and what of it a plan leaves out."""

from collections.abc import Iterator
from datetime import date

from dangjian.activities.duties.models import DutyResult, Plan
from dangjian.activities.duties.planning import Need
from dangjian.affairs.organizations.models import Organization
from dangjian.procedures.evidence.kinds import Kind


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
