"""民主生活会: the plan is filed above, it is opened, stopped and reconvened, held; the county sets its gates."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.urls import reverse

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.activities.appraisals.models import Gate, LeadersLife, LifeState
from dangjian.activities.appraisals.rules import check_gates, check_present
from dangjian.activities.appraisals.services.consenting import answers_here, ask
from dangjian.activities.appraisals.services.rows import check_right
from dangjian.activities.appraisals.services.solving import line_of
from dangjian.affairs.organizations.models import Kind as BodyKind
from dangjian.affairs.organizations.models import Organization
from dangjian.procedures.evidence import services as evidence
from dangjian.procedures.evidence.kinds import Kind
from dangjian.rulebook import RuleBreach, rule

LEADING: Final = frozenset({BodyKind.COMMITTEE, BodyKind.WORK_COMMITTEE})


@transaction.atomic
def file_plan(*, by: Actor, organization: Organization, planned_on: date, consent: str, on: date) -> LeadersLife:
    """File the plan of this year's meeting above.

    Filed again with another day, the superior is asked and the day stays until it agrees; where it is not on the
    platform, ``consent`` says what it has agreed to.
    """
    check_right(by, organization.path)
    if organization.kind not in LEADING:
        raise RuleBreach(f"{organization.short_name}不开民主生活会，没有保存。")
    Organization.objects.select_for_update().get(pk=organization.pk)
    row = LeadersLife.objects.filter(organization=organization, year=planned_on.year).first()
    if row is None:
        row = LeadersLife.objects.create(
            organization=organization, county_id=organization.county_id, org_path=organization.path,
            year=planned_on.year, planned_on=planned_on, filed_on=on,
        )  # fmt: skip
    elif row.state == LifeState.HELD:
        raise RuleBreach("今年的民主生活会已经开过，没有改动。")
    elif row.planned_on != planned_on and answers_here(organization, on):
        ask(by=by, life=row, wanted_on=planned_on, on=on)
    elif row.planned_on != planned_on:
        empty = "提前或推迟召开要经上级同意，请写一句上级的意见（文号或哪位领导、哪天同意），没有保存。"
        text = rule("leaders_life.present", on=on)
        if not consent.strip():
            raise RuleBreach(empty, citation=text.citation)
        row.planned_on, row.consent = planned_on, line_of(consent, empty)
        row.save(update_fields=["planned_on", "consent"])
    _log(by, row, "file", f"{planned_on:%Y-%m-%d}")
    return row


@transaction.atomic
def open_life(
    *, by: Actor, life: LeadersLife, entitled: int, present: int, passed: Collection[str], on: date
) -> LeadersLife:
    """Open it, or reconvene one that was stopped: enough have come and every gate of the county is passed."""
    row = _locked(by, life)
    if row.state not in (LifeState.FILED, LifeState.STOPPED):
        raise RuleBreach("这次会已经在开或已经开过，没有重复保存。")
    check_gates([gate.words for gate in Gate.objects.in_force(row.county_id, on)], passed)
    check_present(entitled=entitled, present=present, on=on)
    row.state, row.entitled, row.present, row.gates = LifeState.OPENED, entitled, present, list(passed)
    row.save()
    _log(by, row, "open", f"应到 {entitled} 人，实到 {present} 人")
    return row


@transaction.atomic
def stop(*, by: Actor, life: LeadersLife, reason: str, on: date) -> LeadersLife:
    """Stop it, with the reason; it can be reconvened."""
    row = _locked(by, life)
    if row.state != LifeState.OPENED:
        raise RuleBreach("这次会不在开，没有改动。请刷新后查看。")
    row.stopped_for = line_of(reason, "请写一句叫停的原因，没有保存。")
    row.state, row.stopped_on = LifeState.STOPPED, on
    row.save()
    _log(by, row, "stop", f"{on:%Y-%m-%d}")
    return row


@transaction.atomic
def hold(*, by: Actor, life: LeadersLife, on: date, at: datetime) -> LeadersLife:
    """Say that it was held to its end; that counts for what the county asks of the body."""
    row = _locked(by, life)
    if row.state != LifeState.OPENED:
        raise RuleBreach("这次会不在开，没有改动。请刷新后查看。")
    row.state, row.held_on = LifeState.HELD, on
    row.save()
    evidence.lodge(
        by=by,
        source=row.source,
        organization=row.organization,
        held_on=on,
        kinds=[Kind.LEADERS_LIFE],
        title=f"{row.year}年度民主生活会",
        address=reverse("appraisals:life", args=[row.public_id]),
        at=at,
    )
    _log(by, row, "hold", f"{on:%Y-%m-%d}")
    return row


@transaction.atomic
def set_gate(*, by: Actor, words: str, basis: str, from_day: date, on: date) -> Gate:
    """Set a gate of the county's own, from a day that is not gone by."""
    county = next(
        (
            grant
            for grant in by.grants
            if grant.permission is Permission.LOCAL_DUTY_EDIT and grant.organization_id == grant.county_id
        ),
        None,
    )
    if county is None:
        raise RuleBreach("这由县级党委设定，您的职务不在县级党委，未保存。")
    if from_day < on:
        raise RuleBreach("起始日不能早于今天，未保存。请改起始日。")
    empty = "请写明要过的关和依据（文号、会议或批示），未保存。"
    made = Gate.objects.create(
        county_id=county.county_id, org_path=county.path, words=line_of(words, empty)[:100],
        basis=line_of(basis, empty), from_day=from_day,
    )  # fmt: skip
    audit.record(by=by, action="gate.set", subject=made.public_id, organization_id=county.organization_id,
                 path=county.path, words=made.words)  # fmt: skip
    return made


@transaction.atomic
def end_gate(*, by: Actor, gate: Gate, on: date) -> Gate:
    """Let a gate hold to the end of today."""
    if not by.may(Permission.LOCAL_DUTY_EDIT, gate.org_path):
        raise RuleBreach("这由县级党委设定，您的职务不在县级党委，未保存。")
    row = Gate.objects.select_for_update().get(pk=gate.pk)
    row.until_day = row.until_day or on
    row.save(update_fields=["until_day"])
    audit.record(by=by, action="gate.end", subject=row.public_id, organization_id=row.county_id, path=row.org_path,
                 words=row.words)  # fmt: skip
    return row


def _locked(by: Actor, life: LeadersLife) -> LeadersLife:
    row = LeadersLife.objects.select_for_update(of=("self",)).select_related("organization").get(pk=life.pk)
    check_right(by, row.org_path)
    return row


def _log(by: Actor, row: LeadersLife, action: str, words: str) -> None:
    audit.record(
        by=by, action=f"life.{action}", subject=row.public_id, organization_id=row.organization_id, path=row.org_path,
        words=f"{row} {words}",
    )  # fmt: skip
