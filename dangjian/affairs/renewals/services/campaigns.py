"""A campaign, its phases, and the facts of a village committee's election."""

from datetime import date

from django.db import IntegrityError, transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.words import refuse_numbers
from dangjian.affairs.renewals import rules
from dangjian.affairs.renewals.models import Campaign, Phase, VillageElection
from dangjian.affairs.renewals.queries.standing import bodies
from dangjian.rulebook import RuleBreach


@transaction.atomic
def open_campaign(*, by: Actor, county: Organization, name: str, basis: str, from_day: date, to_day: date) -> Campaign:
    """Open the renewal of all villages and communities of a county.

    Raises ``RuleBreach`` without a document, for days that do not follow, and for another county.
    """
    if not by.may(Permission.RENEWAL_LEAD, county.path):
        raise RuleBreach("村（社区）换届由县委部署，没有登记。")
    if not name.strip() or not basis.strip():
        raise RuleBreach("名称和依据都要写，没有登记。")
    if to_day < from_day:
        raise RuleBreach("结束日期早于开始日期，没有登记。请改日期。")
    made = Campaign.objects.create(
        organization=county, county_id=county.county_id, org_path=county.path, name=name.strip()[:60],
        basis=basis.strip()[:120], from_day=from_day, to_day=to_day, recorded_by=by.account_id,
    )  # fmt: skip
    _record(by, made, "renewal.open", made.name)
    return made


@transaction.atomic
def add_phase(*, by: Actor, campaign: Campaign, title: str, from_day: date, to_day: date) -> Phase:
    """Set a phase. Raises ``RuleBreach`` outside the campaign's days, and for a title that is set already."""
    if not campaign.from_day <= from_day <= to_day <= campaign.to_day:
        raise RuleBreach("阶段的起止日期要在换届的起止日期之内、先后不颠倒，没有保存。请改日期。")
    try:
        with transaction.atomic():
            made = Phase.objects.create(campaign=campaign, title=title.strip()[:60], from_day=from_day, to_day=to_day)
    except IntegrityError:
        raise RuleBreach(f"已经有“{title.strip()}”这个阶段，没有重复保存。") from None
    _record(by, campaign, "renewal.phase", made.title)
    return made


@transaction.atomic
def record_village_election(
    *,
    by: Actor,
    campaign: Campaign,
    body: Organization,
    held_on: date,
    ballots: rules.Ballots,
    chair: str,
    members: int,
    on: date,
) -> VillageElection:
    """Record the election of a village's committee, or correct it; it seats nobody (§6.3).

    Raises ``RuleBreach`` for counts that contradict themselves, for a day to come or before the campaign, and for a
    body that is not in it.
    """
    refuse_numbers(chair)
    rules.refuse_counts(ballots)
    if not by.may(Permission.RENEWAL_EDIT, body.path) or not bodies(campaign).filter(pk=body.pk).exists():
        raise RuleBreach(f"{body.short_name}不在这次换届范围内，或者不由您登记，没有登记。")
    if not campaign.from_day <= held_on <= on:
        raise RuleBreach("选举日期要在换届开始以后、今天或以前，没有登记。请改日期。")
    if not chair.strip():
        raise RuleBreach("请写当选主任的姓名；没有选出的，等选出后再登记。没有登记。")
    facts = {
        "county_id": body.county_id, "org_path": body.path, "held_on": held_on, "registered": ballots.registered,
        "voted": ballots.voted, "handed_out": ballots.handed_out, "returned": ballots.returned,
        "chair": chair.strip()[:30], "members": members, "account_id": by.account_id,
    }  # fmt: skip
    made, _ = VillageElection.objects.update_or_create(campaign=campaign, organization=body, defaults=facts)
    audit.record(
        by=by, action="renewal.village", subject=campaign.public_id, organization_id=body.pk, path=body.path,
        words=f"{body.short_name} {held_on:%Y-%m-%d}", county_id=body.county_id,
    )  # fmt: skip
    return made


def _record(by: Actor, campaign: Campaign, action: str, words: str) -> None:
    audit.record(
        by=by, action=action, subject=campaign.public_id, organization_id=campaign.organization_id,
        path=campaign.org_path, words=words, county_id=campaign.county_id,
    )  # fmt: skip
