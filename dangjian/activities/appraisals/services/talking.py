"""Talks are noted, or taken out again; the duty of the year is done once each relation was talked in."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.activities.appraisals.models import Talk
from dangjian.activities.appraisals.rules import asked, done_on, relation
from dangjian.activities.appraisals.services.opening import those_of
from dangjian.activities.appraisals.services.rows import check_right
from dangjian.affairs.organizations.models import Organization
from dangjian.procedures.evidence import services as evidence
from dangjian.procedures.evidence.kinds import Kind
from dangjian.rulebook import RuleBreach


@transaction.atomic
def note_talks(
    *, by: Actor, organization: Organization, member: int, others: Collection[int], held_on: date, on: date,
    at: datetime,
) -> int:  # fmt: skip
    """Note that ``member`` talked with each of ``others`` (member ids of the branch's roll); return how many are new.

    Raises ``RuleBreach`` for a day to come, for who is not on the roll of that day, and for nobody.
    """
    check_right(by, organization.path)
    if held_on > on:
        raise RuleBreach("谈话日期在今天以后，没有保存。谈过以后再登记。")
    leads = {line.member_id: bool(line.titles) for line in those_of(organization, held_on)}
    pairs = {tuple(sorted((member, other))) for other in others if other != member}
    if not pairs or not {member, *others} <= set(leads):
        raise RuleBreach("请选谈话的两方，都要在那一天的名册上，没有保存。")
    known = Talk.objects.filter(organization=organization).count()
    Talk.objects.bulk_create(
        [
            Talk(
                organization=organization, county_id=organization.county_id, org_path=organization.path,
                relation=relation(leads[first], leads[second]), first_id=first, second_id=second, held_on=held_on,
            )
            for first, second in sorted(pairs)
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    made = Talk.objects.filter(organization=organization).count() - known
    _log(by, organization, "heart_talk.note", f"{held_on.year}年 {made} 次")
    _count(by, organization, held_on.year, at)
    return made


@transaction.atomic
def drop_talk(*, by: Actor, talk: Talk, at: datetime) -> None:
    """Take a talk that was noted by mistake out again."""
    check_right(by, talk.org_path)
    organization, year = talk.organization, talk.held_on.year
    talk.delete()
    _log(by, organization, "heart_talk.drop", f"{year}年 1 次")
    _count(by, organization, year, at)


def _count(by: Actor, organization: Organization, year: int, at: datetime) -> None:
    """Let the year's talks be evidence once each relation that the branch has was talked in; else let none stand."""
    rows = Talk.objects.filter(organization=organization, held_on__year=year)
    held = list(rows.values_list("relation", "held_on"))
    last = max((day for _, day in held), default=date(year, 12, 31))
    lines = those_of(organization, last)
    leading = sum(bool(line.titles) for line in lines)
    day = done_on(asked(leading, len(lines) - leading), held)
    source = f"appraisals.talks:{organization.public_id}:{year}"
    if day is None:
        evidence.withdraw(by=by, source=source, at=at)
        return
    evidence.lodge(
        by=by,
        source=source,
        organization=organization,
        held_on=day,
        kinds=[Kind.TALKS],
        title=f"{year}年谈心谈话",
        address=f"{reverse('appraisals:talks', args=[organization.public_id])}?year={year}",
        at=at,
    )


def _log(by: Actor, organization: Organization, action: str, words: str) -> None:
    audit.record(
        by=by, action=action, subject=organization.public_id, organization_id=organization.pk,
        path=organization.path, words=words,
    )  # fmt: skip
