"""A letter that presses, and the record of an interview: decided by people who are named, never by a rule (P21)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from dangjian.access import audit, paths
from dangjian.access.actors import Actor, Grant
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.words import refuse_numbers
from dangjian.programme.warnings.models import Interview, Letter, RaisedWarning
from dangjian.programme.warnings.rules import kept_until
from dangjian.rulebook import RuleBreach


@transaction.atomic
def issue_letter(
    *, by: Actor, organization: Organization, warnings: Sequence[RaisedWarning], signs: str, asks: str,
    due_on: date, on: date,
) -> Letter:  # fmt: skip
    """Write a letter on what stands at a body below; the matters are kept as they stood.

    Raises ``RuleBreach`` for one's own body, no matter, no day to come.
    """
    issuer = _issuer(by, organization)
    if not warnings:
        raise RuleBreach("没有选事项，未生成。督办函要写明督办哪几件事。")
    if due_on <= on:
        raise RuleBreach("办结时限要晚于今天，未生成。填写的内容已保留。")
    made = Letter.objects.create(
        county_id=organization.county_id, organization=organization, org_path=organization.path,
        issuer_id=issuer.organization_id, signs=signs.strip()[:60], asks=asks.strip()[:500], due_on=due_on,
        issued_on=on, account_id=by.account_id,
        matters=[{"what": one.what, "article": one.article, "cure": one.cure, "id": one.pk} for one in warnings],
    )  # fmt: skip
    _say(by, "letter.issue", organization, made.public_id, f"{len(warnings)} 件事项")
    return made


@transaction.atomic
def record_interview(
    *, by: Actor, organization: Organization, decided_by: str, reason: str, basis: str, held_by: str, with_whom: str,
    statement: str, held_on: date, due_on: date, on: date,
) -> Interview:  # fmt: skip
    """Record an interview that a leader decided; raises ``RuleBreach`` where something is missing or a day is wrong."""
    issuer = _issuer(by, organization)
    if not (decided_by.strip() and reason.strip() and basis.strip()):
        raise RuleBreach("请写明由谁决定、事由和依据，未保存。约谈由领导决定，不由规则自动产生。")
    if held_on > on or due_on < held_on:
        raise RuleBreach("约谈日期不晚于今天，整改期限不早于约谈日期，未保存。填写的内容已保留。")
    for words in (reason, statement):
        refuse_numbers(words)
    made = Interview.objects.create(
        county_id=organization.county_id, organization=organization, org_path=organization.path,
        issuer_id=issuer.organization_id, decided_by=decided_by.strip()[:60], reason=reason.strip()[:300],
        basis=basis.strip()[:200], held_by=held_by.strip()[:60], with_whom=with_whom.strip()[:60],
        statement=statement.strip()[:500], held_on=held_on, due_on=due_on, kept_until=kept_until(held_on, on),
        account_id=by.account_id,
    )  # fmt: skip
    _say(by, "interview.record", organization, made.public_id, "")
    return made


@transaction.atomic
def add_statement(*, by: Actor, interview: Interview, words: str) -> Interview:
    """Let the body say its side, as long as the interview is not struck off."""
    row = Interview.objects.select_for_update().get(pk=interview.pk)
    if row.organization_id not in {grant.organization_id for grant in by.grants}:
        raise RuleBreach("说明由被约谈的党组织填写，未保存。")
    if row.cured_on:
        raise RuleBreach("这次约谈已销号，没有改动。")
    refuse_numbers(words)
    row.statement = words.strip()[:500]
    row.save(update_fields=["statement"])
    _say(by, "interview.state", row.organization, row.public_id, "")
    return row


@transaction.atomic
def strike_off(*, by: Actor, interview: Interview, words: str, on: date) -> Interview:
    """Strike an interview off: what it was about is cured; raises ``RuleBreach`` from below, twice, or wordless."""
    row = Interview.objects.select_for_update().get(pk=interview.pk)
    if row.issuer_id not in {grant.organization_id for grant in by.grants}:
        raise RuleBreach("销号由约谈的党组织办理，没有改动。")
    if row.cured_on:
        raise RuleBreach("这次约谈已销号，没有重复办理。")
    if not words.strip():
        raise RuleBreach("请用一句话写明整改情况，未销号。")
    row.cured_on, row.cured_words = on, words.strip()[:300]
    row.save(update_fields=["cured_on", "cured_words"])
    _say(by, "interview.strike-off", row.organization, row.public_id, "")
    return row


def _issuer(by: Actor, organization: Organization) -> Grant:
    """Return the post's body that stands nearest above."""
    above = [one for one in by.grants if one.path != organization.path and paths.contains(one.path, organization.path)]
    if not above:
        raise RuleBreach("只能对下级党组织办理，没有保存。")
    return max(above, key=lambda one: len(one.path))


def _say(by: Actor, action: str, body: Organization, subject: object, words: str) -> None:
    audit.record(by=by, action=action, subject=subject, words=words, organization_id=body.pk, path=body.path,
                 county_id=body.county_id)  # fmt: skip
