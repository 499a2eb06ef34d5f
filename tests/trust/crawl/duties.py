"""What duties hold at a place of the small world: results, what was counted, an explanation, a plan, a county's own."""

from datetime import date
from typing import Any
from uuid import uuid4

from dangjian.activities.duties.models import DutyResult, Explanation, LocalDuty, Plan, PlanItem
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import at as moment
from dangjian.foundation.time import today
from dangjian.procedures.evidence.models import Evidence


def duties_at(body: Organization, canary: str) -> dict[str, Any]:
    """Make the rows, each with the canary of the place in its words."""
    at = {"organization_id": body.pk, "county_id": body.county_id, "org_path": body.path}
    start = date(today().year, 1, 1)
    then = moment(start, 12)
    key = {"duty": "meetings.theme_day", "period_start": start}
    DutyResult.objects.create(
        **at, **key, kind="theme_day", period_end=date(start.year, 2, 1), due_on=date(start.year, 1, 31), needed=1,
        got=0, explained=canary,
    )  # fmt: skip
    Explanation.objects.create(**at, **key, words=canary, account_id=1, account_name=canary, explained_at=then)
    Evidence.objects.create(
        **at, kind="lecture", held_on=start, source=f"crawl.record:{uuid4()}", title=canary, address="/",
        recorded_at=then, late_reason=canary,
    )  # fmt: skip
    plan = Plan.objects.create(organization=body, county_id=body.county_id, org_path=body.path, year=start.year,
                               words=canary, made_by=1)  # fmt: skip
    # What a county sets may be read by everyone in it: no canary there, and of other places none that counts.
    local = LocalDuty.objects.create(
        county_id=body.pk, org_path=body.path, name="党课", kind="lecture", every="year", bodies=["branch"],
        basis="县委通知", from_day=start, recorded_by=1,
    )  # fmt: skip
    return {
        "plan": plan,
        "plan_day": PlanItem.objects.create(plan=plan, on=start, kinds=["theme_day"], theme=canary),
        "local_duty": local,
    }
