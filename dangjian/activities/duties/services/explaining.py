"""A missed duty is explained: the fact stays, the color goes."""

from datetime import date, datetime

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.activities.duties.engine import reckon
from dangjian.activities.duties.models import DutyResult, Explanation
from dangjian.rulebook import RuleBreach


@transaction.atomic
def explain(*, by: Actor, result: DutyResult, words: str, on: date, at: datetime) -> Explanation:
    """Say why a duty was not done in its period; what was said before is replaced and kept.

    Raises ``RuleBreach`` where it was done, is exempt, or is not over yet, and without words.
    """
    if result.met_on is not None or result.exempt:
        raise RuleBreach("这一项已完成或免除，不用说明，未保存。请刷新看最新情况。")
    if result.due_on >= on:
        raise RuleBreach("这一项还没到期，先开展；到期没有开展的再说明。未保存。")
    if not words.strip():
        raise RuleBreach("请用一句话说明原因，未保存。")
    key = {"organization_id": result.organization_id, "duty": result.duty, "period_start": result.period_start}
    Explanation.objects.select_for_update().filter(withdrawn_at=None, **key).update(withdrawn_at=at)
    made = Explanation.objects.create(
        county_id=result.county_id, org_path=result.org_path, words=words.strip()[:200], account_id=by.account_id,
        account_name=by.name[:60], explained_at=at, **key,
    )  # fmt: skip
    audit.record(by=by, action="duty.explain", subject=f"{result.duty} {result.period_start}", words=made.words,
                 organization_id=result.organization_id, path=result.org_path, county_id=result.county_id)  # fmt: skip
    reckon(result.county_id, result.period_start.year, bodies=[result.organization_id])
    return made
