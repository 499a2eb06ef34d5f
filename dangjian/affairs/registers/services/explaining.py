"""A body says that there is nothing to list in a period, or why it comes later."""

from datetime import datetime

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.words import refuse_numbers
from dangjian.affairs.registers.fillers import is_asked
from dangjian.affairs.registers.models import Absence, Register, Why
from dangjian.affairs.registers.services.filling import check_period
from dangjian.affairs.registers.services.rows import as_it_stands, check_right
from dangjian.foundation.time import as_day
from dangjian.rulebook import RuleBreach


@transaction.atomic
def explain(
    *, by: Actor, register: Register, organization: Organization, period: str, why: Why, said: str, at: datetime
) -> Absence:
    """Say that there is nothing to list in a period, or why it comes later (with words)."""
    check_right(by, Permission.REGISTER_FILL, organization.path)
    row = as_it_stands(register)
    version = row.current
    if version is None or row.ended_on or not is_asked(row, version.text, organization, as_day(at)):
        raise RuleBreach(f"《{row}》现在不由{organization.short_name}填，没有保存。")
    check_period(version.text, period, as_day(at))
    if why == Why.LATER and not said.strip():
        raise RuleBreach("请用一句话写明为什么暂时填不了，没有保存。")
    refuse_numbers(said)
    made, _ = Absence.objects.update_or_create(
        register=row, organization=organization, period=period,
        defaults={
            "county_id": organization.county_id, "org_path": organization.path, "why": why,
            "words": said.strip()[:200], "by": by.account_id, "by_name": by.name[:60], "at": at,
        },
    )  # fmt: skip
    return made
