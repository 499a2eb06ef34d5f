"""What can happen to a suggestion: it is said, replied to, and its writer says whether the reply helped."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.people.words import refuse_numbers
from dangjian.channels.inbox.holders import only
from dangjian.channels.inbox.models import Kind
from dangjian.channels.inbox.services import Receiver, announce, recall
from dangjian.foundation.time import at
from dangjian.procedures.calendar.rules import add_workdays
from dangjian.procedures.provisions.queries import local_values
from dangjian.programme.suggestions.models import Reply, Suggestion
from dangjian.programme.suggestions.rules import answer_workdays
from dangjian.rulebook import RuleBreach


@transaction.atomic
def say(*, by: Actor, words: str, page: str, is_signed: bool, on: date) -> Suggestion:
    """Say something to the county that runs the platform; it gets a number and a day.

    Raises ``RuleBreach`` for no words, and for words that hold a number of a person.
    """
    said = words.strip()
    if not said:
        raise RuleBreach("没有提交：请写上意见或建议。")
    refuse_numbers(said)
    county = Organization.objects.select_for_update(of=("self",)).get(pk=by.county_id)  # One number after the other.
    last = Suggestion.objects.filter(county_id=county.pk, year=on.year).aggregate(last=Max("number"))["last"]
    made = Suggestion.objects.create(
        county_id=county.pk,
        org_path=county.path,
        year=on.year,
        number=(last or 0) + 1,
        person_id=by.person_id,
        account_id=by.account_id,
        signature=by.caption[:120] if is_signed else "",
        page=page[:80],
        words=said[:1000],
        said_on=on,
        due_on=_due(county.pk, on),
    )
    _record(by, made, "suggestion.say")
    return made


@transaction.atomic
def reply(*, by: Actor, suggestion: Suggestion, outcome: str, words: str, on: date) -> Reply:
    """Reply in words; the writer alone is told.

    Raises ``RuleBreach`` for no words, for one's own suggestion, and where it is replied to.
    """
    row = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if row.person_id == by.person_id:
        raise RuleBreach("这是您自己提的意见，请由其他人答复，没有保存。")
    if not row.is_waiting:
        raise RuleBreach("这件意见已经答复，没有重复办理。请刷新后查看。")
    if not words.strip():
        raise RuleBreach("没有答复：请写明怎么处理，提出人能看到。")
    refuse_numbers(words)
    made = Reply.objects.create(
        suggestion=row,
        outcome=outcome,
        words=words.strip()[:1000],
        account_id=by.account_id,
        who=by.caption[:120],
        on=on,
        due_on=row.due_on,
    )
    row.is_waiting = False
    row.save(update_fields=["is_waiting"])
    _record(by, row, f"suggestion.{outcome}")
    _tell_the_writer(row, by, on)
    return made


@transaction.atomic
def judge(*, by: Actor, suggestion: Suggestion, is_helpful: bool, words: str, on: date) -> Suggestion:
    """Say of the last reply whether it helped; where it did not, the suggestion waits again, with a new day.

    Raises ``RuleBreach`` for another's, where it has no reply, where this was said already, and for no reason.
    """
    row = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    last = row.replies.order_by("-pk").first()
    if row.person_id != by.person_id or last is None:
        raise RuleBreach("只能评价对本人意见的答复，没有保存。")
    if last.is_helpful is not None:
        raise RuleBreach("这次答复您已经评价过，没有重复保存。")
    if not is_helpful and not words.strip():
        raise RuleBreach("没有保存：请写一句哪里没有解决，好让答复的人知道。")
    refuse_numbers(words)
    last.is_helpful, last.said_back = is_helpful, words.strip()[:300]
    last.save(update_fields=["is_helpful", "said_back"])
    recall(by=by, subject_keys=[subject(row)], at=at(on, 0))
    if not is_helpful:
        row.is_waiting, row.due_on = True, _due(row.county_id, on)
        row.save(update_fields=["is_waiting", "due_on"])
    _record(by, row, "suggestion.judge")
    return row


def subject(suggestion: Suggestion) -> str:
    """Return the key that names a suggestion in the inbox."""
    return f"suggestion:{suggestion.public_id}"


def _due(county_id: int, on: date) -> date:
    return add_workdays(on, answer_workdays(on, local_values(county_id, on)))


def _tell_the_writer(row: Suggestion, by: Actor, on: date) -> None:
    account = Account.objects.filter(person_id=row.person_id, is_active=True).first()
    if account is None:
        return
    home = Person.objects.values_list("organization_id", flat=True).get(pk=row.person_id)
    receiver = Receiver(home, (only(account.pk),), reverse("suggestions:own", args=[row.public_id]), subject(row))
    announce(
        by=by, county_id=row.county_id, receivers=[receiver], title=f"您的{row}有了答复", kind=Kind.PROGRESS,
        at=at(on, 0),
    )  # fmt: skip


def _record(by: Actor, row: Suggestion, action: str) -> None:
    audit.record(
        by=by,
        action=action,
        subject=row.public_id,
        organization_id=row.county_id,
        path=row.org_path,
        words=str(row),
        county_id=row.county_id,
    )
