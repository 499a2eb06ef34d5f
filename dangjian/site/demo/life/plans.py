"""The plan of this year of every branch: the days it keeps and what is done on each, approved above."""

from datetime import date, timedelta
from typing import Final

from dangjian.activities.duties.models import Plan, PlanItem, PlanState
from dangjian.foundation.time import at
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.life.branches import Branch
from dangjian.site.demo.life.themes import THEMES
from dangjian.site.demo.life.year import kinds_of
from dangjian.site.demo.programme.desks import Desks

_ONE_WAITS_IN: Final = 120  # Changed in the course of the year, and waiting for the body above again.


def write(county: County, chance: Chance, branch: Branch, desks: Desks) -> None:
    """Write the plan and its days."""
    first = date(county.today.year, 1, 1)
    if branch.body.founded_on and branch.body.founded_on > first:
        return
    eve = county.today - timedelta(days=1)
    waits = not chance.randrange(_ONE_WAITS_IN) or (branch.is_printed and not branch.is_own)
    above = county.bodies[(branch.body.parent_id or 1) - 1]
    made = min(date(county.today.year, 1, chance.randint(4, 12)), eve)
    county.rows.put(
        Plan, public_id=chance.public_id(), organization_id=branch.body.pk, county_id=1, org_path=branch.body.path,
        year=first.year, state=PlanState.SUBMITTED if waits else PlanState.APPROVED, words="" if waits else "同意",
        made_by=branch.writes.account_id, submitted_by=branch.answers.account_id, made_at=at(made, 9),
        decided_by=None if waits else desks.answers(above).account_id,
        decided_on=None if waits else min(made + timedelta(days=6), eve),
    )  # fmt: skip
    plan = county.rows.count(Plan)
    for number in range(1, 13):
        month = date(first.year, number, 1)
        county.rows.put(
            PlanItem, public_id=chance.public_id(), plan_id=plan, on=branch.theme_day(month),
            kinds="{" + ",".join(kinds_of(branch, month)) + "}", theme=THEMES[number - 1][0],
        )  # fmt: skip
