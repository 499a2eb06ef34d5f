"""A person asks to have a fact of their own record corrected."""

import json
from datetime import date

from django.db import transaction

from dangjian.access import audit, zones
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.secrets import seal
from dangjian.affairs.dossier import notices, rules
from dangjian.affairs.dossier.models import Correction, Plain
from dangjian.affairs.members.facts import FACTS, Fact, held
from dangjian.affairs.members.held import member_of
from dangjian.affairs.people.models import Person
from dangjian.affairs.people.rules import Unreadable
from dangjian.procedures.calendar.rules import add_workdays
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import RuleBreach


@transaction.atomic
def ask(*, by: Actor, person: Person, field: str, value: object, words: str, on: date) -> Correction:
    """Ask that ``field`` of one's own record be set to ``value``; the body is told, and answers by a day.

    Raises ``RuleBreach`` for another's record, for someone acting for another, for what is no subject of a
    correction, where a request for the field waits, where the value cannot be read, and where it stands already.
    """
    if person.pk != by.person_id or by.acting_for is not None:
        raise RuleBreach("只能申请更正本人的档案，没有提交。")
    fact = FACTS.get(field)
    if fact is None or not may_ask(fact):
        raise RuleBreach("这一项由组织决定形成，不能这样更正，没有提交。有出入的请向所在党支部当面提出。")
    Person.objects.select_for_update().get(pk=person.pk)
    if Correction.objects.open().filter(person=person, field=field).exists():
        raise RuleBreach(f"{fact.caption}已有一件更正申请在等答复，没有重复提交。要改的，先撤回前一件。")
    made = Correction(
        person=person,
        county_id=person.county_id,
        field=field,
        words=words.strip()[:200],
        is_of_decider=_decides(by, person),
        account_id=by.account_id,
        asked_on=on,
        due_on=add_workdays(on, rules.answer_workdays(on, local_values(person.county_id, on))),
    )
    made.asked = seal(json.dumps(_asked(fact, person, value, on), ensure_ascii=False), made.place)
    made.save()
    audit.record(
        by=by,
        action="correction.ask",
        subject=person.public_id,
        organization_id=person.organization_id,
        path=person.org_path,
        words=f"{person} {fact.caption}",
        county_id=person.county_id,
    )
    notices.tell_who_answers(correction=made, by=by, on=on)
    return made


def may_ask(fact: Fact) -> bool:
    """Say whether a fact may be a subject of a correction, in this zone."""
    return fact.name not in rules.DECIDED and zones.shows(fact.privacy)


def _decides(by: Actor, person: Person) -> bool:
    held_here = (g for g in by.grants if g.permission is Permission.CORRECTION_DECIDE)
    return any(grant.organization_id == person.organization_id for grant in held_here)


def _asked(fact: Fact, person: Person, value: object, on: date) -> Plain:
    try:
        read = fact.read(value, on)
    except Unreadable as wrong:
        raise RuleBreach(f"没有提交：{wrong}") from None
    member = member_of(person)
    if member is None and not fact.is_of_person:
        raise RuleBreach("您没有列入党员名册，这一项没有可更正的，没有提交。")
    if read == held(person, member, fact.name):
        raise RuleBreach(f"{fact.caption}与现有记载相同，没有提交。")
    if read is None or isinstance(read, (str, int)):
        return read
    return read.isoformat() if isinstance(read, date) else str(read)
