"""村务公开 was done for a month or quarter: one tap, nothing uploaded."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.community.villages.models import Disclosure, Topic, Village
from dangjian.community.villages.rules import WAYS, cycle_of, period_of
from dangjian.community.villages.services.rows import check_right, check_standing, log
from dangjian.rulebook import RuleBreach


@transaction.atomic
def disclose(
    *, by: Actor, village: Village, topic: Topic, period_from: date, ways: Iterable[str], disclosed_on: date, on: date
) -> Disclosure:
    """Note that a topic was disclosed for the period that begins on ``period_from``.

    Raises ``RuleBreach`` for a day to come, a day before the period, a period that is none, and the second time.
    """
    check_right(by, Permission.VILLAGE_EDIT, village.org_path)
    check_standing(village)
    period = period_of(period_from, cycle_of(topic, on, is_monthly=village.is_finance_monthly))
    if period.first != period_from or not period.first <= disclosed_on <= on:
        raise RuleBreach("公布日期要在这一期开始以后、今天或以前，没有登记。请改日期。")
    made, is_new = Disclosure.objects.get_or_create(
        village=village, topic=topic, period_from=period_from,
        defaults={
            "county_id": village.county_id, "org_path": village.org_path, "disclosed_on": disclosed_on,
            "ways": [way for way in WAYS if way in set(ways)], "account_id": by.account_id,
        },
    )  # fmt: skip
    if not is_new:
        raise RuleBreach(f"{period.words}的{topic.label}已登记公布，没有重复登记。")
    log(by, made, "disclosure.note", f"{period.words} {topic.label}", village.organization_id)
    return made


@transaction.atomic
def set_cycle(*, by: Actor, village: Village, is_finance_monthly: bool) -> Village:
    """Say whether the village has so much collective finance that its accounts are disclosed monthly."""
    check_right(by, Permission.VILLAGE_EDIT, village.org_path)
    row = Village.objects.select_for_update().get(pk=village.pk)
    row.is_finance_monthly = is_finance_monthly
    row.save(update_fields=["is_finance_monthly"])
    log(by, row, "village.set_cycle", "财务按月公布" if is_finance_monthly else "财务按季公布", row.organization_id)
    return row
