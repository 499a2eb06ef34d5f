"""Amounts are set: for one member, or for a branch at the start of a year."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models.functions import Now

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.secrets import Place, seal
from dangjian.affairs.dues.models import Assessment
from dangjian.affairs.dues.rules import Income, Payer, Working, monthly
from dangjian.affairs.dues.rules.months import stays_for_the_year
from dangjian.affairs.members.locks import held_member, held_person
from dangjian.affairs.members.models import Category, Member, Standing
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.foundation.ids import public_id
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import RulebookError, RuleBreach


@dataclass(frozen=True, slots=True)
class Setting:
    """What is set for one member; ``income`` left out stands for the income kept of the last time.

    ``since`` left out is the first month of the year, or that of the congress that admitted the member in it.
    """

    person: Person
    payer: Payer
    income: Income | None = None
    chosen: int | None = None
    voluntary: int = 0
    since: date | None = None
    reason: str = ""


def latest(person: Person, year: int) -> Assessment | None:
    """Return what was last set for a person up to a year."""
    rows = Assessment.objects.in_force().filter(person=person, year__lte=year)
    return rows.order_by("-year", "-from_month").first()


def working_of(setting: Setting, member: Member, year: int) -> tuple[Working, Income | None, date]:
    """Reckon what a setting comes to, without keeping it: the working, the income it rests on, the first month.

    Raises ``RuleBreach`` as ``assess`` does.
    """
    since = setting.since or _first_month(member, year)
    if since.year != year or since < _first_month(member, year):
        raise RuleBreach(f"{member} 从支部大会通过之日起交纳党费，起始月份不对，没有改动。请改月份。")
    income = setting.income
    if setting.payer.has_base and income is None:
        income = _kept(setting.person, setting.payer, year)
    if not setting.payer.has_base:
        income = None
    try:
        working = monthly(
            setting.payer, on=since, income=income, chosen=setting.chosen, voluntary=setting.voluntary,
            local=local_values(member.county_id, since),
        )  # fmt: skip
    except RulebookError as unknown:
        raise RuleBreach(f"{since.year}年没有可用的党费规定，没有改动。请核对年度。") from unknown
    return working, income, since


def _kept(person: Person, payer: Payer, year: int) -> Income | None:
    before = latest(person, year)
    return before.income() if before and before.kind is payer else None


def _first_month(member: Member, year: int) -> date:
    joined = member.joined_on
    if joined and joined.year == year:
        return joined.replace(day=1)
    if joined and joined.year > year:
        raise RuleBreach(f"{member} {joined.year}年才入党，{year}年不交党费，没有改动。")
    return date(year, 1, 1)


@transaction.atomic
def assess(*, by: Actor, setting: Setting, year: int, on: date) -> Assessment:
    """Set what a member pays a month in a year, by the rules of its first month; what was set before is kept aside.

    The same again changes nothing. Raises ``RuleBreach`` for who is no member of a branch of the actor's, for a year
    that is not this one, the last or the next, for one already set without a reason (it stays for the year), and for
    what the rules do not allow.
    """
    if abs(year - on.year) > 1:
        raise RuleBreach("只能核定去年、今年或明年的党费，没有改动。请核对年度。")
    member = _member(by, setting.person)
    working, income, since = working_of(setting, member, year)
    rows = list(Assessment.objects.in_force().filter(person=setting.person, year=year))
    for row in rows:
        if row.since == since and _same(row, working, income):
            return row
    if rows and not setting.reason.strip():
        message = f"{member} {year}年已核定每月 {rows[-1].cents / 100:.2f} 元，年内一般不变动，没有改动。"
        raise RuleBreach(f"{message}确需变动的，请写明原因。", citation=stays_for_the_year(since))
    replaced = [row.pk for row in rows if row.since >= since]
    Assessment.objects.filter(pk__in=replaced).update(superseded_at=Now())
    made = _keep(by, setting, member, working, income, since, on)
    _log(by, member.organization, f"核定{setting.person}党费，{year}年", [made])
    return made


@transaction.atomic
def assess_branch(
    *, by: Actor, organization: Organization, year: int, settings: Sequence[Setting], on: date
) -> list[Assessment]:
    """Set a whole branch, all or nothing. Raises ``RuleBreach`` as ``assess`` does, naming the member."""
    made = []
    for setting in sorted(settings, key=lambda one: one.person.pk):
        try:
            row = assess(by=by, setting=setting, year=year, on=on)
        except RuleBreach as breach:
            message = breach.message if setting.person.name in breach.message else f"{setting.person}：{breach.message}"
            raise RuleBreach(message, citation=breach.citation) from breach
        if row.organization_id != organization.pk:
            raise RuleBreach(f"{setting.person} 不在{organization.short_name}的名册上，没有改动。请刷新后再核对。")
        made.append(row)
    return made


def _member(by: Actor, person: Person) -> Member:
    member = held_member(held_person(person.pk))
    is_paying = (
        member is not None
        and member.left_on is None
        and member.category in (Category.FULL, Category.PROBATIONARY)
        and member.standing == Standing.NORMAL
    )
    if member is None or not is_paying:
        raise RuleBreach(f"{person} 不是现在名册上的党员，没有改动。请核对名册。")
    if not by.may(Permission.DUES_ASSESS, member.organization.path):
        raise RuleBreach(f"党费由{member.organization.short_name}核定，您的职务不在那里，没有改动。")
    return member


def _same(row: Assessment, working: Working, income: Income | None) -> bool:
    amounts = (row.payer, row.computed, row.voluntary) == (working.payer, working.computed, working.voluntary)
    return amounts and row.income() == income


def _keep(  # a setting has that many facts
    by: Actor, setting: Setting, member: Member, working: Working, income: Income | None, since: date, on: date
) -> Assessment:
    identity, home = public_id(), member.organization
    return Assessment.objects.create(
        public_id=identity, person=setting.person, organization=home, county_id=home.county_id, org_path=home.path,
        year=since.year, from_month=since.month, payer=working.payer.value, computed=working.computed,
        voluntary=working.voluntary, detail=_sealed(income, Place("dues_assessment", "detail", identity)),
        working=list(working.plain), rules=list(working.rules), reason=setting.reason.strip()[:100], set_on=on,
        account_id=by.account_id,
    )  # fmt: skip


def _sealed(income: Income | None, place: Place) -> bytes | None:
    if income is None:
        return None
    excluded = {name: str(part) for name, part in income.excluded.items() if part != Decimal(0)}
    return seal(json.dumps({"received": str(income.received), "excluded": excluded}, ensure_ascii=False), place)


@transaction.atomic
def reveal(*, by: Actor, assessment: Assessment, reason: str) -> tuple[str, ...]:
    """Return the working with its income, against a reason that stands in the log; one's own needs none.

    Raises ``RuleBreach`` where no income is kept, without a reason, and for who does not set the branch's dues.
    """
    income = assessment.income()
    if income is None:
        raise RuleBreach("这一项没有登记收入，没有可显示的。")
    is_own = by.person_id == assessment.person_id
    if not is_own and not by.may(Permission.DUES_ASSESS, assessment.organization.path):
        raise RuleBreach("收入只有本支部核定党费的同志和本人能看，没有显示。")
    if not is_own and not reason.strip():
        raise RuleBreach("请写明为什么要看收入，没有显示。")
    if not is_own:
        audit.record(
            by=by, action="dues.reveal", subject=assessment.person.public_id, path=assessment.org_path,
            organization_id=assessment.organization_id, county_id=assessment.county_id,
            words=f"{assessment.person} 收入：{reason.strip()}",
        )  # fmt: skip
    return lines_of(assessment)


def lines_of(assessment: Assessment) -> tuple[str, ...]:
    """Return the working with its income, as it was reckoned. Whoever shows it to another has recorded why."""
    income = assessment.income()
    if income is None:
        return tuple(assessment.working)
    return monthly(
        assessment.kind, on=assessment.since, income=income, voluntary=assessment.voluntary,
        local=local_values(assessment.county_id, assessment.since),
    ).lines  # fmt: skip


def _log(by: Actor, body: Organization, words: str, made: Sequence[Assessment]) -> None:
    audit.record(
        by=by, action="dues.assess", subject=made[0].public_id, organization_id=body.pk, path=body.path, words=words,
        county_id=body.county_id,
    )  # fmt: skip
