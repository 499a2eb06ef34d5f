"""Key villages, people considered and their joint review: result, day and bodies; grounds stay on paper (P25)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.renewals import rules
from dangjian.affairs.renewals.models import Campaign, KeyBody, Reserve, Verdict
from dangjian.affairs.renewals.queries.standing import bodies
from dangjian.rulebook import RuleBreach


@transaction.atomic
def mark_key(*, by: Actor, campaign: Campaign, body: Organization) -> KeyBody:
    """Name a key village; why is not kept. Raises ``RuleBreach`` for a body that is not handled here."""
    _refuse_stranger(by, campaign, body)
    row, _ = KeyBody.objects.get_or_create(
        campaign=campaign, organization=body,
        defaults={"county_id": body.county_id, "org_path": body.path, "account_id": by.account_id},
    )  # fmt: skip
    _record(by, campaign)
    return row


@transaction.atomic
def unmark_key(*, by: Actor, row: KeyBody) -> None:
    """Take a village off the list; nothing of it stays."""
    _refuse_stranger(by, row.campaign, row.organization)
    row.delete()
    _record(by, row.campaign)


@transaction.atomic
def consider(*, by: Actor, campaign: Campaign, body: Organization, person: Person) -> Reserve:
    """Note someone as a reserve candidate. Raises ``RuleBreach`` for oneself and for who is noted there already."""
    _refuse_stranger(by, campaign, body)
    if person.pk == by.person_id:
        raise RuleBreach("不能登记自己，没有登记。")
    if Reserve.objects.filter(campaign=campaign, organization=body, person=person).exists():
        raise RuleBreach(f"{person} 已登记为{body.short_name}的后备人选，没有重复登记。")
    made = Reserve.objects.create(
        campaign=campaign, organization=body, county_id=body.county_id, org_path=body.path, person=person,
        account_id=by.account_id,
    )  # fmt: skip
    _record(by, campaign)
    return made


@transaction.atomic
def review(
    *, by: Actor, reserve: Reserve, verdict: Verdict, reviewed_by: Sequence[str], day: date, on: date
) -> Reserve:
    """Record what the joint review came to. A review asked for again replaces it.

    Raises ``RuleBreach`` for who does not lead the campaign, for oneself, without a body or with one that is none,
    for a day to come, and for a second review that nobody asked for.
    """
    row = Reserve.objects.select_for_update(of=("self",)).select_related("campaign", "organization").get(pk=reserve.pk)
    text = rules.joint_review(on)
    if not by.may(Permission.RENEWAL_LEAD, row.campaign.org_path) or row.person_id == by.person_id:
        raise RuleBreach("联审结果由县委组织部登记，本人不能登记自己的，没有登记。")
    if row.verdict and row.asked_on is None:
        raise RuleBreach("已登记联审结果，没有改动。本人申请复核的，可以再登记。")
    if not reviewed_by or set(reviewed_by) - {str(one) for one in text.listing}:
        raise RuleBreach("请选参加联审的单位，没有登记。", citation=text.citation)
    if day > on:
        raise RuleBreach("联审日期不能晚于今天，没有登记。请改日期。")
    row.verdict, row.reviewed_on, row.reviewed_by, row.asked_on = verdict, day, list(reviewed_by), None
    row.save(update_fields=["verdict", "reviewed_on", "reviewed_by", "asked_on"])
    _record(by, row.campaign)
    return row


@transaction.atomic
def ask_again(*, by: Actor, reserve: Reserve, on: date) -> Reserve:
    """Ask, as the person, that the review be looked at again. Raises ``RuleBreach`` for anybody else and twice."""
    row = Reserve.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=reserve.pk)
    if by.person_id != row.person_id or by.acting_for is not None or row.reviewed_on is None:
        raise RuleBreach("复核由本人申请，没有提交。")
    if row.asked_on is not None:
        raise RuleBreach("已经申请复核，没有重复提交。")
    row.asked_on = on
    row.save(update_fields=["asked_on"])
    _record(by, row.campaign)
    return row


def _refuse_stranger(by: Actor, campaign: Campaign, body: Organization) -> None:
    if not by.may(Permission.RENEWAL_EDIT, body.path) or not bodies(campaign).filter(pk=body.pk).exists():
        raise RuleBreach(f"{body.short_name}不在这次换届范围内，或者不由您办理，没有改动。")


def _record(by: Actor, campaign: Campaign) -> None:
    audit.record_sealed(by=by, action="sealed.note", subject=campaign.public_id, county_id=campaign.county_id)
