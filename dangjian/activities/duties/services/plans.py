"""The annual plan: proposed from what is owed, adjusted, submitted, approved above or sent back."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.activities.duties import planning
from dangjian.activities.duties.engine import reckon
from dangjian.activities.duties.models import Plan, PlanItem, PlanState, Reckoning
from dangjian.activities.duties.queries.plans import needs
from dangjian.affairs.organizations.models import Organization
from dangjian.procedures.evidence.kinds import Kind
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import RuleBreach, rule


@transaction.atomic
def propose(*, by: Actor, organization: Organization, year: int, on: date) -> tuple[Plan, int]:
    """Draft the plan of a year from what the body owes from ``on`` on; return it and how many needs found no day.

    A draft is drafted anew; what is submitted or approved stays. Raises ``RuleBreach`` then, and where nothing is owed.
    """
    plan, _ = Plan.objects.select_for_update().get_or_create(
        organization=organization, year=year, defaults={"made_by": by.account_id, **_place(organization)}
    )
    if plan.state != PlanState.DRAFT:
        raise RuleBreach(f"{year}年的计划{plan.get_state_display()}，没有重新拟订。需要修改的请上级先退回。")
    _reckoned(organization, year, on)
    found = planning.propose(
        needs(organization, year, on),
        together=_together(on),
        fixed=planning.fixed_day(
            rule("duties.theme_day_of_month", on=on, local=local_values(organization.county_id, on)).number
        ),
    )
    if not found.days:
        raise RuleBreach(f"{year}年没有需要安排的组织生活，没有拟订计划。")
    plan.items.all().delete()
    PlanItem.objects.bulk_create(
        PlanItem(plan=plan, on=day, kinds=[str(kind) for kind in kinds]) for day, kinds in found.days.items()
    )
    _say(by, "plan.propose", plan, f"{year}年，{len(found.days)} 天")
    return plan, len(found.unplaced)


@transaction.atomic
def adjust(*, by: Actor, item: PlanItem, on_day: date, kinds: Sequence[Kind], theme: str) -> PlanItem:
    """Move a planned day, or change what is done on it. Raises ``RuleBreach`` outside the year or on a taken day."""
    plan = _locked(item.plan, PlanState.DRAFT)
    return _write(by, plan, item, on_day, kinds, theme)


@transaction.atomic
def add_day(*, by: Actor, plan: Plan, on_day: date, kinds: Sequence[Kind], theme: str) -> PlanItem:
    """Put one more day into a draft. Raises ``RuleBreach`` outside the year or on a taken day."""
    row = _locked(plan, PlanState.DRAFT)
    return _write(by, row, PlanItem(plan=row), on_day, kinds, theme)


@transaction.atomic
def drop_day(*, by: Actor, item: PlanItem) -> Plan:
    """Take a day out of a draft; what it leaves undone stands on the plan's page."""
    plan = _locked(item.plan, PlanState.DRAFT)
    item.delete()
    _say(by, "plan.drop", plan, f"{item.on:%Y-%m-%d}")
    return plan


def _write(by: Actor, plan: Plan, item: PlanItem, on_day: date, kinds: Sequence[Kind], theme: str) -> PlanItem:
    if on_day.year != plan.year:
        raise RuleBreach(f"日期要在{plan.year}年内，未保存。")
    if plan.items.filter(on=on_day).exclude(pk=item.pk).exists():
        raise RuleBreach("这一天已经有安排，请把内容加到那一天，或另选日期。未保存。")
    if not kinds:
        raise RuleBreach("请至少选一项内容，未保存。")
    item.on, item.kinds, item.theme = on_day, [str(kind) for kind in kinds], theme.strip()[:80]
    item.save()
    _say(by, "plan.adjust", plan, f"{on_day:%Y-%m-%d} {'、'.join(kind.label for kind in kinds)}")
    return item


@transaction.atomic
def submit(*, by: Actor, plan: Plan) -> Plan:
    """Hand a draft to the body above."""
    row = _locked(plan, PlanState.DRAFT)
    if not row.items.exists():
        raise RuleBreach("计划里还没有安排，未提交。请先拟订。")
    row.state, row.submitted_by, row.words = PlanState.SUBMITTED, by.account_id, ""
    row.save(update_fields=["state", "submitted_by", "words"])
    _say(by, "plan.submit", row, f"{row.year}年计划报批")
    return row


@transaction.atomic
def approve(*, by: Actor, plan: Plan, words: str, on: date) -> Plan:
    """Approve a plan of a body below. Raises ``RuleBreach`` for one's own."""
    return _decide(by, plan, PlanState.APPROVED, words, on)


@transaction.atomic
def send_back(*, by: Actor, plan: Plan, words: str, on: date) -> Plan:
    """Send a plan back to be changed, with the reason."""
    if not words.strip():
        raise RuleBreach("退回请写明要改什么，未退回。")
    return _decide(by, plan, PlanState.DRAFT, words, on)


def _decide(by: Actor, plan: Plan, state: PlanState, words: str, on: date) -> Plan:
    row = Plan.objects.select_for_update().select_related("organization").get(pk=plan.pk)
    if state == PlanState.APPROVED and row.state != PlanState.SUBMITTED:
        raise RuleBreach(f"这份计划{row.get_state_display()}，没有重复批准。")
    if row.submitted_by == by.account_id or not any(
        grant.covers(row.org_path) and grant.organization_id != row.organization_id for grant in by.grants
    ):
        raise RuleBreach("计划由上级党组织批复，不能批复本级的计划。")
    row.state, row.words, row.decided_by, row.decided_on = state, words.strip()[:200], by.account_id, on
    row.save(update_fields=["state", "words", "decided_by", "decided_on"])
    _say(by, "plan.approve" if state == PlanState.APPROVED else "plan.return", row, row.words)
    return row


def _locked(plan: Plan, state: PlanState) -> Plan:
    row = Plan.objects.select_for_update().select_related("organization").get(pk=plan.pk)
    if row.state != state:
        raise RuleBreach(f"这份计划{row.get_state_display()}，没有改动。需要修改的请上级先退回。")
    return row


def _reckoned(organization: Organization, year: int, on: date) -> None:
    """Let there be results of the year, and of the work year that began before it."""
    for one in (year - 1, year):
        Reckoning.objects.get_or_create(county_id=organization.county_id, year=one)
        if one >= on.year - 1:
            reckon(organization.county_id, one, bodies=[organization.pk])


def _together(on: date) -> frozenset[Kind]:
    joint = rule("meetings.in_theme_day", on=on).listing + rule("meetings.same_day", on=on).listing
    return frozenset({Kind.THEME_DAY, *(Kind(str(kind)) for kind in joint)})


def _place(organization: Organization) -> dict[str, object]:
    return {"county_id": organization.county_id, "org_path": organization.path}


def _say(by: Actor, action: str, plan: Plan, words: str) -> None:
    audit.record(by=by, action=action, subject=plan.public_id, organization_id=plan.organization_id,
                 path=plan.org_path, words=words, county_id=plan.county_id)  # fmt: skip
