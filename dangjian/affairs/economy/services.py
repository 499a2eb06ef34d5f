"""A pilot is named from above; the village says on which day it had output, and on which profit."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.economy.models import Pilot, Tier
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.words import refuse_numbers
from dangjian.rulebook import RuleBreach


@dataclass(frozen=True, slots=True)
class Named:
    """What is decided of a pilot."""

    tier: Tier
    project: str
    basis: str
    yielding_by: date
    profiting_by: date


@transaction.atomic
def name(*, by: Actor, village: Organization, named: Named) -> Pilot:
    """Name a pilot of a village, or change the tier and days of one that is named.

    Raises ``RuleBreach`` for days the wrong way round, a body in no village, and who is not above it.
    """
    above = village.parent or village
    if not by.may(Permission.PLACE_EDIT, above.path):
        raise RuleBreach("试点由镇乡以上确定，没有保存。")
    project = " ".join(named.project.split())
    refuse_numbers(project, named.basis)
    if village.area is None:
        raise RuleBreach(f"{village.short_name}还没有登记所在的行政村，没有保存。请先在党组织页登记区划。")
    if named.profiting_by < named.yielding_by:
        raise RuleBreach("见效益的日期早于有产出的日期，没有保存。请核对。")
    row = Pilot.objects.select_for_update().filter(area=village.area, project=project).first()
    row = row or Pilot(area=village.area, project=project)
    row.organization, row.county_id, row.org_path = village, village.county_id, village.path
    row.tier, row.basis = named.tier, named.basis
    row.yielding_by, row.profiting_by = named.yielding_by, named.profiting_by
    row.save()
    _log(by, row, "name", f"{row.get_tier_display()}，{named.basis}")
    return row


@transaction.atomic
def reach(*, by: Actor, pilot: Pilot, reached_on: date, words: str, on: date) -> Pilot:
    """Note the day on which a pilot had output, then that on which it had profit.

    Raises ``RuleBreach`` for a day to come, a day before the output, a pilot that is through, and outside the right.
    """
    row = Pilot.objects.select_for_update(of=("self",)).select_related("organization", "area").get(pk=pilot.pk)
    if not by.may(Permission.PLACE_EDIT, row.org_path):
        raise RuleBreach("这个村不在您的权限范围内，没有改动。")
    said = " ".join(words.split())[:200]
    refuse_numbers(said)
    if reached_on > on:
        raise RuleBreach("日期还没有到，没有保存。请填实际产出、见效的那天。")
    if row.profited_on:
        raise RuleBreach("这个试点已经见效益，没有改动。")
    if row.yielded_on is None:
        what, row.yielded_on = "有产出", reached_on
    elif reached_on < row.yielded_on:
        raise RuleBreach("见效益的日期早于有产出的日期，没有保存。请核对。")
    else:
        what, row.profited_on = "见效益", reached_on
    row.words = said
    row.save(update_fields=["yielded_on", "profited_on", "words"])
    _log(by, row, "reach", f"{what} {said}")
    return row


def _log(by: Actor, row: Pilot, action: str, words: str) -> None:
    audit.record(
        by=by, action=f"economy-pilot.{action}", subject=row.public_id, organization_id=row.organization_id,
        path=row.org_path, words=f"{row}：{words}",
    )  # fmt: skip
